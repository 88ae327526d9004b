"""Words for days that bind, calendars and approved dates: issue id -> (sentence, hint)."""

from improvement.view.language import N_

_MOVE = N_("Begin the first of them earlier, shorten one, or move the day.")

DATE_WORDS = {
    "contradictory-days": (
        N_("{field}, {day:date}, lies before {other}, {limit:date}: the two cannot both be kept"),
        N_("Change one of the two days."),
    ),
    "day-not-kept.must_start": (N_("must start on {day:date}, but starts {days:.4g} d later: {chain}"), _MOVE),
    "day-not-kept.must_finish": (N_("must be finished on {day:date}, but ends {days:.4g} d later: {chain}"), _MOVE),
    "day-not-kept.not_after": (N_("may not end after {day:date}, but ends {days:.4g} d later: {chain}"), _MOVE),
    "day-not-kept.sessions": (N_("stands on {day:date}, {days:.4g} d before what it waits for: {chain}"), _MOVE),
    "out-of-order.retained": (
        N_("was started on {start:date} although {text} is not finished: what remains waits for it"),
        N_("Correct the link or the days; with 'progress: override' started work waits for nothing."),
    ),
    "out-of-order.override": (
        N_("was started on {start:date} although {text} is not finished, and goes on without waiting for it"),
        N_("Correct the link or the days."),
    ),
    "baseline-missing": (
        N_("the approved dates of {day:date} are missing, or their file cannot be read"),
        N_("Bring baselines/{day}.yaml back from an earlier version, or approve dates again."),
    ),
    "baseline-changed": (
        N_("the approved dates of {day:date} were changed after they were frozen: they do not fit their seal"),
        N_("Bring baselines/{day}.yaml back from an earlier version, or approve dates again."),
    ),
    "baseline-unsealed": (
        N_("the approved dates of {day:date} have no seal: nobody can tell whether they were changed"),
        N_("Approve dates again: the app seals them."),
    ),
    "actual-effort-missing": (
        N_("what was spent is not known: {n} begun have no actual_effort, {first} is the first"),
        N_("Write the person-days that were spent, such as 6pd."),
    ),
    "nobody-with-skill": (
        N_("needs {competency} at level {level} or above, which nobody has"),
        N_("Train somebody, ask for less, or add the level to a person."),
    ),
    "away-all-year": (
        N_("needs {text}, who has no working day from {first:date} to {last:date}"),
        N_("Name somebody else, or shorten the leave."),
    ),
}
