"""One programme among those that share people: its network, and what its work asks of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from improvement.model.plan import Plan
from improvement.model.realization import Work
from improvement.realization.bookings import bookings
from improvement.realization.levelling_pass import Asks, Ledger, Placing
from improvement.schedule.backward import Backward
from improvement.schedule.cpm import passes
from improvement.schedule.dates import PlanSchedule
from improvement.schedule.dispatch import ranked
from improvement.schedule.forward import Forward
from improvement.schedule.network import PlanNetwork, plan_network
from improvement.schedule.precedence import Network, Node
from improvement.schedule.staff import People, availability, everybody


@dataclass
class Part:
    """One programme, its network, and what its work asks of shared people."""

    id: str
    plan: Plan
    dates: PlanSchedule
    shared: People

    @cached_property
    def found(self) -> PlanNetwork:
        """The network."""
        return plan_network(self.plan, self.plan.programme.data_date, self.shared)

    @cached_property
    def sides(self) -> tuple[Forward, Backward]:
        """Early and late positions of the unlimited dates."""
        found = self.found
        return passes(found.nodes, found.links, found.calendar, found.start, found.data_date)

    @property
    def net(self) -> Network:
        """The nodes and links in positions."""
        return self.sides[0].net

    @cached_property
    def asks(self) -> dict[int, Asks]:
        """Person-days a day of shared people, by position."""
        people = everybody(self.plan, self.shared)
        works: dict[str, Work] = {**self.plan.realization.activities, **self.plan.realization.training}
        asked = {
            i: tuple(
                (need, count * availability(need, people))
                for need, count in works[node.id].needs.items()
                if need in self.shared
            )
            for i, node in enumerate(self.net.nodes)
            if node.id in works
        }
        return {i: each for i, each in asked.items() if each}

    @cached_property
    def stays(self) -> frozenset[int]:
        """Work that asks for shared people and does not move."""
        return frozenset(i for i in self.asks if _stays(self.net.nodes[i]))

    @cached_property
    def before(self) -> tuple[int, ...]:
        """Work that stays though links could move it, and all it waits for, in order."""
        net, found = self.net, set[int]()
        for i in reversed(net.order):
            bound = i in self.stays and not net.nodes[i].fixed
            if bound or any(each.target in found and not net.nodes[each.target].fixed for each in net.outgoing[i]):
                found.add(i)
        return tuple(i for i in net.order if i in found)

    @cached_property
    def behind(self) -> dict[int, tuple[int, ...]]:
        """For each piece of work that may wait: those of `before` that come after it, in order."""
        return {i: self._behind(i) for i in self.moving}

    def _behind(self, i: int) -> tuple[int, ...]:
        after, incoming = {i}, self.net.incoming
        for k in self.before:
            if any(each.source in after for each in incoming[k]):
                after.add(k)
        return tuple(k for k in self.before if k in after and k != i)

    @cached_property
    def latest(self) -> list[int]:
        """Latest finishes as calendar positions."""
        early, back = self.sides
        return [early.own_axis(i).closing(late) for i, late in enumerate(back.late)]

    def settle(self, ledger: Ledger) -> None:
        """Book what does not move."""
        stays = {self.net.nodes[i].id: i for i in self.stays}
        for each in bookings(self.plan, self.dates, everybody(self.plan, self.shared)):
            if each.work in stays and each.who in self.shared:
                ledger.book((self.id, each.work), each.who, each.days)

    def place(self, ledger: Ledger, keys: Sequence[float]) -> Placing:
        """The dates if work comes in the order of these keys."""
        early = self.sides[0]
        return Placing(
            self.net,
            early.axis,
            early.start,
            early.data_start,
            programme=self.id,
            ranked=ranked(self.net, keys),
            asks=self.asks,
            stays=self.stays,
            before=self.before,
            behind=self.behind,
            ledger=ledger,
        )

    @cached_property
    def moving(self) -> tuple[int, ...]:
        """Work that asks for shared people and may wait for them."""
        return tuple(i for i in self.asks if i not in self.stays)


def _stays(node: Node) -> bool:
    return node.fixed or node.started or bool(node.start_by or node.finish_from)
