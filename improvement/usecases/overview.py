"""One programme as a whole: golden thread, stages, next step."""

from dataclasses import dataclass

from improvement.checks.chains import Chain, chains
from improvement.checks.facts import Facts
from improvement.checks.next_step import next_step
from improvement.checks.stages import Stage, stages
from improvement.errors import Issue
from improvement.model.plan import Plan
from improvement.usecases.facts import facts
from improvement.usecases.opened import Opened


@dataclass(frozen=True, slots=True)
class Overview:
    """What the programme page shows."""

    plan: Plan
    facts: Facts
    chains: tuple[Chain, ...]
    stages: tuple[Stage, ...]
    next_step: Issue


def overview(programme: Opened) -> Overview:
    """Everything about one programme that rules can tell."""
    known = facts(programme)
    plan = programme.plan
    return programme.remember(
        ("overview", programme.workspace.store.people().people),
        lambda: Overview(plan, known, chains(plan, known), stages(plan, known), next_step(plan, known)),
    )
