"""Words for what a survey can and cannot tell: issue id -> (sentence, hint)."""

from improvement.view.language import N_

SCORE_WORDS = {
    # sizes of a survey
    "size-out-of-range.share": (N_("{name} must lie above 0 % and below 100 %"), ""),
    "size-out-of-range.count": (N_("{name} must be at least 1"), ""),
    "size-out-of-range.least": (N_("{name} must be at least {least:g}"), ""),
    "size-out-of-range.response": (N_("{name} must lie above 0 % and be at most 100 %"), ""),
    "size-out-of-range.same": (
        N_("the two shares of {name} are the same"),
        N_("Name the share now and the share then."),
    ),
    "size-out-of-range.more": (N_("there are more {name} than customers in all"), ""),
}
