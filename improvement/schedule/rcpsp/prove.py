"""The proof: OR-tools CP-SAT with one worker, which closes the gap that the search leaves open or narrows it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from improvement.schedule.rcpsp.checker import finishes_of
from improvement.schedule.rcpsp.project import Ints, Project

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

_LOOK = 0.02
_GRACE = 0.1
# up to so many activities the solver as it is closes more; beyond, working on the bound leaves less of the gap
_SMALL = 60


@dataclass(frozen=True, slots=True)
class Proof:
    """No schedule ends before `bound`; `starts`: the best schedule that the solver found, None where it has none."""

    bound: int
    starts: Ints | None


def prove(project: Project, starts: Ints, bound: int, seed: int, on: Callable[[], bool]) -> Proof:
    """Searches below a known schedule and above a known bound for as long as `on` says (asked every 20 ms).

    The known schedule is horizon and hint, so "infeasible" cannot be true: it is not believed (one worker of OR-tools
    9.15 has said so of a feasible model), nor is a bound beyond the known schedule. A solver that does not stop at
    once is left behind with what it has proved.
    """
    worker = _Worker(project, starts, bound, seed)
    worker.start()
    while worker.is_alive() and on():
        worker.join(_LOOK)
    if worker.is_alive():
        threading.Thread(target=worker.reap, daemon=True).start()
        worker.join(_GRACE)
    return worker.proof


class _Worker(threading.Thread):
    def __init__(self, project: Project, starts: Ints, bound: int, seed: int) -> None:
        super().__init__(daemon=True)
        self.project, self.known, self.seed = project, starts, seed
        self.end = int(finishes_of(project, starts).max(initial=0))
        self.proof = Proof(bound, None)
        self.over = False
        self.solver = _solver(seed, project.count > _SMALL)
        self.solver.best_bound_callback = self._raise

    def run(self) -> None:
        """Searches until the best finish is proved, time is over or somebody stops it; `proof` holds what is known."""
        from ortools.sat.python import cp_model

        from improvement.schedule.rcpsp.model import Abandoned, constraint_model

        first = self.proof
        try:
            model, variables = constraint_model(self.project, self.known, first.bound, self.end, lambda: not self.over)
        except Abandoned:
            return
        if self.over:
            return
        status = self.solver.solve(model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            found = np.array([self.solver.value(each) for each in variables], np.int64)
            self._raise(self.solver.best_objective_bound)
            self.proof = Proof(self.proof.bound, found)
        elif status != cp_model.UNKNOWN:
            self.proof = first

    def reap(self) -> None:
        """Tells the solver to stop until it does."""
        self.over = True
        while self.is_alive():
            self.solver.stop_search()
            self.join(_LOOK)

    def _raise(self, bound: float) -> None:
        self.proof = Proof(max(self.proof.bound, min(int(np.ceil(bound - 1e-6)), self.end)), None)


def _solver(seed: int, large: bool) -> "cp_model.CpSolver":
    """One worker; with `large`, on PSPLIB's J120, it leaves a fifth less of the gap."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = seed % (1 << 31)
    parameters.use_objective_lb_search = large
    parameters.use_timetable_edge_finding_in_cumulative = large
    parameters.use_overload_checker_in_cumulative = large
    return solver
