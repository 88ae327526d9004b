"""Which rules are set aside by a signature, and whether it still holds."""

from improvement.checks.facts import Facts
from improvement.checks.registry import Hits, Rule, hit, rule
from improvement.checks.walk import waivable_objects, waivers
from improvement.errors import Severity
from improvement.model.change import Path
from improvement.model.commitment import Waiver
from improvement.model.plan import Plan

Waived = dict[tuple[Path, str], Waiver]


def valid_waivers(plan: Plan, facts: Facts) -> Waived:
    """The waivers that hold: per object and rule id."""
    return {
        (path, each.waiver.rule): each.waiver
        for path, each in waivable_objects(plan)
        if each.waiver and not is_expired(each.waiver, plan, facts)
    }


def is_expired(waiver: Waiver, plan: Plan, facts: Facts) -> bool:
    """Whether its last day lies before the data date (before today in a plan without one)."""
    judged_on = plan.programme.data_date or facts.today
    return judged_on is not None and waiver.until < judged_on


def is_waived(found: Rule, path: Path, signed: Waived) -> bool:
    """Whether the object that holds the path carries a valid waiver of the rule."""
    return found.waivable and (path[:3], found.id) in signed


@rule("waiver-expired", Severity.ADVICE, waivable=False)
def waiver_expired(plan: Plan, facts: Facts) -> Hits:
    """A waiver that no longer holds: what it set aside blocks again."""
    for path, waiver in waivers(plan):
        if is_expired(waiver, plan, facts):
            yield hit((*path, "until"), rule=waiver.rule, until=str(waiver.until), by=waiver.by)
