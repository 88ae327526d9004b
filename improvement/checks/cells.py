"""The five cells of one golden thread: what is linked there, how it stands, and the word for it."""

from dataclasses import dataclass
from typing import Literal

from improvement.checks.conditions import FEWEST_POINTS
from improvement.checks.facts import Facts, Verdict
from improvement.checks.walk import FINDINGS, PROMISES, STANDARDS
from improvement.errors import Fact
from improvement.model.change import Path
from improvement.model.commitment import Standard
from improvement.model.plan import Plan
from improvement.model.realization import Work
from improvement.schedule.network import finished_on, started_on

CellKind = Literal["finding", "promise", "work", "measure", "verdict"]
CellState = Literal["ok", "watch", "bad", "missing", "faded"]
VERDICT_STATES: dict[Verdict, CellState] = {
    "over-promise": "bad",
    "no-verdict": "watch",
    "not-enough-cases": "watch",
    "plausible": "watch",
    "safe": "ok",
}
WORST_FIRST: dict[str, CellState] = {"late": "bad", "blocked": "bad", "not-started": "ok", "on-time": "ok"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the ids it links, its state, the id and facts of its words, and the object to mend or to open."""

    kind: CellKind
    ids: tuple[str, ...]
    state: CellState
    word: str
    facts: tuple[tuple[str, Fact], ...] = ()
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """What hangs on one finding (or on none): standards, promises, and the paths of the work."""

    finding: str | None
    standards: tuple[str, ...]
    promises: tuple[str, ...]
    work: tuple[Path, ...]

    @property
    def start(self) -> Path:
        """The first object of the thread that exists."""
        if self.finding:
            return (*FINDINGS, self.finding)
        if self.standards:
            return (*STANDARDS, self.standards[0])
        return (*PROMISES, self.promises[0]) if self.promises else self.work[0]


def finding_cell(plan: Plan, linked: Linked) -> Cell:
    """What we found."""
    if linked.finding is None:
        return Cell("finding", (), "missing", "cell-no-finding", (), linked.start)
    is_open = plan.assessment.findings[linked.finding].decision == "open"
    state: CellState = "watch" if is_open else "ok"
    word = "cell-finding-open" if is_open else "cell-finding-accepted"
    return Cell("finding", (linked.finding,), state, word, (), linked.start)


def promise_cell(plan: Plan, linked: Linked) -> Cell:
    """The standards that answer it, and what customers are told."""
    ids = (*linked.standards, *linked.promises)
    if not ids:
        return Cell("promise", (), "missing", "cell-no-promise", (), linked.start)
    for id, standard in _standards(plan, linked):
        for field in ("target", "owner"):
            if not getattr(standard, field):
                return Cell("promise", ids, "watch", f"cell-no-{field}", (("id", id),), (*STANDARDS, id))
    if not linked.promises:
        return Cell("promise", ids, "watch", "cell-only-standard", (), (*STANDARDS, linked.standards[0]))
    return Cell("promise", ids, "ok", "cell-promised", (("n", len(linked.promises)),), (*PROMISES, linked.promises[0]))


def _standards(plan: Plan, linked: Linked) -> list[tuple[str, Standard]]:
    return [(id, plan.commitment.standards[id]) for id in linked.standards]


def work_cell(plan: Plan, facts: Facts, linked: Linked) -> Cell:
    """Activities and training, the worst one named."""
    if not linked.work:
        return Cell("work", (), "missing", "cell-no-work", (), linked.start)
    ids = tuple(path[-1] for path in linked.work)
    training = sum(path[1] == "training" for path in linked.work)
    told: tuple[tuple[str, Fact], ...] = (("activities", len(ids) - training), ("training", training))
    states = [_work_state(plan, facts, path) for path in linked.work]
    for wanted, state in WORST_FIRST.items():
        if wanted in states:
            at = states.index(wanted)
            worst = (*told, ("worst", ids[at]), ("n", states.count(wanted)))
            return Cell("work", ids, state, f"cell-work-{wanted}", worst, linked.work[at])
    return Cell("work", ids, "ok", "cell-work-done", told, linked.work[0])


def _work_state(plan: Plan, facts: Facts, path: Path) -> str:
    work: Work = getattr(plan.realization, path[1])[path[2]]
    if finished_on(work):
        return "done"
    if facts.work_state.get(path[-1]) == "late":
        return "late"
    if work.blocked_by:
        return "blocked"
    return "on-time" if started_on(work) else "not-started"


def measure_cell(plan: Plan, facts: Facts, linked: Linked) -> Cell:
    """How we know: the measures of the standards."""
    for id, standard in _standards(plan, linked):
        if not standard.measure:
            return Cell("measure", (), "missing", "cell-no-measure", (("id", id),), (*STANDARDS, id))
    ids = tuple(dict.fromkeys(standard.measure for _, standard in _standards(plan, linked) if standard.measure))
    if not ids:
        return Cell("measure", (), "missing", "cell-no-measure", (), linked.start)
    path = ("guarantee", "measures", ids[0])
    known = [facts.points[id] for id in ids if id in facts.points]
    if not known:
        return Cell("measure", ids, "ok", "cell-measured", (), path)
    fewest = min(known)
    told = (("points", fewest), ("needed", FEWEST_POINTS))
    if fewest < FEWEST_POINTS:
        return Cell("measure", ids, "watch", "cell-few-points", told, path)
    return Cell("measure", ids, "ok", "cell-enough-points", told, path)


def verdict_cell(facts: Facts, linked: Linked) -> Cell:
    """The worst verdict on the promises; for a public promise that can be kept, in how many periods it was."""
    if not linked.promises:
        return Cell("verdict", (), "watch", "cell-nothing-promised", (), linked.start)
    verdicts = {id: facts.verdicts.get(id, "no-verdict") for id in linked.promises}
    worst = min(linked.promises, key=lambda id: list(VERDICT_STATES).index(verdicts[id]))
    path = (*PROMISES, worst)
    kept = [facts.kept[id] for id in linked.promises if id in facts.kept and facts.kept[id].periods]
    if kept and verdicts[worst] != "over-promise":
        least = min(kept, key=lambda each: each.kept / each.periods)
        told = (("kept", least.kept), ("periods", least.periods))
        state: CellState = "ok" if least.kept == least.periods else "bad"
        return Cell("verdict", linked.promises, state, "cell-kept" if state == "ok" else "cell-missed", told, path)
    return Cell("verdict", linked.promises, VERDICT_STATES[verdicts[worst]], f"cell-{verdicts[worst]}", (), path)
