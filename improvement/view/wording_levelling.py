"""Words for levelling shared people across programmes: issue id -> (sentence, hint)."""

from improvement.view.language import N_

LEVELLING_WORDS = {
    "level-stays": (
        N_("{who} stays at {percent} % (from {first}, days: {n}): {works} is under way or its days are fixed"),
        N_("Give part of it to somebody else, or agree on other days for it."),
    ),
    "level-bound": (
        N_(
            "{who} stays at {percent} % (from {first}, days: {n}): {works} cannot wait, because a latest day "
            "or work that must keep its days comes after"
        ),
        N_("Allow a later finish, or give part of it to somebody else."),
    ),
    "level-too-much": (
        N_("{who} stays at {percent} % (from {first}, days: {n}): {works} asks for more than there is of them"),
        N_("Lower the need, or agree with everybody on how much of their time each programme may use."),
    ),
    "level-away": (
        N_("{who} is away while {works} needs them (from {first}, days: {n})"),
        N_("Give part of it to somebody else, or agree on other days for it."),
    ),
    "level-nobody": (
        N_("{works} needs {who}, who has no time at all (from {first}, days: {n})"),
        N_("Set how many there are and their availability in people.yaml, or give the work to somebody else."),
    ),
    "level-days-off": (
        N_("{who} has days off while work with others goes on (from the week of {first}, weeks: {n})"),
        N_("Plan this work for days on which all of its people are there."),
    ),
    "level-no-dates": (
        N_("{programme} has no dates, so nobody waits for it"),
        N_("Mend it first: its Realization page says what is wrong."),
    ),
    "level-changed": (
        N_("a programme or the shared people changed since these dates were levelled, so nothing was saved"),
        N_("Level again."),
    ),
    "level-names-staff": (
        N_("levelling tells who does what, and nobody of the staff may be named here"),
        N_("Ask without --customer-safe."),
    ),
}
