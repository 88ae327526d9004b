"""A project as a constraint model."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from ortools.sat.python import cp_model

from improvement.schedule.rcpsp.project import Ints, Project
from improvement.schedule.rcpsp.views import free_heads

Bools = npt.NDArray[np.bool_]


class Abandoned(Exception):
    """Nobody wants the model any more."""


class _Piece(NamedTuple):
    """Starts first..last, both inclusive, that all take as long."""

    first: int
    last: int
    length: int


def constraint_model(
    project: Project, hint: Ints, bound: int, end: int, on: Callable[[], bool] = lambda: True
) -> tuple[cp_model.CpModel, tuple[cp_model.IntVar, ...]]:
    """The model that minimises the last finish within [bound, end], and the variables of the starts.

    Never stricter than the project, so that its bound holds. Looser in one place: where some of the heads are away,
    those who pause meanwhile leave room for others; so its schedule must be checked. Abandoned when `on`, asked for
    each activity, says no.
    """
    model = cp_model.CpModel()
    last = model.new_int_var(bound, end, "")
    there = _present(project, end)
    made = []
    for i in range(project.count):
        if not on():
            raise Abandoned
        made.append(_interval(model, project, i, there[i]))
    starts, intervals = zip(*made, strict=True)
    for start, interval, begin in zip(starts, intervals, hint.tolist(), strict=True):
        model.add_hint(start, begin)
        model.add(last >= interval.end_expr())
    for arc in project.arcs:
        if project.fixed[arc.target] < 0:
            leaves = intervals[arc.source].end_expr() if arc.from_finish else starts[arc.source]
            model.add(starts[arc.target] >= leaves + arc.lag)
    _limit_heads(model, project, intervals, there)
    model.minimize(last)
    return model, tuple(starts)


def _interval(
    model: cp_model.CpModel, project: Project, i: int, there: Bools
) -> tuple[cp_model.IntVar, cp_model.IntervalVar]:
    length = int(project.durations[i])
    if project.fixed[i] >= 0:
        settled = model.new_constant(int(project.fixed[i]))
        return settled, model.new_fixed_size_interval_var(settled, length, "")
    pieces = _pieces(project, i, there)
    start = model.new_int_var_from_domain(cp_model.Domain.from_intervals([each[:2] for each in pieces]), "")
    if all(each.length == length for each in pieces):
        return start, model.new_fixed_size_interval_var(start, length, "")
    size = model.new_int_var_from_domain(cp_model.Domain.from_values([each.length for each in pieces]), "")
    finish = model.new_int_var(0, len(there), "")
    chosen = []
    for piece in pieces:
        here = model.new_bool_var("")
        model.add_linear_constraint(start, piece.first, piece.last).only_enforce_if(here)
        model.add(size == piece.length).only_enforce_if(here)
        chosen.append(here)
    model.add_exactly_one(chosen)
    return start, model.new_interval_var(start, size, finish, "")


def _present(project: Project, end: int) -> list[Bools]:
    """For each activity and slot, whether its heads are there, taken or not; one array for all with equal needs."""
    heads = project.there(end)
    found: dict[bytes, Bools] = {}
    for row in project.demands:
        if row.tobytes() not in found:
            needed = np.flatnonzero(row)
            found[row.tobytes()] = (heads[:, needed] >= row[needed]).all(axis=1)
    return [found[row.tobytes()] for row in project.demands]


def _pieces(project: Project, i: int, there: Bools) -> list[_Piece]:
    """The starts of an activity with which it can be finished by the end, and how long it takes then."""
    length, release = int(project.durations[i]), int(project.release[i])
    if length == 0 or there[release:].all():
        return [_Piece(release, len(there) - length, length)]
    days = np.flatnonzero(there)
    begin = days[: len(days) - length + 1]
    spans = days[length - 1 :] + 1 - begin
    begin, spans = begin[begin >= release], spans[begin >= release]
    breaks = np.flatnonzero((np.diff(begin) != 1) | (np.diff(spans) != 0)) + 1
    return [
        _Piece(int(each[0]), int(each[-1]), int(span[0]))
        for each, span in zip(np.split(begin, breaks), np.split(spans, breaks), strict=True)
    ]


def _limit_heads(
    model: cp_model.CpModel, project: Project, intervals: Sequence[cp_model.IntervalVar], there: Sequence[Bools]
) -> None:
    end = len(there[0])
    left = free_heads(project, end)
    moving = (project.fixed < 0) & (project.durations > 0)
    for resource in range(project.demands.shape[1]):
        users = np.flatnonzero(moving & (project.demands[:, resource] > 0)).tolist()
        most = int(left[:, resource].max(initial=0))
        missing = most - left[:, resource] - _pausing(project, resource, users, there)
        missing = np.maximum(missing, 0)
        edges = [0, *(np.flatnonzero(np.diff(missing)) + 1).tolist(), end]
        blocks = [(first, last) for first, last in pairwise(edges) if first < last and missing[first]]
        model.add_cumulative(
            [intervals[i] for i in users]
            + [model.new_fixed_size_interval_var(first, last - first, "") for first, last in blocks],
            [int(project.demands[i, resource]) for i in users] + [int(missing[first]) for first, _ in blocks],
            most,
        )


def _pausing(project: Project, resource: int, users: Sequence[int], there: Sequence[Bools]) -> Ints:
    """Heads, in each slot, of all who may have begun and are not all there."""
    alike: dict[int, int] = {}
    for i in users:
        alike[id(there[i])] = alike.get(id(there[i]), 0) + int(project.demands[i, resource])
    arrays = {id(each): each for each in there}
    pausing = np.zeros(len(there[0]), np.int64)
    for which, heads in alike.items():
        works = arrays[which]
        pausing += np.where(~works & (works.cumsum() > 0), heads, 0)
    return pausing
