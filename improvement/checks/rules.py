"""The plan lint: every rule over one plan."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

# importing a file of rules enters them in the table
from improvement.checks import (
    binding_days,
    commitments,
    dates,
    dependencies,
    links,
    people,
    references,
    trainers,
    years,
)
from improvement.checks.facts import Facts
from improvement.checks.registry import RULES, Rule
from improvement.checks.waivers import Waived, is_waived, valid_waivers
from improvement.errors import Issue, Severity, issue
from improvement.model.change import Path
from improvement.model.plan import Plan

RULE_FILES = (references, dates, binding_days, dependencies, commitments, people, trainers, links, years)


class Found(NamedTuple):
    """An issue, and whether a valid waiver sets it aside."""

    issue: Issue
    waived: bool


def check(
    plan: Plan,
    facts: Facts | None = None,
    severities: Collection[Severity] | None = None,
    touched: Collection[Path] | None = None,
) -> tuple[Issue, ...]:
    """Every issue that no waiver sets aside, in the order of the rules; all severities unless some are named.

    With `touched`, only by rules that edits at these paths concern: enough for a plan that was in order before.
    """
    wanted = [each for each in RULES.values() if severities is None or each.severity in severities]
    if touched is not None:
        wanted = [each for each in wanted if any(each.concerns(path) for path in touched)]
    return tuple(found.issue for found in apply_rules(plan, facts or Facts(), wanted) if not found.waived)


def apply_rules(plan: Plan, facts: Facts, rules: Collection[Rule]) -> Iterator[Found]:
    """What the rules find, waived or not."""
    signed: Waived | None = None
    for each in rules:
        for path, told in each.find(plan, facts):
            # most plans that are saved break no rule, and nobody looks for waivers
            signed = valid_waivers(plan, facts) if signed is None else signed
            yield Found(issue(each.id, each.severity, path, **told), is_waived(each, path, signed))
