"""Before which day a programme cannot be finished beside what others have booked of the people they share."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from improvement.realization.levelling_part import Part
from improvement.realization.levelling_pass import Ledger
from improvement.schedule.axis import TICKS

_MOST_DAYS = 4_000
_NOTHING = 1e-6


def lower_bound(part: Part, ledger: Ledger) -> date:
    """The unlimited finish or, if later, the day by which somebody has had time for what is asked, and what follows.

    For each person and each day: work that cannot begin before that day needs its person-days from then on, and the
    shortest chain of work behind it comes after. Nothing of the programme's that moves may be booked yet. It holds for
    orders in which nothing is stuck.
    """
    tails = _tails(part)
    by_who: dict[str, list[_Asked]] = defaultdict(list)
    for i in part.moving:
        node = part.net.nodes[i]
        start = part.dates.activities[node.id].early_start
        for who, a_day in part.asks[i]:
            # work that asks for more than there is does not wait
            if min(1.0, node.duration) * a_day <= ledger.time.whole(who):
                # how many days calendar time takes of somebody hangs on where it lies
                by_who[who].append(_Asked(start, 0.0 if node.elapsed else a_day * node.duration, a_day, tails[i]))
    ends = (day for who, asked in by_who.items() for day in _ends(part, ledger, who, asked))
    return max(ends, default=part.dates.finish)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Person-days that one piece of work asks of somebody, its first day, and the ticks of work behind it."""

    start: date
    amount: float
    a_day: float
    tail: int


def _ends(part: Part, ledger: Ledger, who: str, asked: list[_Asked]) -> Iterator[date]:
    yield part.dates.finish
    axis, total, rate, tail = part.sides[0].axis, 0.0, 0.0, 1 << 60
    for each in sorted(asked, key=lambda each: each.start, reverse=True):
        total, rate, tail = total + each.amount, rate + each.a_day, min(tail, each.tail)
        last = _enough(part, ledger, who, each.start, total, rate)
        # what takes time may end with the first moment of that day, if it is a working day of the programme
        begun = total > _NOTHING and axis.calendar.is_working(last)
        yield axis.day_until(axis.closing(axis.to_work(axis.start_of(last)) + tail + begun))


def _enough(part: Part, ledger: Ledger, who: str, start: date, total: float, rate: float) -> date:
    """The day on which somebody has had time for so many person-days; `rate`: the most that is asked on one day."""
    calendars = {part.found.calendar, *(part.net.nodes[i].calendar for i in part.moving)} - {None}
    last = start
    for day in (start + timedelta(each) for each in range(_MOST_DAYS)):
        if total <= _NOTHING:
            break
        room = ledger.room(who, day)
        if room is None:
            # nobody counts them on this day, but their work may go on
            room = rate if any(each.is_working(day) for each in calendars if each) else 0.0
        if room > _NOTHING:
            total, last = total - min(rate, room), day
    return last


def _tails(part: Part) -> list[int]:
    """Ticks of working time that links leave at least between the finish of each node and the end."""
    net, lengths = part.net, part.sides[0].lengths
    tails = [0] * len(net.nodes)
    for i in reversed(net.order):
        for edge in net.outgoing[i]:
            target = net.nodes[edge.target]
            if edge.from_finish and not edge.to_finish and not target.fixed and not target.started:
                # calendar time and days of its own may take less of the programme's days elsewhere
                length = 0 if target.elapsed or target.calendar else lengths[edge.target]
                lag = min(edge.lag, 0) - TICKS * (edge.lag < 0) if edge.elapsed else edge.lag
                tails[i] = max(tails[i], lag + length + tails[edge.target])
    return tails
