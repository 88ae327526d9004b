"""The charter's tables in words: assumptions, waivers."""

from collections.abc import Mapping

from improvement.checks.walk import waivers
from improvement.model.plan import Plan
from improvement.model.values import write_number
from improvement.view.format import day
from improvement.view.language import _


def assumption_rows(plan: Plan) -> list[dict[str, str]]:
    """What is believed, with its grade and source."""
    return [
        {
            _("Assumption"): id.replace("-", " "),
            _("Value"): write_number(each.value),
            _("Grade (A measured here, E folklore)"): each.grade,
            _("Source"): each.source,
        }
        for id, each in plan.programme.assumptions.items()
    ]


def waiver_rows(plan: Plan, people: Mapping[str, str]) -> list[dict[str, str]]:
    """Rules set aside: by whom, why, until when; `people`: names by id."""
    return [
        {
            _("Object"): path[2],
            _("Rule"): each.rule,
            _("Signed by"): people.get(each.by, each.by),
            _("On"): day(each.date),
            _("Until"): day(each.until),
            _("Reason"): each.reason,
        }
        for path, each in waivers(plan)
    ]
