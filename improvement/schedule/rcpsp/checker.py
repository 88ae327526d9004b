"""The independent checker: reads nothing but starts, and counts again, another way than the search does."""

from typing import Literal, NamedTuple

import numpy as np

from improvement.schedule.rcpsp.project import Ints, Project

Rule = Literal["release", "fixed", "wait", "heads", "away"]


class Breach(NamedTuple):
    """A broken rule: the activity and, for "wait", the one it should have waited for; for "heads" the first slot."""

    rule: Rule
    activity: int
    other: int = -1


def finishes_of(project: Project, starts: Ints) -> Ints:
    """The slot after the last one of each activity that starts then, pauses included."""
    finishes = starts + project.durations
    if len(project.capacity) == 1:
        return finishes
    for i in np.flatnonzero((project.fixed < 0) & (project.durations > 0)).tolist():
        finishes[i] = _finish(project, i, int(starts[i]), int(project.durations[i]))
    return finishes


def _finish(project: Project, i: int, begin: int, work: int) -> int:
    """Looks no further than the work goes on: in twice as many slots again and again."""
    slots = len(project.capacity)
    end = begin
    while work and end < slots:
        window = slice(end, min(end + 2 * work, slots))
        days = np.flatnonzero((project.capacity[window] >= project.demands[i]).all(axis=1))
        if len(days) >= work:
            return end + int(days[work - 1]) + 1
        end, work = window.stop, work - len(days)
    return end + work


def breaches(project: Project, starts: Ints) -> tuple[Breach, ...]:
    """Every rule that a schedule breaks; none where it holds."""
    found: list[Breach] = []
    moving = project.fixed < 0
    found += [Breach("release", int(i)) for i in np.flatnonzero(moving & (starts < project.release))]
    found += [Breach("fixed", int(i)) for i in np.flatnonzero(~moving & (starts != project.fixed))]
    if found:
        return tuple(found)
    finishes = finishes_of(project, starts)
    for arc in project.arcs:
        leaves = finishes[arc.source] if arc.from_finish else starts[arc.source]
        if moving[arc.target] and starts[arc.target] < leaves + arc.lag:
            found.append(Breach("wait", arc.target, arc.source))
    return (*found, *_heads(project, starts, finishes))


def _heads(project: Project, starts: Ints, finishes: Ints) -> list[Breach]:
    there = project.there(int(finishes.max(initial=0)) + 1)
    used = np.zeros_like(there)
    settled = np.zeros_like(there)
    found: list[Breach] = []
    for i in range(project.count):
        span = slice(int(starts[i]), int(finishes[i]))
        if project.fixed[i] >= 0:
            settled[span] += project.demands[i]
            continue
        working = (there[span] >= project.demands[i]).all(axis=1)
        if len(working) and not working[0]:
            found.append(Breach("away", i))
        used[span][working] += project.demands[i]
    # what is settled may ask for more than there is; nothing else may then ask for the rest
    over = (used > np.maximum(there - settled, 0)) & (used > 0)
    for slot in np.flatnonzero(over.any(axis=1))[:1]:
        busy = (starts <= slot) & (finishes > slot) & (project.demands[:, over[slot]] > 0).any(axis=1)
        found.append(Breach("heads", int(np.flatnonzero(busy)[0]), int(slot)))
    return found
