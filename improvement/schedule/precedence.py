"""Who waits for whom: activities and links as positions in lists, in topological order."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from improvement.errors import CyclicNetwork, Issue, Place, Severity
from improvement.schedule.axis import to_ticks
from improvement.schedule.calendar import WorkCalendar

if TYPE_CHECKING:
    from improvement.schedule.columns import Arrays

Kind = Literal["FS", "SS", "FF", "SF"]


@dataclass(frozen=True, slots=True)
class Node:
    """An activity, or a milestone (duration 0).

    `duration` and `remaining` count working days, calendar days when `elapsed`. fixed_start and fixed_finish are dates
    that happened or were appointed, both inclusive. Both given: the node stands there whatever its duration; only a
    start: `remaining` work (None: the whole duration) runs from the data date; only a finish: it starts a duration
    earlier. `done`: needs fixed_finish; such a node has no float. `start_by`: the day on which it has to be started at
    the latest; `finish_from`: the day before which it is not finished; `due`: no later than this day (inclusive).
    `calendar`: the days on which its work is done, None: those of the programme; elapsed work needs none. `plain`: no
    day binds or settles it and it has no days of its own.
    """

    id: str
    duration: float
    elapsed: bool = False
    not_before: date | None = None
    due: date | None = None
    fixed_start: date | None = None
    fixed_finish: date | None = None
    remaining: float | None = None
    done: bool = False
    start_by: date | None = None
    finish_from: date | None = None
    calendar: WorkCalendar | None = None
    plain: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        bound = self.not_before or self.due or self.start_by or self.finish_from
        settled = self.fixed_start or self.fixed_finish
        # asked once a node by each pass: kept, because looking at every field takes as long as the rest of the pass
        object.__setattr__(self, "plain", not (bound or settled or self.elapsed or self.calendar))
        if not 0 <= self.duration < math.inf or not 0 <= (self.remaining or 0) < math.inf:
            raise ValueError(f"{self.id}: a duration is a number of days from 0")
        if self.fixed_start and self.fixed_finish and self.fixed_finish < self.fixed_start:
            raise ValueError(f"{self.id}: finishes {self.fixed_finish} before it starts {self.fixed_start}")
        if self.done and not self.fixed_finish:
            raise ValueError(f"{self.id}: done, but without a finish")

    @property
    def fixed(self) -> bool:
        """Whether its dates are settled: a finish, or the day on which a milestone was reached."""
        return self.fixed_finish is not None or (self.fixed_start is not None and self.duration == 0)

    @property
    def started(self) -> bool:
        """Begun and unfinished."""
        return self.fixed_start is not None and not self.fixed


@dataclass(frozen=True, slots=True)
class Link:
    """`successor` waits for `predecessor`; `lag` in working days (calendar days when `elapsed`), negative is a lead."""

    predecessor: str
    successor: str
    kind: Kind = "FS"
    lag: float = 0
    elapsed: bool = False

    def __post_init__(self) -> None:
        if not math.isfinite(self.lag):
            raise ValueError(f"{self.predecessor} -> {self.successor}: a lag is a number of days")


class Edge(NamedTuple):
    """A link in positions; the lag in ticks."""

    source: int
    target: int
    from_finish: bool
    to_finish: bool
    lag: int
    elapsed: bool


@dataclass(frozen=True)
class Network:
    """Nodes and edges; `incoming` and `outgoing` hold one list of edges a node, `order` is topological."""

    nodes: Sequence[Node]
    incoming: list[list[Edge]]
    outgoing: list[list[Edge]]
    order: list[int]

    @cached_property
    def arrays(self) -> "Arrays | None":
        """The same as arrays, made once; None where positions could leave 64 bits."""
        from improvement.schedule.columns import arrays_of

        return arrays_of(self.nodes, self.incoming, self.order)


def network(nodes: Sequence[Node], links: Sequence[Link]) -> Network:
    """Ids to positions; ValueError for an id that is unknown or stands twice, CyclicNetwork for a loop."""
    position = {node.id: i for i, node in enumerate(nodes)}
    if len(position) < len(nodes):
        raise ValueError("two activities have the same id")
    incoming: list[list[Edge]] = [[] for _ in nodes]
    outgoing: list[list[Edge]] = [[] for _ in nodes]
    for link in links:
        try:
            source, target = position[link.predecessor], position[link.successor]
        except KeyError as unknown:
            raise ValueError(f"unknown activity: {unknown.args[0]}") from None
        edge = Edge(source, target, link.kind[0] == "F", link.kind[1] == "F", to_ticks(link.lag), link.elapsed)
        outgoing[source].append(edge)
        incoming[target].append(edge)
    order = _topological(incoming, outgoing)
    if len(order) < len(nodes):
        raise _cycle(links)
    return Network(nodes, incoming, outgoing, order)


def _topological(incoming: list[list[Edge]], outgoing: list[list[Edge]]) -> list[int]:
    """Positions in an order that respects every edge (Kahn 1962); those on or behind a loop are missing."""
    waits = [len(edges) for edges in incoming]
    order = [i for i, count in enumerate(waits) if not count]
    for i in order:
        for edge in outgoing[i]:
            target = edge[1]
            waits[target] -= 1
            if not waits[target]:
                order.append(target)
    return order


def _cycle(links: Sequence[Link]) -> CyclicNetwork:
    import networkx as nx

    graph = nx.DiGraph((link.predecessor, link.successor) for link in links)
    found = nx.find_cycle(graph)
    loop = (*(edge[0] for edge in found), found[0][0])
    return CyclicNetwork(loop, Issue("cycle", Severity.ERROR, Place(), (("id", loop[0]), ("loop", " -> ".join(loop)))))
