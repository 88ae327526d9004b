"""The compiled passes of large networks find what the plain ones find."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.schedule import large
from improvement.schedule.axis import axis_of
from improvement.schedule.backward import Backward
from improvement.schedule.calendar import OutsideCalendar
from improvement.schedule.cpm import Link, Node, passes, solution, solve
from improvement.schedule.forward import Forward
from improvement.schedule.large import CompiledBackward, CompiledForward
from improvement.schedule.precedence import network
from improvement.schedule.rcpsp import compiled
from tests.benchmarks.bench_cpm import deep, plan
from tests.schedule.networks import CALENDAR, START
from tests.schedule.risky import messy

Plan = tuple[list[Node], list[Link]]
Messy = tuple[list[Node], list[Link], date | None]
pytestmark = pytest.mark.heavy


def _same(nodes: list[Node], links: list[Link], data_start: date | None) -> None:
    net, axis = network(nodes, links), axis_of(CALENDAR)
    assert net.arrays
    plain = Forward(net, axis, START, data_start)
    made = CompiledForward(net, axis, START, data_start, arrays=net.arrays)
    for name in ("starts", "finishes", "lengths", "opens"):
        assert list(getattr(made, name)) == list(getattr(plain, name)), name
    assert [made.drivers[i] for i in range(len(nodes))] == plain.drivers
    assert (made.exact, made.axes) == (plain.exact, plain.axes)
    back, late = Backward(plain), CompiledBackward(made)
    assert (list(late.late), list(late.free)) == (back.late, back.free)
    assert (late.end, late.end_moment) == (back.end, back.end_moment)
    assert solution(made, late) == solution(plain, back)


@pytest.mark.skipif(not compiled.COMPILES, reason="numba is not there")
@settings(max_examples=150, deadline=None)
@given(messy(), st.data())
def test_networks_with_everything(plan: Messy, data: st.DataObject) -> None:
    nodes, links, data_date = plan
    day = st.none() | st.dates(START - timedelta(5), START + timedelta(30))
    bound = [
        replace(node, due=data.draw(day), start_by=data.draw(st.sampled_from([None, node.not_before]) | day))
        for node in nodes
    ]
    _same(data.draw(st.permutations(bound)), links, data_date)


@pytest.mark.skipif(not compiled.COMPILES, reason="numba is not there")
@pytest.mark.parametrize("network_of", [plan, deep])
def test_networks_of_two_thousand(network_of: Callable[[int], Plan]) -> None:
    _same(*network_of(2000), None)


def test_large_networks_are_compiled_and_small_ones_do_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    nodes, links = plan(50)
    monkeypatch.setattr(large, "LARGE", 51)
    known = solve(nodes, links, CALENDAR, START)
    assert type(passes(nodes, links, CALENDAR, START)[0]) is Forward
    monkeypatch.setattr(large, "LARGE", 50)
    assert isinstance(passes(nodes, links, CALENDAR, START)[0], CompiledForward) is compiled.COMPILES
    assert solve(nodes, links, CALENDAR, START) == known
    monkeypatch.setattr(compiled, "COMPILES", False)
    assert type(passes(nodes, links, CALENDAR, START)[0]) is Forward


@pytest.mark.parametrize(
    "node",
    [
        Node("a", 100_000),
        Node("a", 1e14),
        Node("a", 10_000, due=date(1991, 1, 1)),
        Node("a", 1, not_before=date(2200, 1, 1)),
        Node("a", 1e5, elapsed=True),
    ],
)
def test_what_leaves_the_calendar_is_refused(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "LARGE", 1)
    with pytest.raises(OutsideCalendar, match="years"):
        solve([node, Node("b", 1)], [Link("a", "b")], CALENDAR, START)
