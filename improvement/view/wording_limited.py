"""Words for dates with limited people: issue id -> (sentence, hint)."""

from improvement.view.language import N_

LIMITED_WORDS = {
    "need-set-aside": (
        N_("needs {wanted} of {text}, of whom there are {count}: scheduled as if they were enough"),
        N_("Add people, lower the need, or train somebody."),
    ),
}
