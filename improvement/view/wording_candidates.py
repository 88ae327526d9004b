"""Words for candidates of findings and for what limits them: issue id -> (sentence, hint)."""

from improvement.view.language import N_

CANDIDATE_WORDS = {
    "candidate-gap": (N_("customers get less than they expect: {text}"), ""),
    "candidate-weak-driver": (N_("falls short where it counts: {text}"), ""),
    "candidate-slow-cases": (N_("too many cases take far longer than usual: {case}"), ""),
    "candidate-unfinished-cases": (N_("too few cases are finished to say how long they take: {case}"), ""),
    "candidate-low-segment": (N_("less satisfied than customers on the whole: {segment_item} {value}"), ""),
    "gap-not-proven": (N_("the range of the difference includes none at all, so it may be chance"), ""),
    "driver-negative": (
        N_("the better {item} is rated, the less satisfied people are on the whole"),
        N_("Look into the question before acting on it."),
    ),
    "place-withheld": (N_("no place is given: too few answers ({n})"), ""),
    "unknown-criterion": (N_("there is no criterion {text}"), N_("There are: {criteria}.")),
    "not-a-weight": (
        N_("'{text}' is no weight of {criterion}"),
        N_("Give a number from 0 to {most}, as in shortfall=3,reach=1."),
    ),
    "weight-without-name": (
        N_("the weight '{text}' names no criterion"),
        N_("Write the criterion before it, as in shortfall=3,reach=1."),
    ),
    "weighed-twice": (N_("{criterion} has two weights"), N_("Give it one.")),
    "weights-weigh-nothing": (
        N_("no criterion that the data fill has a weight"),
        N_("Give one of these a weight above 0: {criteria}."),
    ),
    "contact-cost-assumed": (
        N_("the cost of contacts is believed, not measured: {value:g} each, grade {grade} ({source})"),
        "",
    ),
    "gap-test-withheld": (
        N_("too few complete answers to say whether expectations add anything: {n} of {needed}"),
        N_("Ask more people, or fewer questions."),
    ),
    "kano-too-few": (N_("too few answers for a class: {n} of {needed}"), N_("Ask more people.")),
    "kano-untested": (N_("too few answers to test the class: {n} of {needed}"), N_("Ask more people.")),
    "kano-questionable": (
        N_("{share:.0%} of the answers contradict themselves"),
        N_("Word both questions anew and try them on a few people."),
    ),
    "kano-all-turned": (
        N_("almost every answer is reversed ({share:.0%}): is 1 “I like it”?"),
        N_("If so, add the file again and say that “I like it” is the lowest answer (good.COLUMN=low)."),
    ),
    "kano-turned": (
        N_("customers would rather go without {attribute}: perhaps its two questions are the other way round"),
        N_("If so, add the file again and swap the roles of its two questions."),
    ),
    "kano-half-pair": (
        N_("{attribute} was asked only one way: with it, or without it"),
        N_("Give both questions the same attribute in the mapping file."),
    ),
    "kano-other-scale": (
        N_("{attribute} was not asked with {answers} answers from “I like it” to “I dislike it”"),
        N_("Ask both questions with these answers."),
    ),
    "kano-segments-differ": (
        N_("{attribute} means different things to different customers ({segment}: {one}, {other})"),
        N_("Decide for each kind of customer."),
    ),
    "too-few-answers": (N_("few answers: {n}; a part of the customers is shown from {needed} answers"), ""),
    "not-eleven-points": (
        N_("{item} was not asked from 0 to 10, so it gives no recommendation score"),
        N_("Ask it from 0 to 10 next time."),
    ),
}
