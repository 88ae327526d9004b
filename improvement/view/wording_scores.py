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
    "items-unanswered": (
        N_("nobody answered: {items}"),
        N_("Check which codes of these columns are no answers, and their scale."),
    ),
    # weights
    "weights-negative": (
        N_("{item} is below 0 in rows, and no weight can be: {n}; nothing is weighted"),
        N_("Correct the file, or say that this column is no weight."),
    ),
    "weights-all-zero": (
        N_("no row has a weight above 0 in {item}; nothing is weighted"),
        N_("Correct the file, or say that this column is no weight."),
    ),
    "weights-missing": (N_("rows without a weight, not in any weighted score: {n} of {rows}"), ""),
    "weights-zero": (N_("rows whose weight is 0, so that their answers count for nothing: {n} of {rows}"), ""),
    "weights-trimmed.trimmed": (N_("weights cut to {times:g} times the middle one: {n}"), ""),
    "weights-trimmed.trimmed-off": (
        N_("weights cut to {times:g} times the middle one: {n}; a part of the customers is now off by {off:.1%}"),
        "",
    ),
    "trim-below-one": (
        N_("weights cannot be cut to {times:g} times the middle one; none was cut"),
        N_("Write a number from 1 up, such as 5, under `trim_weights`."),
    ),
    "weights-empty-part": (
        N_("nobody answered from these parts of the customers, so nothing is weighted: {parts}"),
        N_("Join them with a part that is like them in the known shares, or ask some of them."),
    ),
    "weights-not-met": (
        N_("the shares of {items} contradict each other in these answers (off by {off:.1%}); nothing is weighted"),
        N_("Check the shares, join parts with few answers, or weight by one of them."),
    ),
    "population-no-segment": (
        N_("shares of customers are given for {item}, which is no segment of this file; nothing is weighted"),
        N_("Name the column as a segment, or take its shares out."),
    ),
    "population-not-whole": (
        N_("the shares of {item} make {total:.1%} together, not 100 %; nothing is weighted"),
        N_("Give every part of the customers its share."),
    ),
    # two rounds of a survey
    "wave-mode-differs": (
        N_("the rounds asked in different ways ({one}, {other}), so nothing is compared"),
        N_("Ask once in both ways at the same time, and name the two questions under `bridges`."),
    ),
    "wave-weighting-differs": (
        N_("only one of the rounds is weighted, so nothing is compared"),
        N_("Weight both, or none."),
    ),
    "wave-mode-bridged": (
        N_("the rounds asked in different ways ({one}, {other}); only questions with a bridge are compared"),
        "",
    ),
    "wave-weighting-other": (
        N_("the rounds are weighted by different things, so nothing is compared"),
        N_("Weight both by the same columns."),
    ),
    "bridge-not-usable.unknown": (
        N_("its bridge names a question that has no answers here"),
        N_("Store the file in which both forms were asked, and name SOURCE/ITEM."),
    ),
    "bridge-not-usable.form": (
        N_("its bridge asked in other forms than the two rounds"),
        N_("The old form must have the scale and keys of the round before, the new form those of this round."),
    ),
    "bridge-not-usable.mode": (
        N_("its bridge asked people in other ways than the two rounds"),
        N_("Ask in both ways at the same time, and write each under `mode`."),
    ),
    "bridge-not-usable.few": (N_("its bridge has fewer than {needed} answers to a form"), ""),
    "bridge-not-usable.far": (
        N_("its bridge moves the earlier share beyond what is possible, so it cannot be carried over"),
        N_("The forms differ more for some answers than for others; begin a new series."),
    ),
    "wave-mode-unknown": (
        N_("it is not known how people were asked"),
        N_("Write it in both mappings under `mode`: another way of asking gives other answers."),
    ),
    "wave-not-comparable.scale": (
        N_("has another scale than before and is not compared"),
        N_("Ask on both scales for one round, chance choosing, and name the two questions under `bridges`."),
    ),
    "wave-not-comparable.keypad": (
        N_("is asked with other keys than before and is not compared"),
        N_("Play both announcements by chance for one round, and name the two questions under `bridges`."),
    ),
    "wave-not-comparable.words": (N_("asks in other words than before and is not compared"), ""),
    "wave-too-few": (N_("questions with fewer than {needed} answers in a round, not compared: {n}"), ""),
    "wave-mix-against": (
        N_(
            "all together moved by {total:+.2f}, every kind of customer the other way ({within:+.2f}): "
            "only who answers has changed"
        ),
        N_("Trust the kinds of customers, not the total."),
    ),
    "wave-mix-shift": (
        N_("all together moved by {total:+.2f}, but only {within:+.2f} within the kinds of customers"),
        N_("The rest is that other kinds of customers answered."),
    ),
    # well-known short questionnaires
    "effort-other-scale": (
        N_("effort has no score on this scale"),
        N_(
            "It is known from 1 to 5 with little effort good, and from 1 to 7 with easy good; the two are never joined."
        ),
    ),
    "index-other-scale": (
        N_("the satisfaction index needs its three questions on scales from 1 to 10"),
        "",
    ),
    "value-unlike-scales": (
        N_("benefits and costs stand on unlike scales, so no perceived value is computed"),
        N_("Ask all of them on one scale."),
    ),
}
