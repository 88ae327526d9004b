"""Words for the warnings that results carry: issue id -> (sentence, hint)."""

from improvement.view.language import N_

RESULT_WORDS = {
    # scores and drivers
    "source-unread": (
        N_("its data were not read, so nothing is computed from it"),
        N_("Add its file and its mapping."),
    ),
    "too-few-for-score": (
        N_("too few answers for a score: {n}, at least {needed} are needed"),
        N_("The counts are shown instead."),
    ),
    "driver-constant": (N_("{item} has the same answer everywhere, so it explains nothing"), ""),
    "driver-duplicate": (
        N_("{item} says the same as another item, so the two cannot be told apart"),
        N_("Leave one of them out."),
    ),
    "ranks-withheld": (N_("too few complete answers to rank what matters: {n} of {needed}"), ""),
    "drivers-explain-nothing": (
        N_("these items together explain almost nothing of overall satisfaction (R² {r2:.2f}, n {n})"),
        N_("What matters to customers is not among them, or not asked well."),
    ),
    "drivers-not-computed": (
        N_("what matters for {outcome} cannot be computed: no row answers all {items} items, or all answer alike"),
        "",
    ),
    "too-many-drivers": (
        N_("{items} questions are too many to weigh against each other; at most {most} can be"),
        N_("Drop the file again and choose which of them may matter."),
    ),
    "incomplete-left-out": (
        N_("only {complete} of {rows} rows answer all {items} items; what matters was computed from them alone"),
        "",
    ),
    # charts over time
    "baseline-too-short": (N_("too few points for a usual range: {points} of {needed}"), N_("Go on collecting.")),
    "baseline-provisional": (N_("the usual range rests on {points} points; it is firm from {needed}"), ""),
    "periods-too-small": (
        N_("about {expected:g} events a period are too few to see changes; {needed} are needed"),
        N_("Use longer periods."),
    ),
    "over-dispersed": (
        N_("the points scatter {times:g} times as much as chance alone would"),
        N_("The cases of one period are alike; the usual range may be too narrow."),
    ),
    # schedule
    "unknown-region": (
        N_("the public holidays of {region} are not known; none are counted"),
        N_("Write them under calendar.closed."),
    ),
    "no-workdays": (N_("the calendar has no working day"), N_("Name some under calendar.workdays.")),
    # why a programme needs the manager
    "need-mend-file": (N_("the plan file has mistakes: {n}"), ""),
    "need-missed": (N_("public promises missed: {n}, first {object}"), ""),
    "need-over-promise": (N_("promises that cannot be kept as they are worded: {n}, first {object}"), ""),
    "need-overdue": (N_("overdue: {n}"), ""),
    "need-late": (N_("forecast {days} working days later than approved"), ""),
    "need-overbooked": (N_("{who} is booked at {percent} % in {week}"), ""),
    "need-stale": (N_("progress was last reported {days} days ago"), ""),
    "setting-shape": (N_("'{setting}' is no setting"), N_("Write KEY=VALUE, such as overall=Q7ALL.")),
    "approved-today": (N_("other dates were approved on {day} already"), N_("Approve again tomorrow.")),
    # measures over time
    "measure-without-time": (
        N_("measure {measure} counts who was in time, but no target names a time"),
        N_("Give its standard a target such as {{within: 8h, share: 95%}}."),
    ),
    "cases-without-dates": (
        N_("some cases of measure {measure} bear no date, so they belong to no period"),
        N_("Set the measure's date item, and fill empty dates."),
    ),
}
