"""The four stages and what stands between each of them and being closed: computed, never typed."""

from dataclasses import dataclass
from typing import Literal, get_args

from improvement.checks.conditions import CONDITIONS, Needed
from improvement.checks.facts import Facts, StageName
from improvement.checks.registry import RULES
from improvement.checks.rules import Found, apply_rules
from improvement.errors import Severity
from improvement.model.change import Path
from improvement.model.plan import Plan

StageState = Literal["open", "blocked", "ready", "closed"]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a stage; `path` is the first place that breaks it, empty where it is met."""

    id: str
    met: bool
    waived: bool
    path: Path = ()

    @property
    def passed(self) -> bool:
        """Met, or set aside by a valid waiver."""
        return self.met or self.waived


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: open (something is still to be done), blocked (something that is there is wrong), ready, or closed."""

    name: StageName
    state: StageState
    conditions: tuple[Condition, ...]

    @property
    def passed(self) -> int:
        """How many conditions are met or waived."""
        return sum(each.passed for each in self.conditions)


def stages(plan: Plan, facts: Facts | None = None) -> tuple[Stage, ...]:
    """The four stages in their order; verdicts, points and periods that the facts do not tell are not there yet."""
    known = facts or Facts()
    wanted = {id for each in CONDITIONS for id in each.rules}
    found = tuple(apply_rules(plan, known, [RULES[id] for id in sorted(wanted)]))
    return tuple(_stage(name, plan, known, found) for name in get_args(StageName))


def current_stage(found: tuple[Stage, ...]) -> StageName:
    """The stage a programme is in: the first that is not ready or closed; the last where all are."""
    return next((each.name for each in found if each.state not in {"ready", "closed"}), found[-1].name)


def _stage(name: StageName, plan: Plan, facts: Facts, found: tuple[Found, ...]) -> Stage:
    needed = [each for each in CONDITIONS if each.stage == name]
    conditions = tuple(_condition(each, plan, facts, found) for each in needed)
    if all(each.passed for each in conditions):
        return Stage(name, "closed" if name in facts.closed else "ready", conditions)
    rules = {id for each in needed for id in each.rules}
    wrong = any(_blocks(each) and each.issue.id in rules for each in found)
    return Stage(name, "blocked" if wrong else "open", conditions)


def _blocks(found: Found) -> bool:
    return not found.waived and found.issue.severity is not Severity.ADVICE


def _condition(needed: Needed, plan: Plan, facts: Facts, found: tuple[Found, ...]) -> Condition:
    hits = [each for each in found if each.issue.id in needed.rules]
    standing = [each.issue.where.path for each in hits if not each.waived]
    lacking = [*needed.lacks(plan, facts), *standing]
    met = not lacking and not hits
    return Condition(needed.id, met, waived=not lacking and bool(hits), path=lacking[0] if lacking else ())
