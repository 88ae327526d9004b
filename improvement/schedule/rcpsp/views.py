"""A project as the arrays of the inner loops, seen from its beginning and from its end."""

from collections.abc import Sequence

import numpy as np

from improvement.schedule.rcpsp.loops import BITS, BUCKETS, GUARD, LANES, MOST_HEADS, Scratch, View
from improvement.schedule.rcpsp.project import Arc, Ints, Project


def views(project: Project, anchor: int, slots: int) -> tuple[View, View]:
    """Forward and backward, with the heads of so many slots: more than `steady`, more than every release.

    `anchor`: the slot, `steady` or later and up to `slots`, from which the backward view counts the heads. ValueError
    where more than 16,383 heads of one kind would be needed at once.
    """
    # more heads than all together could use are as good as that many
    enough = project.demands.sum(axis=0)
    there, left = (
        _packed(np.minimum(heads, enough)) | GUARD for heads in (project.there(slots), free_heads(project, slots))
    )
    no_release = np.zeros(project.count, np.int64)
    forward = _view(
        project, project.arcs, project.order, project.release, no_release, project.fixed, there, left, steady(project)
    )
    backward = _view(
        project,
        [_mirrored(arc, project.durations) for arc in project.arcs],
        project.order[::-1],
        no_release,
        project.release,
        project.fixed,
        there,
        left,
        0,
    )
    return forward, counted_from(project, forward, backward, anchor)


def counted_from(project: Project, forward: View, backward: View, anchor: int) -> View:
    """The backward view with another anchor."""
    # where the heads are always the same it does not matter from where they are counted
    counted = anchor if steady(project) else 0
    return backward._replace(
        fixed=np.where(project.fixed >= 0, anchor - project.fixed - project.durations, -1),
        there=_from_the_end(forward.there, counted),
        left=_from_the_end(forward.left, counted),
        varied=counted,
    )


def steady(project: Project) -> int:
    """The slot from which on the same heads are free for ever; 0 where they always are."""
    settled = int((project.fixed + project.durations)[project.fixed >= 0].max(initial=0))
    return max(settled, len(project.capacity) - 1)


def horizon(project: Project) -> int:
    """Slots within which every serial schedule ends: once all have come and all are there, some work always goes on."""
    begin = max(steady(project), int(project.release.max(initial=0)))
    return begin + int(project.durations.sum()) + sum(max(arc.lag, 0) for arc in project.arcs) + 1


def free_heads(project: Project, slots: int) -> Ints:
    """Heads that settled activities leave in each slot, at least 0; shape (slots, resources)."""
    left = project.there(slots)
    for i in np.flatnonzero(project.fixed >= 0):
        begin = project.fixed[i]
        left[begin : begin + project.durations[i]] -= project.demands[i]
    return np.maximum(left, 0)


def scratch(forward: View, backward: View) -> Scratch:
    """Room for schedules of both views."""
    count, longer = len(forward.durations), max(forward.left, backward.left, key=len)
    keys, raised, listed, starts, finishes = (np.zeros(count, np.int64) for _ in range(5))
    buckets, used = np.zeros(BUCKETS + 2, np.int64), np.full(1, len(longer))
    return Scratch(keys, raised, listed, buckets, starts, finishes, longer.copy(), used)


def _view(
    project: Project,
    arcs: Sequence[Arc],
    order: Sequence[int],
    release: Ints,
    after: Ints,
    fixed: Ints,
    there: Ints,
    left: Ints,
    varied: int,
) -> View:
    count = project.count
    incoming: list[list[Arc]] = [[] for _ in range(count)]
    for arc in arcs:
        incoming[arc.target].append(arc)
    flat = [arc for arcs_in in incoming for arc in arcs_in]
    rank = np.zeros(count, np.int64)
    rank[list(order)] = np.arange(count)
    return View(
        durations=project.durations,
        needs=_packed(project.demands),
        release=release,
        after=after,
        fixed=fixed,
        may_pause=(project.demands > project.capacity.min(axis=0)).any(axis=1),
        first_arc=np.cumsum([0, *map(len, incoming)], dtype=np.int64),
        sources=np.array([arc.source for arc in flat], np.int64),
        lags=np.array([arc.lag for arc in flat], np.int64),
        from_finish=np.array([arc.from_finish for arc in flat], np.bool_),
        order=np.array(order, np.int64),
        rank=rank,
        there=there,
        left=left,
        varied=varied,
    )


def _mirrored(arc: Arc, durations: Ints) -> Arc:
    """The same wait read from the end, where starts are finishes."""
    lag = arc.lag if arc.from_finish else arc.lag - int(durations[arc.source])
    return Arc(arc.target, arc.source, lag)


def _from_the_end(heads: Ints, anchor: int) -> Ints:
    """The heads of each slot before the anchor, the last one first; before the beginning as at the very end."""
    turned = np.repeat(heads[-1:], len(heads) + anchor, axis=0)
    turned[:anchor] = heads[:anchor][::-1]
    return turned


def _packed(heads: Ints) -> Ints:
    """LANES resources to a word; shape (rows, resources) to (rows, words), at least one word."""
    if heads.size and int(heads.max()) > MOST_HEADS:
        raise ValueError(f"more than {MOST_HEADS} heads of one kind")
    rows, resources = heads.shape
    words = np.zeros((rows, max(-(-resources // LANES), 1)), np.int64)
    for resource in range(resources):
        words[:, resource // LANES] |= heads[:, resource] << (BITS * (resource % LANES))
    return words
