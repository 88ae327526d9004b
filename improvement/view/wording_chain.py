"""Words for the cells of the golden thread: id -> (words, consequence of a missing link)."""

from improvement.view.language import N_

CHAIN_WORDS = {
    "cell-no-finding": (N_("No finding"), N_("Nobody knows which shortfall it mends.")),
    "cell-finding-open": (N_("Waits for a decision"), ""),
    "cell-finding-accepted": (N_("Accepted"), ""),
    "cell-no-promise": (N_("No promise"), N_("Nothing answers the finding.")),
    "cell-no-target": (N_("No target"), N_("Nobody knows what level is meant.")),
    "cell-no-owner": (N_("No owner"), N_("Nobody answers for it.")),
    "cell-only-standard": (N_("A standard, not promised yet"), ""),
    "cell-promised": (N_("Promises: {n}"), ""),
    "cell-no-work": (N_("No activity"), N_("Nothing will change.")),
    "cell-work-late": (N_("Activities: {activities}, training: {training}; late: {n}, first {worst}"), ""),
    "cell-work-blocked": (N_("Activities: {activities}, training: {training}; blocked: {n}, first {worst}"), ""),
    "cell-work-not-started": (N_("Activities: {activities}, training: {training}; not started: {n}"), ""),
    "cell-work-on-time": (N_("Activities: {activities}, training: {training}; under way: {n}"), ""),
    "cell-work-done": (N_("Activities: {activities}, training: {training}; all done"), ""),
    "cell-no-measure": (N_("No measure"), N_("Nobody will know whether it is kept.")),
    "cell-measured": (N_("Measured"), ""),
    "cell-few-points": (N_("{points} of {needed} points"), ""),
    "cell-enough-points": (N_("{points} points"), ""),
    "cell-nothing-promised": (N_("Nothing promised"), ""),
    "cell-over-promise": (N_("Over-promise"), ""),
    "cell-plausible": (N_("Plausible, not proven"), ""),
    "cell-not-enough-cases": (N_("Not enough cases"), ""),
    "cell-no-verdict": (N_("No verdict yet"), ""),
    "cell-safe": (N_("Safe"), ""),
    "cell-kept": (N_("{kept} of {periods} periods kept"), ""),
    "cell-missed": (N_("{kept} of {periods} periods kept"), ""),
}
