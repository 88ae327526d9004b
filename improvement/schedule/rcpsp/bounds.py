"""What no schedule can beat: the longest chain of waits and the load of the people."""

from typing import NamedTuple

import numpy as np

from improvement.schedule.rcpsp.project import Ints, Project
from improvement.schedule.rcpsp.views import free_heads, horizon


class Ends(NamedTuple):
    """Shape (n,): earliest starts; slots from a start, and from a finish, to the end of all that is behind."""

    heads: Ints
    tails: Ints
    after: Ints


def ends(project: Project) -> Ends:
    """Longest paths along the arcs. Settled activities wait for nothing."""
    heads = np.where(project.fixed >= 0, project.fixed, project.release)
    tails, after = project.durations.copy(), np.zeros(project.count, np.int64)
    incoming: list[list[tuple[int, int, bool]]] = [[] for _ in range(project.count)]
    for source, target, lag, from_finish in project.arcs:
        if project.fixed[target] < 0:
            incoming[target].append((source, lag, from_finish))
    for i in project.order:
        for source, lag, from_finish in incoming[i]:
            heads[i] = max(heads[i], heads[source] + lag + (project.durations[source] if from_finish else 0))
    for i in reversed(project.order):
        tails[i] = max(tails[i], project.durations[i] + after[i])
        for source, lag, from_finish in incoming[i]:
            reached = after if from_finish else tails
            reached[source] = max(reached[source], lag + tails[i])
    return Ends(heads, tails, after)


def lower_bound(project: Project, found: Ends) -> int:
    """The larger of critical path and resource load: no schedule ends before this slot."""
    return max(int((found.heads + found.tails).max(initial=0)), _load(project, found))


def _load(project: Project, found: Ends) -> int:
    """The load of every set of activities with a least head and a least tail, between them (Mingozzi et al. 1998)."""
    free = np.concatenate([np.zeros_like(project.capacity[:1]), free_heads(project, horizon(project))]).cumsum(axis=0)
    moving = project.fixed < 0
    bound = 0
    for resource in range(project.demands.shape[1]):
        energy = np.where(moving, project.durations * project.demands[:, resource], 0)
        active = energy > 0
        if not active.any():
            continue
        heads, row = np.unique(found.heads[active], return_inverse=True)
        after, column = np.unique(found.after[active], return_inverse=True)
        load = np.zeros((len(heads), len(after)), np.int64)
        np.add.at(load, (row, column), energy[active])
        load = load[::-1, ::-1].cumsum(axis=0).cumsum(axis=1)[::-1, ::-1]
        ready = np.searchsorted(free[:, resource], free[heads, resource][:, None] + load)
        bound = max(bound, int(np.where(load > 0, ready + after[None, :], 0).max()))
    return bound
