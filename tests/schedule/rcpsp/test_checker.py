"""The checker turns down every schedule that breaks a rule."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.schedule.rcpsp.checker import breaches
from improvement.schedule.rcpsp.project import Arc, Project, constant
from tests.schedule.rcpsp.projects import projects
from tests.schedule.rcpsp.test_solve import quick

PAIR = Project(np.array([2, 2]), np.array([[1], [1]]), constant([1]), (Arc(0, 1, lag=1),), np.array([1, 0]))


def test_each_rule_by_its_name() -> None:
    assert breaches(PAIR, np.array([1, 4])) == ()
    assert [each.rule for each in breaches(PAIR, np.array([0, 4]))] == ["release"]
    assert breaches(PAIR, np.array([1, 3])) == (("wait", 1, 0),)
    free = dataclasses.replace(PAIR, arcs=())
    assert breaches(free, np.array([1, 2])) == (("heads", 0, 2),)
    moved = dataclasses.replace(free, fixed=np.array([-1, 7]))
    assert breaches(moved, np.array([1, 6])) == (("fixed", 1, -1),)
    away = dataclasses.replace(free, capacity=np.array([[1], [0], [1]]))
    assert breaches(away, np.array([1, 4])) == (("away", 0, -1),)


@given(projects(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_serial_schedule_with_an_activity_moved_forward_is_turned_down(project: Project, data: st.DataObject) -> None:
    starts = np.array(quick(project, schedules=3).starts)
    moving = np.flatnonzero((project.fixed < 0) & (project.durations > 0) & (starts > 0))
    if not len(moving):
        return
    last = starts.copy()
    chosen = data.draw(st.sampled_from(moving.tolist()))
    # a left-justified schedule: the one that starts first of those that could start earlier has a reason not to
    last[chosen] = -1
    assert breaches(project, last)


@pytest.mark.parametrize(
    "change",
    [
        {"durations": np.array([-1, 2])},
        {"demands": np.array([[2], [1]])},
        {"demands": np.array([[1, 1], [1, 1]])},
        {"arcs": (Arc(0, 1), Arc(1, 0))},
        {"arcs": (Arc(1, 1),)},
    ],
)
def test_a_project_that_cannot_be(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        dataclasses.replace(PAIR, **change)
