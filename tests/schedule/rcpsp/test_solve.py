"""Limited people: laws, published optima, and what happens when time is up or a solver errs."""

import dataclasses
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from improvement.schedule.rcpsp import bounds as bounding
from improvement.schedule.rcpsp import prove as proving
from improvement.schedule.rcpsp import search as searching
from improvement.schedule.rcpsp.bounds import ends, lower_bound
from improvement.schedule.rcpsp.checker import breaches
from improvement.schedule.rcpsp.project import Arc, Project, constant
from improvement.schedule.rcpsp.search import STAGES, Search, warm_up
from improvement.schedule.rcpsp.solve import Solved, solve
from tests.benchmarks.psplib import best_known, read_rcp
from tests.schedule.rcpsp.projects import projects

FEW = 300


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    warm_up()


def quick(project: Project, seed: int = 0, schedules: int = FEW) -> Solved:
    return solve(project, time.monotonic, time.monotonic() + 60, seed=seed, schedules=schedules, proof=False)


def proved(project: Project) -> Solved:
    return solve(project, time.monotonic, time.monotonic() + 60, schedules=FEW)


@given(projects())
@settings(max_examples=40, deadline=None)
def test_a_schedule_holds_and_is_never_shorter_than_its_bound_or_than_with_unlimited_people(project: Project) -> None:
    found = quick(project)
    assert breaches(project, np.array(found.starts)) == ()
    many = dataclasses.replace(project, capacity=constant([99, 99]))
    assert found.makespan >= found.bound
    assert found.makespan >= quick(many).makespan


@given(projects(away=False, most=4))
@settings(max_examples=15, deadline=None)
def test_what_the_solver_proves_is_the_best_of_all_schedules(project: Project) -> None:
    found = proved(project)
    assert found.status == "optimal"
    assert found.makespan == _shortest(project, found.makespan)
    assert quick(project, schedules=3_000).makespan == found.makespan


def _shortest(project: Project, known: int) -> int:
    """The last finish of the shortest schedule, from trying all starts up to a known one."""
    starts = product(*(range(known - length + 1) for length in project.durations.tolist()))
    held = (np.array(each) for each in starts)
    return min(int((each + project.durations).max()) for each in held if not breaches(project, each))


@given(projects())
@settings(max_examples=15, deadline=None)
def test_a_bound_holds_while_people_come_and_go(project: Project) -> None:
    found = proved(project)
    assert breaches(project, np.array(found.starts)) == ()
    assert found.bound <= min(found.makespan, quick(project, seed=7, schedules=3_000).makespan)


@given(projects(away=False))
@settings(max_examples=15, deadline=None)
def test_more_people_never_hurt_the_proven_optimum(project: Project) -> None:
    more = dataclasses.replace(project, capacity=project.capacity + 1)
    assert proved(more).makespan <= proved(project).makespan


@given(projects())
@settings(max_examples=15, deadline=None)
def test_equal_seeds_and_schedules_give_equal_answers_in_steps_of_any_size(project: Project) -> None:
    tails = ends(project).tails
    one, other = Search(project, tails, 5), Search(project, tails, 5)
    clock = iter(range(10_000_000))
    one.run(FEW, 0, lambda: True, lambda: 0.0)
    # a clock that jumps makes every step as small as it can be
    other.run(FEW, 0, lambda: True, lambda: float(next(clock)))
    assert (one.starts.tolist(), one.length, one.made) == (other.starts.tolist(), other.length, other.made)


@pytest.mark.parametrize("name", ["j30_1_1", "j30_5_1", "j30_38_1", "j30_45_1"])
def test_published_optima_are_found(shared: Path, name: str) -> None:
    folder = shared / "data" / "psplib" / "j30"
    found = quick(read_rcp(folder / f"{name}.rcp"), schedules=30_000)
    assert found.makespan == best_known(folder)[name]


def test_a_published_optimum_above_the_simple_bounds_is_proved(shared: Path) -> None:
    folder = shared / "data" / "psplib" / "j30"
    found = solve(read_rcp(folder / "j30_1_1.rcp"), time.monotonic, time.monotonic() + 60, schedules=5_000)
    assert (found.makespan, found.bound, found.status, found.gap) == (43, 43, "optimal", 0)


