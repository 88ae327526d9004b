"""Words for what keeps a promise from a verdict, or weakens it: issue id -> (sentence, hint)."""

from improvement.view.language import N_

PROMISE_WORDS = {
    # why there is no verdict
    "no-measure": (N_("no measure says how often it would be kept"), N_("Link a measure to the standard.")),
    "measure-of-another-kind": (
        N_("measure {measure} is of kind {kind}; a promise is judged on times or shares"),
        N_("Use a measure of kind time or share."),
    ),
    "source-not-read": (N_("source {source} has no data to judge it on"), N_("Add its file and confirm its mapping.")),
    "no-threshold": (N_("measure {measure} does not say from which value on a case meets it"), N_("Add at_least.")),
    "item-not-found": (
        N_("measure {measure} names the item '{item}', which source {source} does not have"),
        N_("Choose an item of the source's mapping."),
    ),
    "item-unlike-measure.moment": (
        N_("measure {measure} needs days or times, and the item '{item}' of source {source} holds none"),
        N_("Choose another item, or correct what the column means."),
    ),
    "item-unlike-measure.number": (
        N_("measure {measure} needs numbers, and the item '{item}' of source {source} holds none"),
        N_("Choose another item, or correct what the column means."),
    ),
    "no-target": (N_("no target says what is promised"), N_("Set the target of its standard.")),
    "target-unlike-cases": (N_("the target does not fit its cases"), ""),
    "target-unlike-cases.time": (
        N_("the cases are times, but the target names no time"),
        N_("Write, for example, {{within: 8h, share: 95%}}."),
    ),
    "target-unlike-cases.share": (
        N_("the target names a time, but the cases have none"),
        N_("Write, for example, {{share: 95%}}, or use a measure of kind time."),
    ),
    "promises-nothing": (N_("a share of 0% promises nothing"), ""),
    "finer-than-the-clock": (
        N_("{time} is finer than the data, which only know days"),
        N_("Promise days, or record the time of day."),
    ),
    "not-stable": (
        N_("it was kept so far, but the last months are slipping"),
        N_("Find the cause before you promise it."),
    ),
    # what weakens a verdict
    "changing": (N_("performance is changing: {share:.0%} in the worst month, {month}"), ""),
    "steadiness-unknown": (N_("{months} months are too few to tell whether it is steady; {needed} are needed"), ""),
    "too-young-to-tell": (N_("cases still open and too young to count: {n}"), ""),
    "not-by-segment": (N_("the data do not tell segments apart: all cases were taken, not only {segments}"), ""),
    "cases-outside-calendar": (N_("cases outside the years of the calendar were left out: {count}"), ""),
    "cases-undated": (N_("cases without a date in {item} were left out: {count}"), ""),
    "cases-reversed": (N_("cases whose {stop} lies before their {start} were left out: {count}"), ""),
    # its picture
    "picture-too-large": (N_("{file} is larger than {megabytes} MB"), N_("Save the picture smaller.")),
    "picture-unreadable": (N_("{file} is neither an SVG nor a PNG picture"), N_("Save it as SVG or PNG.")),
    "picture-not-still": (
        N_("{file} holds scripts or loads something from elsewhere"),
        N_("Save it as a plain SVG, or as PNG."),
    ),
}
