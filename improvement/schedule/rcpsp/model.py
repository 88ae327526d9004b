"""A project as a constraint model."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from ortools.sat.python import cp_model

from improvement.schedule.rcpsp.project import Ints, Project
from improvement.schedule.rcpsp.views import free_heads


class _Piece(NamedTuple):
    """Starts first..last, both inclusive, that all take as long."""

    first: int
    last: int
    length: int


def constraint_model(
    project: Project, hint: Ints, bound: int, end: int
) -> tuple[cp_model.CpModel, tuple[cp_model.IntVar, ...]]:
    """The model that minimises the last finish within [bound, end], and the variables of the starts.

    Never stricter than the project, so that its bound holds. Looser in one place: where some of the heads are away,
    those who pause meanwhile leave room for others; so its schedule must be checked.
    """
    model = cp_model.CpModel()
    last = model.new_int_var(bound, end, "")
    starts, intervals = zip(*(_interval(model, project, i, end) for i in range(project.count)), strict=True)
    for start, interval, begin in zip(starts, intervals, hint.tolist(), strict=True):
        model.add_hint(start, begin)
        model.add(last >= interval.end_expr())
    for arc in project.arcs:
        if project.fixed[arc.target] < 0:
            leaves = intervals[arc.source].end_expr() if arc.from_finish else starts[arc.source]
            model.add(starts[arc.target] >= leaves + arc.lag)
    _limit_heads(model, project, intervals, end)
    model.minimize(last)
    return model, tuple(starts)


def _interval(
    model: cp_model.CpModel, project: Project, i: int, end: int
) -> tuple[cp_model.IntVar, cp_model.IntervalVar]:
    length = int(project.durations[i])
    if project.fixed[i] >= 0:
        settled = model.new_constant(int(project.fixed[i]))
        return settled, model.new_fixed_size_interval_var(settled, length, "")
    pieces = _pieces(project, i, end)
    start = model.new_int_var_from_domain(cp_model.Domain.from_intervals([each[:2] for each in pieces]), "")
    if all(each.length == length for each in pieces):
        return start, model.new_fixed_size_interval_var(start, length, "")
    size = model.new_int_var_from_domain(cp_model.Domain.from_values([each.length for each in pieces]), "")
    finish = model.new_int_var(0, end, "")
    chosen = []
    for piece in pieces:
        here = model.new_bool_var("")
        model.add_linear_constraint(start, piece.first, piece.last).only_enforce_if(here)
        model.add(size == piece.length).only_enforce_if(here)
        chosen.append(here)
    model.add_exactly_one(chosen)
    return start, model.new_interval_var(start, size, finish, "")


def _pieces(project: Project, i: int, end: int) -> list[_Piece]:
    """The starts of an activity with which it can be finished by the end, and how long it takes then."""
    length, release = int(project.durations[i]), int(project.release[i])
    there = (project.there(end) >= project.demands[i]).all(axis=1)
    if length == 0 or there[release:].all():
        return [_Piece(release, end - length, length)]
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
    model: cp_model.CpModel, project: Project, intervals: Sequence[cp_model.IntervalVar], end: int
) -> None:
    moving = (project.fixed < 0) & (project.durations > 0)
    for resource in range(project.demands.shape[1]):
        users = np.flatnonzero(moving & (project.demands[:, resource] > 0)).tolist()
        missing, most = _missing(project, resource, users, end)
        edges = [0, *(np.flatnonzero(np.diff(missing)) + 1).tolist(), end]
        blocks = [(first, last) for first, last in pairwise(edges) if first < last and missing[first]]
        model.add_cumulative(
            [intervals[i] for i in users]
            + [model.new_fixed_size_interval_var(first, last - first, "") for first, last in blocks],
            [int(project.demands[i, resource]) for i in users] + [int(missing[first]) for first, _ in blocks],
            most,
        )


def _missing(project: Project, resource: int, users: Sequence[int], end: int) -> tuple[Ints, int]:
    """Heads that are not there in each slot, less what those could use who pause then; and the most that ever are."""
    there, left = project.there(end), free_heads(project, end)[:, resource]
    most = int(left.max(initial=0))
    missing = most - left
    for i in users:
        works = (there >= project.demands[i]).all(axis=1)
        missing -= np.where(~works & (works.cumsum() > 0), project.demands[i, resource], 0)
    return np.maximum(missing, 0), most
