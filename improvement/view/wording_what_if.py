"""Words for scenarios: issue id -> (sentence, hint)."""

from improvement.view.language import N_

WHAT_IF_WORDS = {
    "scenario-cycle": (
        N_("this scenario builds on itself: {chain}"),
        N_("Take builds_on out of one of them."),
    ),
    "scenario-missing": (
        N_("there is no scenario '{text}' to build on"),
        N_("Name one of the folder scenarios/, or take builds_on out."),
    ),
    "scenario-new-entry": (
        N_("the plan has no '{text}', and a new one needs a {missing}"),
        N_("Write the id as in plan.yaml, or add what is missing."),
    ),
    "scenario-needed": (
        N_("other scenarios build on this one: {titles}"),
        N_("Remove those first, or take builds_on out of them."),
    ),
    "scenario-changed": (
        N_("somebody else changed the scenario '{id}' meanwhile"),
        N_("Reload the page and look at it again."),
    ),
}
