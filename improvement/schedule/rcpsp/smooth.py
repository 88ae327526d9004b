"""Smoothing: the same finish, the people's load as even as floats allow."""

from typing import NamedTuple

import numpy as np

from improvement.schedule.rcpsp.project import Ints, Project


def smooth(project: Project, starts: Ints) -> Ints:
    """Starts with the same last finish and a smaller sum of squared use over slots and resources, or the same.

    From a schedule without pauses that keeps the waits; people are not limited. Burgess & Killebrew (1962): one
    activity after the other, the last first, moves to its best place between what it waits for and what waits for it,
    until none gains; here the first first as well, and the better of both, the earlier of equal ones. A local optimum:
    not proved the smoothest.
    """
    links = _links(project)
    made = (_settled(project, links, starts, late) for late in (False, True))
    return min(made, key=lambda each: squares(project, each))


def squares(project: Project, starts: Ints) -> int:
    """Sum of squared use over slots and resources."""
    return int((use(project, starts) ** 2).sum())


def use(project: Project, starts: Ints) -> Ints:
    """Heads at work in each slot, shape (slots, resources)."""
    used = np.zeros((int((starts + project.durations).max(initial=0)), project.demands.shape[1]), np.int64)
    for start, length, need in zip(starts, project.durations, project.demands, strict=True):
        used[start : start + length] += need
    return used


class _Links(NamedTuple):
    """Of each activity what it waits for and what waits for it, and how far their starts stand apart at least."""

    before: list[list[tuple[int, int]]]
    after: list[list[tuple[int, int]]]


def _links(project: Project) -> _Links:
    found = _Links([[] for _ in range(project.count)], [[] for _ in range(project.count)])
    for source, target, lag, from_finish in project.arcs:
        apart = lag + (int(project.durations[source]) if from_finish else 0)
        found.before[target].append((source, apart))
        found.after[source].append((target, apart))
    return found


def _settled(project: Project, links: _Links, starts: Ints, late: bool) -> Ints:
    """Rounds until none gains. `late`: the last first, and the latest of equal places."""
    starts, used = starts.copy(), use(project, starts)
    idle = (project.durations == 0) | ~project.demands.any(axis=1)
    movable = np.flatnonzero((project.fixed < 0) & (late | ~idle))
    gained = True
    while gained:
        gained = False
        for i in sorted(movable.tolist(), key=lambda i: int(starts[i]), reverse=late):
            first, last = _room(project, starts, links, i, len(used))
            if idle[i]:
                # a milestone, or work of nobody, makes room for what it waits for
                starts[i] = last
                continue
            length, need = int(project.durations[i]), project.demands[i]
            used[starts[i] : starts[i] + length] -= need
            load = np.concatenate([[0], (used[first : last + length] @ need).cumsum()])
            places = load[length:] - load[:-length]
            best = len(places) - 1 - int(places[::-1].argmin()) if late else int(places.argmin())
            gained |= bool(places[best] < places[starts[i] - first])
            starts[i] = first + best
            used[starts[i] : starts[i] + length] += need
    return starts


def _room(project: Project, starts: Ints, links: _Links, i: int, end: int) -> tuple[int, int]:
    """The earliest and latest start of an activity while all others stay."""
    first = max([int(project.release[i]), *(int(starts[source]) + apart for source, apart in links.before[i])])
    last = min([end - int(project.durations[i]), *(int(starts[target]) - apart for target, apart in links.after[i])])
    return first, last
