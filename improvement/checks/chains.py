"""The golden thread: from each finding over promise, work and measure to the verdict, and where it breaks first."""

from dataclasses import dataclass, replace

from improvement.checks.cells import Cell, Linked, finding_cell, measure_cell, promise_cell, verdict_cell, work_cell
from improvement.checks.facts import Facts
from improvement.checks.walk import promises, standards, works
from improvement.model.plan import Plan

THREADED = ("open", "accepted")


@dataclass(frozen=True, slots=True)
class Chain:
    """One thread: five cells (finding, promise, work, measure, verdict); `broken` is where it breaks first."""

    finding: str | None
    cells: tuple[Cell, ...]
    broken: int | None

    @property
    def trouble(self) -> int:
        """How urgent it is: 0 broken, 1 bad, 2 to watch, 3 in order."""
        states = {cell.state for cell in self.cells}
        return 0 if self.broken is not None else 1 if "bad" in states else 2 if "watch" in states else 3


def chains(plan: Plan, facts: Facts | None = None) -> tuple[Chain, ...]:
    """A thread for each open or accepted finding, then for standards, promises and work without one; broken first.

    Everything behind the first break is faded.
    """
    known = facts or Facts()
    found = [_chain(plan, known, linked) for linked in (*_from_findings(plan), *_orphans(plan))]
    return tuple(sorted(found, key=lambda chain: chain.trouble))


def _chain(plan: Plan, facts: Facts, linked: Linked) -> Chain:
    cells = [
        finding_cell(plan, linked),
        promise_cell(plan, linked),
        work_cell(plan, facts, linked),
        measure_cell(plan, facts, linked),
        verdict_cell(facts, linked),
    ]
    broken = next((position for position, cell in enumerate(cells) if cell.state == "missing"), None)
    undecided = linked.finding is not None and plan.assessment.findings[linked.finding].decision == "open"
    if undecided and broken is not None:
        # until somebody decides, nothing is owed behind an open finding
        cells[broken:] = [replace(cell, state="faded") for cell in cells[broken:]]
        broken = None
    if broken is not None:
        cells[broken + 1 :] = [replace(cell, state="faded") for cell in cells[broken + 1 :]]
    return Chain(linked.finding, tuple(cells), broken)


def _from_findings(plan: Plan) -> list[Linked]:
    return [
        _linked(plan, id, tuple(path[-1] for path, each in standards(plan) if id in each.answers))
        for id, finding in plan.assessment.findings.items()
        if finding.decision in THREADED
    ]


def _linked(plan: Plan, finding: str | None, answering: tuple[str, ...]) -> Linked:
    served = {*answering, finding}
    return Linked(
        finding,
        answering,
        tuple(path[-1] for path, each in promises(plan) if each.standard in answering),
        tuple(path for path, each in works(plan) if served.intersection(each.serves)),
    )


def _orphans(plan: Plan) -> list[Linked]:
    """Standards that answer no finding, with all that hangs on them; promises without a standard; work for nothing."""
    findings, known = plan.assessment.findings, plan.commitment.standards
    alone = [path[-1] for path, each in standards(plan) if not any(id in findings for id in each.answers)]
    told = [path[-1] for path, each in promises(plan) if each.standard not in known]
    idle = [path for path, each in works(plan) if not any(id in known or id in findings for id in each.serves)]
    return [
        *(_linked(plan, None, (id,)) for id in alone),
        *(Linked(None, (), (id,), ()) for id in told),
        *(Linked(None, (), (), (path,)) for path in idle),
    ]
