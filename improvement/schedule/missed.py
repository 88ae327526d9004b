"""Days that bind and cannot be kept: what explains negative float."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from improvement.schedule.axis import CLOCK, TICKS
from improvement.schedule.forward import Forward
from improvement.schedule.precedence import Edge, Node

# so many ids of a chain are told: nobody reads thousands
_MOST_TOLD = 20
_AND_BEFORE = "…"

Bound = Literal["start", "finish", "appointment"]


class Missed(NamedTuple):
    """An activity that starts or finishes after the day that binds it, or that waits beyond its appointment.

    `days`: working days by which it is missed; `chain`: the ids that lead to it, it last, from what a day or the start
    of the programme set; of more than 20 the last ones behind an ellipsis.
    """

    id: str
    bound: Bound
    day: date
    days: float
    chain: tuple[str, ...]


def missed(ahead: Forward) -> tuple[Missed, ...]:
    """Every day that binds unfinished work and is not kept, in the order of the nodes."""
    return tuple(found for i, node in enumerate(ahead.net.nodes) if not node.done for found in _of(ahead, i, node))


def _of(ahead: Forward, i: int, node: Node) -> Iterator[Missed]:
    own, axis, finish = ahead.own_axis(i), ahead.axis, ahead.own_finish(i)
    if node.start_by and not node.started:
        begins, by = finish - ahead.lengths[i], own.to_work(axis.start_of(node.start_by))
        if begins > by:
            yield Missed(node.id, "start", node.start_by, _days(ahead, i, by, begins), _chain(ahead, i))
    if node.due and finish > (by := own.to_work(axis.end_of(node.due))):
        yield Missed(node.id, "finish", node.due, _days(ahead, i, by, finish), _chain(ahead, i))
    if node.fixed:
        yield from _appointment(ahead, i)


def _days(ahead: Forward, i: int, first: int, last: int) -> float:
    if ahead.own_axis(i) is CLOCK:
        first, last = ahead.axis.to_work(first), ahead.axis.to_work(last)
    return (last - first) / TICKS


def _appointment(ahead: Forward, i: int) -> Iterator[Missed]:
    """Settled work that is still ahead and waits for something that comes after it."""
    open_links = [edge for edge in ahead.net.incoming[i] if not ahead.net.nodes[edge.source].done]
    over = {edge: _over(ahead, edge) for edge in open_links}
    worst = max(over, key=over.__getitem__, default=None)
    if worst and over[worst] > 0:
        (start, finish), id = ahead.exact[i], ahead.net.nodes[i].id
        day = ahead.axis.day_until(finish) if worst.to_finish else ahead.axis.day_from(start)
        yield Missed(id, "appointment", day, over[worst] / TICKS, (*_chain(ahead, worst.source), id))


def _over(ahead: Forward, edge: Edge) -> int:
    """Working ticks by which a link asks a settled node to come later than it stands."""
    stands = ahead.exact[edge.target][edge.to_finish]
    return ahead.axis.to_work(ahead.reach(edge, exact_target=True)) - ahead.axis.to_work(stands)


def _chain(ahead: Forward, i: int) -> tuple[str, ...]:
    found, driver = [ahead.net.nodes[i].id], ahead.drivers[i]
    while not isinstance(driver, str):
        if len(found) == _MOST_TOLD:
            found.append(_AND_BEFORE)
            break
        found.append(ahead.net.nodes[driver.source].id)
        driver = ahead.drivers[driver.source]
    return tuple(reversed(found))
