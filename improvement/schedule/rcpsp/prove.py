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


@dataclass(frozen=True, slots=True)
class Proof:
    """No schedule ends before `bound`; `starts`: the best schedule that the solver found, None where it has none."""

    bound: int
    starts: Ints | None


def prove(project: Project, starts: Ints, bound: int, seed: int, on: Callable[[], bool]) -> Proof:
    """Searches below a known schedule and above a known bound for as long as `on` says (asked every 20 ms).

    The known schedule is horizon and hint, so "infeasible" cannot be true: it is not believed (one worker of OR-tools
    9.15 has said so of a feasible model), nor is a bound beyond the known schedule.
    """
    from ortools.sat.python import cp_model

    from improvement.schedule.rcpsp.model import constraint_model

    end = int(finishes_of(project, starts).max(initial=0))
    model, variables = constraint_model(project, starts, bound, end)
    solver = _solver(seed)
    answer: list[int] = []
    thread = threading.Thread(target=lambda: answer.append(int(solver.solve(model))), daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(_LOOK)
        if not on():
            solver.stop_search()
    known = answer and answer[0] in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    if not known and not (answer and answer[0] == cp_model.UNKNOWN):
        return Proof(bound, None)
    proven = max(bound, int(np.ceil(solver.best_objective_bound - 1e-6)))
    found = np.array([solver.value(each) for each in variables], np.int64) if known else None
    return Proof(min(proven, end), found)


def _solver(seed: int) -> "cp_model.CpSolver":
    """One worker that works on the bound: on PSPLIB's J120 these settings leave a fifth less of the gap."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = seed % (1 << 31)
    parameters.use_objective_lb_search = True
    parameters.use_timetable_edge_finding_in_cumulative = True
    parameters.use_overload_checker_in_cumulative = True
    return solver
