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
    # ratings by telephone keys
    "keypad-bias.best-first": (
        N_("key 1 is the best answer, and many press 1 by habit: the rating flatters"),
        N_("Turn the keys round for half of the callers, by chance, and the habit can be measured."),
    ),
    "keypad-bias.worst-first": (
        N_("key 1 is the worst answer, and some press 1 by habit: the rating is strict, its praise is credible"),
        N_("Turn the keys round for half of the callers, by chance, and the habit can be measured."),
    ),
    "keypad-bias.leading": (
        N_("the best answer is read first, then comes a pause: many take it for the only choice, or hang up"),
        N_("Nobody should be paid or compared by it."),
    ),
    "keypad-bias.other": (
        N_("key 1 is neither the best nor the worst answer; habit bends the middle"),
        N_("Put the best or the worst answer on key 1."),
    ),
    "keypad-started-by-staff": (
        N_("the staff who are rated decide who is asked"),
        N_("Let the system ask, every caller or by chance."),
    ),
    "keypad-hang-ups-unknown": (
        N_("it is not known how many were asked, so nobody can say what those think who hung up"),
        N_("Write how many heard the question under `keypad.offered`."),
    ),
    "keypad-label-twice": (N_("two keys are both called '{label}'"), N_("Correct the announcement.")),
    "keypad-read-out-of-order": (N_("the keys are read in the order {keys}, so that wrong keys are pressed"), ""),
    "keypad-habit-not-shown": (N_("the two forms show no habit of pressing key 1 ({n} answers)"), ""),
    "keypad-model-doubted": (
        N_("the two forms differ in their middle answers too, so more than habit sets them apart"),
        N_("Look whether chance really chose the form."),
    ),
}