@pytest.mark.heavy
def test_without_a_compiler_the_same_schedules_are_made() -> None:
    code = "import sys; {}\nfrom tests.schedule.rcpsp.test_solve import twelve, quick\nprint(quick(twelve(), seed=3))"
    here = Path(__file__).resolve().parents[3]
    told = [
        subprocess.run([sys.executable, "-c", code.format(first)], cwd=here, capture_output=True, text=True, check=True)
        for first in ("", "sys.modules['numba'] = None")
    ]
    one, other = (each.stdout.split("seconds=")[0] for each in told)
    assert one == other
    assert "schedules=300" in one


def twelve() -> Project:
    """Twelve activities for three people, one of whom is away for two days."""
    arcs = tuple(Arc(i, i + 4, lag=i % 2, from_finish=i % 3 > 0) for i in range(8))
    durations, demands = np.arange(12) % 5 + 1, np.array([[i % 3 + 1] for i in range(12)])
    return Project(durations, demands, np.array([[3], [3], [3], [2], [2], [3]]), arcs)


def test_a_pause_while_people_are_away() -> None:
    away = Project(np.array([3]), np.array([[2]]), np.array([[2], [2], [1], [0], [2]]))
    found = proved(away)
    assert (found.starts, found.finishes, found.status) == ((0,), (5,), "optimal")


def test_a_stop_is_seen_at_once_and_the_deadline_holds() -> None:
    # by processor time: a machine on which others work stops nothing
    hard = _hard()
    for limit, stopped in ((60.0, _after(0.3)), (0.3, lambda: False), (-1.0, lambda: False)):
        begun = time.process_time()
        found = solve(hard, time.process_time, begun + limit, stopped=stopped, schedules=2_000)
        assert time.process_time() - begun < 0.3 + 1.5
        assert breaches(hard, np.array(found.starts)) == ()
        assert found.status == "feasible"


def _after(seconds: float) -> Callable[[], bool]:
    begun = time.process_time()
    return lambda: time.process_time() - begun > seconds


def _hard() -> Project:
    dice = np.random.default_rng(4)
    arcs = tuple(Arc(int(dice.integers(max(0, i - 30), i)), i) for i in range(1, 90) for _ in range(2))
    return Project(dice.integers(1, 10, 90), dice.integers(1, 9, (90, 3)), constant([11, 12, 11]), arcs)


def test_an_infeasibility_that_cannot_be_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    from ortools.sat.python import cp_model

    monkeypatch.setattr(cp_model.CpSolver, "solve", lambda self, model: cp_model.INFEASIBLE)
    project = twelve()
    starts = np.array(quick(project).starts)
    assert proving.prove(project, starts, 5, 0, lambda: True) == proving.Proof(5, None)


def test_progress_tells_of_every_better_schedule() -> None:
    told: list[Solved] = []
    found = solve(_hard(), lambda: 0.0, 1.0, progress=told.append, schedules=STAGES[0][1], proof=False)
    lengths = [each.makespan for each in told]
    assert lengths == sorted(set(lengths), reverse=True)
    assert lengths[-1] == found.makespan
    assert len(lengths) > 1


@given(projects())
@settings(max_examples=20, deadline=None)
def test_with_little_room_for_long_schedules_what_is_found_still_holds(project: Project) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "_ROOM", 1)
        tight = quick(project)
    assert breaches(project, np.array(tight.starts)) == ()
    assert tight.bound == quick(project).bound


@given(projects())
@settings(max_examples=20, deadline=None)
def test_a_bound_of_fewer_sets_is_no_higher_and_no_lower_than_the_longest_path(project: Project) -> None:
    found = ends(project)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bounding, "_MOST_TRIED", 2)
        rough = lower_bound(project, found)
    assert int((found.heads + found.tails).max(initial=0)) <= rough <= lower_bound(project, found)


def test_a_model_that_nobody_wants_is_given_up_at_the_next_activity() -> None:
    from improvement.schedule.rcpsp.model import Abandoned, constraint_model

    answers = iter([True, True, False])
    with pytest.raises(Abandoned):
        constraint_model(_hard(), np.zeros(90, np.int64), 0, 900, answers.__next__)
    assert next(answers, None) is None
