"""Words for dates with limited people: issue id -> (sentence, hint)."""

from improvement.view.language import N_

LIMITED_WORDS = {
    "limited-names-staff": (
        N_("dates with limited people tell who does what, and nobody of the staff may be named here"),
        N_("Ask for the dates without --limited, or without --customer-safe."),
    ),
    "need-set-aside": (
        N_("needs {wanted} of {text}, of whom there are {count}: scheduled as if they were enough"),
        N_("Add people, lower the need, or train somebody."),
    ),
    "need-not-together": (
        N_("needs {wanted} of {text}, of whom {count} can do it with the others: scheduled as if they were enough"),
        N_("Let its people share a working day, add people, or lower the need."),
    ),
    "search-left-out": (
        N_(
            "{count} pieces of work are open: these dates are those of one order, what must be finished first goes"
            " first, and the bound is that of the longest path. Shorter schedules are searched for up to {limit}."
        ),
        N_("Plan the work in several programmes, or enter what is finished."),
    ),
    "smoothing-left-out": (
        N_("{count} pieces of work are open: an even load is looked for up to {limit}"),
        N_("Plan the work in several programmes, or enter what is finished."),
    ),
    "runs-in-list-order": (
        N_(
            "With all work as long as expected these runs end on {runs:date}, the first dates with limited people on"
            " {dates:date}: in the runs people take work in list order, for the dates what must be finished first"
        ),
        N_("Compare runs with runs, not with the dates with limited people; or put urgent work first in the plan."),
    ),
    "no-limited-schedule": (
        N_("No schedule was found that keeps all rules for the people there are: {text}"),
        N_("Lower what this work needs, or change the working days of its people."),
    ),
}
