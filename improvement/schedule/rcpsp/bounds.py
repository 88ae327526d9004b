"""What no schedule can beat: the longest chain of waits and the load of the people."""

from typing import NamedTuple

import numpy as np

from improvement.schedule.rcpsp.project import Ints, Project
from improvement.schedule.rcpsp.views import free_heads, steady

# so many least heads and least tails are tried: beyond, every few of them
_MOST_TRIED = 150


class Ends(NamedTuple):
    """Shape (n,): earliest starts; slots from a start, and from a finish, to the end of all that is behind."""

    heads: Ints
    tails: Ints
    after: Ints


def ends(project: Project) -> Ends:
    """Longest paths along the arcs. Settled activities wait for nothing."""
    # plain lists: single look-ups in them are several times quicker than in arrays
    heads = np.where(project.fixed >= 0, project.fixed, project.release).tolist()
    durations, fixed = project.durations.tolist(), project.fixed.tolist()
    tails, after = durations.copy(), [0] * project.count
    incoming: list[list[tuple[int, int, bool]]] = [[] for _ in range(project.count)]
    for source, target, lag, from_finish in project.arcs:
        if fixed[target] < 0:
            incoming[target].append((source, lag, from_finish))
    for i in project.order:
        for source, lag, from_finish in incoming[i]:
            heads[i] = max(heads[i], heads[source] + lag + (durations[source] if from_finish else 0))
    for i in reversed(project.order):
        tails[i] = max(tails[i], durations[i] + after[i])
        for source, lag, from_finish in incoming[i]:
            reached = after if from_finish else tails
            reached[source] = max(reached[source], lag + tails[i])
    return Ends(*(np.array(each, np.int64) for each in (heads, tails, after)))


def lower_bound(project: Project, found: Ends) -> int:
    """The larger of critical path and resource load: no schedule ends before this slot."""
    return max(int((found.heads + found.tails).max(initial=0)), _load(project, found))


def _load(project: Project, found: Ends) -> int:
    """The load of every set of activities with a least head and a least tail, between them (Mingozzi et al. 1998)."""
    last = max(steady(project), int(found.heads.max(initial=0)))
    free = np.concatenate([np.zeros_like(project.capacity[:1]), free_heads(project, last)]).cumsum(axis=0)
    moving = project.fixed < 0
    bound = 0
    for resource in range(project.demands.shape[1]):
        energy = np.where(moving, project.durations * project.demands[:, resource], 0)
        active = energy > 0
        if not active.any():
            continue
        heads, row = _steps(found.heads[active])
        after, column = _steps(found.after[active])
        load = np.zeros((len(heads), len(after)), np.int64)
        np.add.at(load, (row, column), energy[active])
        load = load[::-1, ::-1].cumsum(axis=0).cumsum(axis=1)[::-1, ::-1]
        wanted, there = free[heads, resource][:, None] + load, int(project.capacity[-1, resource])
        # behind the last of these slots there are always as many
        rest = -(-np.maximum(wanted - free[-1, resource], 0) // max(there, 1))
        ready = np.where(rest > 0, last + rest, np.searchsorted(free[:, resource], wanted))
        bound = max(bound, int(np.where(load > 0, ready + after[None, :], 0).max()))
    return bound


def _steps(values: Ints) -> tuple[Ints, Ints]:
    """Some of the values, rising from the least, and the place of the last of them that each value reaches."""
    unlike = np.unique(values)
    steps = unlike[:: -(-len(unlike) // _MOST_TRIED)]
    return steps, np.searchsorted(steps, values, side="right") - 1
