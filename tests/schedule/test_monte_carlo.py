"""Runs of a network: equal to the critical path method where nothing varies, to a plain loop where it does."""

from datetime import date, timedelta

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.schedule.axis import TICKS, axis_of
from improvement.schedule.backward import Backward
from improvement.schedule.calendar import OutsideCalendar, WorkCalendar
from improvement.schedule.cpm import Link, Node, solve
from improvement.schedule.forward import Forward
from improvement.schedule.monte_carlo import blocks, simulate
from improvement.schedule.monte_carlo_back import Backwards
from improvement.schedule.monte_carlo_desk import Staff
from improvement.schedule.monte_carlo_limited import simulate_limited
from improvement.schedule.monte_carlo_pass import Runs, frame
from improvement.schedule.precedence import network
from improvement.schedule.samples import Dice
from tests.schedule.networks import CALENDAR, EVERY_DAY, START, plans
from tests.schedule.risky import drawn, forward, messy

Messy = tuple[list[Node], list[Link], date | None]


@settings(max_examples=60, deadline=None)
@given(messy())
def test_runs_without_spread_are_the_critical_path_method(plan: Messy) -> None:
    nodes, links, data_date = plan
    ahead = Forward(network(nodes, links), axis_of(CALENDAR), START, data_date)
    back = Backward(ahead)
    frames = frame(ahead, ahead.lengths)
    runs = Runs(frames, np.repeat(np.array(ahead.lengths, np.int64)[:, None], 2, axis=1))
    begins = {i: runs.starts[i, 0] + frames.base for i in frames.leaving | runs.exact.keys()}
    assert begins == {i: ahead.starts[i] for i in begins}
    assert (runs.finishes[:, 1] + frames.base).tolist() == ahead.finishes
    assert {i: (start[0], finish[1]) for i, (start, finish) in runs.exact.items()} == ahead.exact
    critical = [2 * (back.total_float(i) <= 0 and not node.done) for i, node in enumerate(nodes)]
    bound = any(node.due or node.start_by for node in nodes)
    assert bound or Backwards(runs).critical.tolist() == critical


@settings(max_examples=40, deadline=None)
@given(messy())
def test_the_finish_without_spread_is_the_day_that_people_read(plan: Messy) -> None:
    nodes, links, data_date = plan
    ahead = Forward(network(nodes, links), axis_of(CALENDAR), START, data_date and data_date + timedelta(1))
    found = simulate(ahead, Dice(np.array(ahead.lengths, np.int64), (), (), 1), 3, [range(len(nodes))])
    told = solve(nodes, links, CALENDAR, START, data_date)
    assert found.ends[0].dates.tolist() == [told.finish.toordinal()] * 3
    assert found.ends[0].days.tolist() == [told.makespan] * 3


@settings(max_examples=25, deadline=None)
@given(plans(), st.integers(0, 99))
def test_every_run_is_the_longest_path_of_a_plain_loop(plan: tuple[list[Node], list[Link]], seed: int) -> None:
    nodes, links = plan
    ahead = forward(nodes, links, EVERY_DAY)
    dice = drawn(ahead, [2.0] * len(nodes), seed)
    found = simulate(ahead, dice, 20, [range(len(nodes))])
    ((_, lengths),) = blocks(dice, 20, np.int64)
    graph = nx.DiGraph([(link.predecessor, link.successor) for link in links])
    graph.add_nodes_from(node.id for node in nodes)
    for run in range(20):
        length = {node.id: int(lengths[i, run]) for i, node in enumerate(nodes)}
        start: dict[str, int] = {}
        for each in nx.topological_sort(graph):
            waits = [link for link in links if link.successor == each]
            start[each] = max([0, *(_earliest(link, start, length) for link in waits)])
        end = max(start[each] + length[each] for each in start)
        assert found.ends[0].days[run] == pytest.approx(end / TICKS, abs=1e-9)


def _earliest(link: Link, start: dict[str, int], length: dict[str, int]) -> int:
    leaves = start[link.predecessor] + (length[link.predecessor] if link.kind[0] == "F" else 0)
    return leaves + round(link.lag * TICKS) - (length[link.successor] if link.kind[1] == "F" else 0)


def test_equal_dice_and_any_size_of_block_give_equal_runs() -> None:
    nodes = [Node(f"a{i}", 3 + i) for i in range(4)]
    ahead = forward(nodes, [Link("a0", "a1"), Link("a2", "a3")])
    dice = drawn(ahead, [2.0] * 4)
    whole = np.concatenate([each.copy() for _, each in blocks(dice, 102, np.int64)], axis=1)
    parts = np.concatenate([each.copy() for _, each in blocks(dice, 102, np.int64, 10)], axis=1)
    assert (whole == parts).all()
    few = np.concatenate([each.copy() for _, each in blocks(dice, 30, np.int64)], axis=1)
    assert (whole[:, :30] == few).all()
    assert not (whole == np.concatenate([each for _, each in blocks(drawn(ahead, [2.0] * 4, 8), 102, np.int64)])).all()


def test_a_run_beyond_the_years_is_refused() -> None:
    ahead = forward([Node("a", 10_000)], [], WorkCalendar(last_year=2070))
    with pytest.raises(OutsideCalendar):
        simulate(ahead, drawn(ahead, [9.0]), 10, [[0]])


@settings(max_examples=25, deadline=None)
@given(plans(lags=0), st.integers(1, 3))
def test_limited_people_are_never_quicker(plan: tuple[list[Node], list[Link]], heads: int) -> None:
    nodes, links = plan
    ahead, everybody = forward(nodes, links), [range(len(nodes))]
    dice = drawn(ahead, [2.0] * len(nodes))
    free = simulate(ahead, dice, 16, everybody).ends[0]
    nobody = simulate_limited(ahead, dice, 16, everybody, Staff((), (), [()] * len(nodes))).ends[0]
    assert (nobody.days == free.days).all()
    assert (nobody.dates == free.dates).all()
    staff = Staff([CALENDAR] * heads, [range(heads)], [[(0, 1)]] * len(nodes))
    held = simulate_limited(ahead, dice, 16, everybody, staff)
    assert (held.ends[0].days >= free.days).all()
    assert (held.ends[0].dates >= free.dates).all()
    assert held.critical.sum() >= 1, "something decides every run"


@settings(max_examples=15, deadline=None)
@given(plans(kinds="FS", lags=0))
def test_one_person_alone_does_everything_one_after_the_other(plan: tuple[list[Node], list[Link]]) -> None:
    nodes, links = plan
    ahead = forward(nodes, links)
    dice = drawn(ahead, [2.0] * len(nodes))
    staff = Staff([CALENDAR], [[0]], [[(0, 1)]] * len(nodes))
    held = simulate_limited(ahead, dice, 16, [range(len(nodes))], staff).ends[0]
    ((_, lengths),) = blocks(dice, 16, np.int64)
    assert held.days == pytest.approx(lengths.sum(axis=0) / TICKS)
