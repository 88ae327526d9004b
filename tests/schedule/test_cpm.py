"""The critical path method: textbook, networkx, a day-by-day search, and laws on random networks."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.errors import CyclicNetwork
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.cpm import Link, Node, solve
from tests.schedule.networks import CALENDAR, EVERY_DAY, START, days_of_work, earliest, plans

Plan = tuple[list[Node], list[Link]]
law = settings(max_examples=80, deadline=None)


def test_reliable_construction(shared: Path) -> None:
    cases = json.loads((shared / "methods" / "golden.json").read_text("utf-8"))
    case = next(case for case in cases if case["id"] == "cpm_reliable")
    nodes = [Node(id, each["duration"]) for id, each in case["inputs"].items()]
    links = [Link(before, id) for id, each in case["inputs"].items() for before in each["preds"]]
    found = solve(nodes, links, EVERY_DAY, START)
    assert found.makespan == case["expected"]["makespan"]
    assert list(found.critical) == case["expected"]["critical"]
    table = {
        id: [
            (row.early_start - START).days,
            (row.early_finish - START).days + 1,
            (row.late_start - START).days,
            (row.late_finish - START).days + 1,
            row.total_float,
        ]
        for id, row in found.times.items()
    }
    assert table == case["expected"]["es_ef_ls_lf_slack"]
    # free float by its definition, min ES(successor) - EF, from the published table
    assert {id: found.times[id].free_float for id in "DIKM"} == {"D": 0, "I": 2, "K": 1, "M": 4}


@law
@given(plans(kinds="FS", lags=0))
def test_makespan_is_networkxs_longest_path(plan: Plan) -> None:
    nodes, links = plan
    length = {node.id: node.duration for node in nodes}
    graph = nx.DiGraph()
    graph.add_weighted_edges_from((link.predecessor, link.successor, length[link.predecessor]) for link in links)
    graph.add_weighted_edges_from((node.id, "end", node.duration) for node in nodes)
    found = solve(nodes, links, CALENDAR, START)
    assert found.makespan == nx.dag_longest_path_length(graph)
    critical = graph.subgraph([*found.critical, "end"])
    assert nx.dag_longest_path_length(critical) == found.makespan


@law
@given(plans(elapsed=True, own=True), st.sampled_from([CALENDAR, EVERY_DAY, WorkCalendar(frozenset({1, 5}))]))
def test_early_dates_are_found_by_trying_every_day(plan: Plan, calendar: WorkCalendar) -> None:
    nodes, links = plan
    found = solve(nodes, links, calendar, START).times
    assert {id: (row.early_start, row.early_finish) for id, row in found.items()} == earliest(nodes, links, calendar)


@law
@given(plans(), st.data())
def test_days_that_bind_the_start_or_the_finish(plan: Plan, data: st.DataObject) -> None:
    day = st.none() | st.dates(START, START + timedelta(40))
    nodes = [replace(node, not_before=data.draw(day), finish_from=data.draw(day)) for node in plan[0]]
    found = solve(nodes, plan[1], CALENDAR, START).times
    assert {id: (row.early_start, row.early_finish) for id, row in found.items()} == earliest(nodes, plan[1], CALENDAR)


@law
@given(plans(elapsed=True, own=True), st.data())
def test_late_start_is_the_last_that_keeps_the_finish(plan: Plan, data: st.DataObject) -> None:
    nodes, links = plan
    found = solve(nodes, links, CALENDAR, START)
    i = data.draw(st.integers(0, len(nodes) - 1))
    row, node = found.times[nodes[i].id], nodes[i]
    day_after = days_of_work(node, CALENDAR).add(row.late_start, 1)

    def delayed(day: date) -> tuple[float, date]:
        other = solve([*nodes[:i], replace(node, not_before=day), *nodes[i + 1 :]], links, CALENDAR, START)
        return other.makespan, other.finish

    assert delayed(row.late_start) == (found.makespan, found.finish)
    assert delayed(day_after) != (found.makespan, found.finish)


@law
@given(plans(), st.data())
def test_free_float_is_the_delay_that_moves_nobody_else(plan: Plan, data: st.DataObject) -> None:
    nodes, links = plan
    found = solve(nodes, links, CALENDAR, START)
    i = data.draw(st.integers(0, len(nodes) - 1))
    row = found.times[nodes[i].id]

    def moved(days: float) -> bool:
        node = replace(nodes[i], not_before=CALENDAR.add(row.early_start, int(days)))
        other = solve([*nodes[:i], node, *nodes[i + 1 :]], links, CALENDAR, START)
        same = all(other.times[id].early_start == old.early_start for id, old in found.times.items() if id != row.id)
        return not (same and other.finish == found.finish)

    assert not moved(row.free_float)
    assert moved(row.free_float + 1)


@law
@given(plans(elapsed=True, shortest=0, own=True), st.sampled_from([0.25, 1, 1 / 3]))
def test_order_of_early_and_late(plan: Plan, scale: float) -> None:
    nodes = [node if node.elapsed else replace(node, duration=node.duration * scale) for node in plan[0]]
    found = solve(nodes, plan[1], CALENDAR, START)
    for row in found.times.values():
        assert START <= row.early_start <= row.late_start
        assert row.early_start <= row.early_finish <= row.late_finish
        assert 0 <= row.free_float <= row.total_float
        assert row.critical == (row.total_float == 0)
    assert found.critical
    assert set(found.critical) == {id for id, row in found.times.items() if row.critical}


@law
@given(plans(elapsed=True, own=True), st.data())
def test_another_link_never_shortens(plan: Plan, data: st.DataObject) -> None:
    nodes, links = plan
    kept = data.draw(st.lists(st.sampled_from(links), unique=True)) if links else []
    assert solve(nodes, kept, CALENDAR, START).finish <= solve(nodes, links, CALENDAR, START).finish


@law
@given(plans(elapsed=True, shortest=0), st.integers(1, 30))
def test_nothing_unfinished_stands_before_the_data_date(plan: Plan, days: int) -> None:
    data_date = START + timedelta(days)
    nodes = [replace(plan[0][0], duration=5, fixed_start=START, remaining=2), *plan[0][1:]]
    found = solve(nodes, plan[1], CALENDAR, START, data_date).times
    assert found["a0"].early_start == START
    assert found["a0"].early_finish > data_date
    assert all(row.early_start > data_date for id, row in found.items() if id != "a0")


@pytest.mark.parametrize("count", [1, 3])
def test_a_loop_is_written_out(count: int) -> None:
    ids = [f"a{i}" for i in range(count)]
    links = [Link(one, two) for one, two in zip(ids, [*ids[1:], ids[0]], strict=True)]
    with pytest.raises(CyclicNetwork) as caught:
        solve([Node(id, 1) for id in [*ids, "free"]], [Link("free", "a0"), *links], CALENDAR, START)
    loop = caught.value.loop
    assert loop[0] == loop[-1]
    assert sorted(loop[1:]) == ids
    assert caught.value.issues[0].id == "cycle"
    assert caught.value.issues[0].fact("loop") == " -> ".join(loop)
    assert caught.value.issues[0].fact("id") == loop[0]


def test_refused_input() -> None:
    with pytest.raises(ValueError, match="unknown activity: b"):
        solve([Node("a", 1)], [Link("a", "b")], CALENDAR, START)
    with pytest.raises(ValueError, match="same id"):
        solve([Node("a", 1), Node("a", 2)], [], CALENDAR, START)
    with pytest.raises(ValueError, match="years"):
        solve([Node("a", 100_000)], [], CALENDAR, START)
    with pytest.raises(ValueError, match="years"):
        solve([Node("a", 10_000, due=date(1991, 1, 1))], [], CALENDAR, START)
    for wrong in ({"duration": -1}, {"duration": float("nan")}, {"duration": 1, "done": True}):
        with pytest.raises(ValueError, match="a: "):
            Node("a", **wrong)
    with pytest.raises(ValueError, match="before it starts"):
        Node("a", 1, fixed_start=START, fixed_finish=START - timedelta(1))


def test_no_activities() -> None:
    found = solve([], [], CALENDAR, START)
    assert (found.finish, found.makespan, found.critical) == (START, 0, ())
