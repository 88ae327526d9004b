"""What the dates say in small cases that can be checked on a wall calendar (11 January 2027 is a Monday)."""

from datetime import date

from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.cpm import Link, Node, Times, solve

WEEKDAYS = WorkCalendar()


def jan(day: int) -> date:
    return date(2027, 1, day)


def times(nodes: list[Node], links: list[Link], data_date: date | None = None) -> dict[str, Times]:
    return dict(solve(nodes, links, WEEKDAYS, jan(11), data_date).times)


def early(row: Times) -> tuple[date, date]:
    return row.early_start, row.early_finish


def test_half_days_share_a_day() -> None:
    found = times([Node("a", 0.5), Node("b", 0.5), Node("c", 1)], [Link("a", "b"), Link("b", "c")])
    assert [early(found[id]) for id in "abc"] == [(jan(11), jan(11)), (jan(11), jan(11)), (jan(12), jan(12))]


def test_thirds_and_hours_add_up_without_rest() -> None:
    nodes = [Node(f"a{i}", 1 / 3) for i in range(3)] + [Node("b", 1)]
    found = times(nodes, [Link("a0", "a1"), Link("a1", "a2"), Link("a2", "b")])
    assert found["b"].early_start == jan(12)


def test_milestones() -> None:
    nodes = [Node("kick-off", 0), Node("a", 5), Node("live", 0), Node("b", 1), Node("signed", 0, not_before=jan(20))]
    links = [Link("kick-off", "a"), Link("a", "live"), Link("live", "b"), Link("b", "signed")]
    found = times([*nodes, Node("end", 0), Node("begun", 0)], [*links, Link("signed", "end"), Link("b", "begun", "SS")])
    assert found["kick-off"].early_finish == jan(11)
    assert found["live"].early_finish == jan(15)
    assert found["b"].early_start == jan(18)
    assert found["signed"].early_finish == found["end"].early_finish == jan(20)
    assert found["begun"].early_finish == jan(18)
    assert found["signed"].reason == "not-before"
    assert found["signed"].critical
    assert not found["b"].critical


def test_elapsed_days_run_through_weekends() -> None:
    nodes = [Node("order", 5), Node("delivery", 9, elapsed=True), Node("arrived", 0), Node("use", 1)]
    found = times(nodes, [Link("order", "delivery"), Link("delivery", "arrived"), Link("arrived", "use")])
    assert early(found["delivery"]) == (jan(16), jan(24))
    assert found["arrived"].early_finish == jan(24)
    assert found["use"].early_start == jan(25)
    assert all(row.critical for row in found.values())


def test_elapsed_lag_counts_from_the_calendar_day() -> None:
    nodes = [Node("wait", 7, elapsed=True), Node("paint", 5), Node("coat", 1), Node("next", 1)]
    links = [Link("paint", "coat", "FS", 3, elapsed=True), Link("wait", "next", "FS", 2, elapsed=True)]
    found = times(nodes, links)
    assert found["coat"].early_start == jan(19)
    assert found["wait"].early_finish == jan(17)
    assert found["next"].early_start == jan(20)


def test_a_due_date_gives_negative_float() -> None:
    found = times([Node("a", 3), Node("b", 2, due=jan(13)), Node("c", 1)], [Link("a", "b")])
    assert (found["a"].total_float, found["b"].total_float, found["c"].total_float) == (-2, -2, 4)
    assert found["b"].late_finish == jan(13)
    assert found["a"].critical
    assert times([Node("e", 7, elapsed=True, due=jan(15))], [])["e"].total_float == 0


def test_drivers() -> None:
    nodes = [Node("a", 1), Node("b", 3), Node("c", 1), Node("d", 1, not_before=jan(19))]
    found = times(nodes, [Link("a", "c"), Link("b", "c"), Link("c", "d")])
    assert [(found[id].driver, found[id].reason) for id in "acd"] == [("", "start"), ("b", ""), ("", "not-before")]


def test_progress() -> None:
    nodes = [
        Node("done", 2, fixed_start=jan(11), fixed_finish=jan(16), done=True),
        Node("running", 5, fixed_start=jan(12), remaining=2),
        Node("late", 4, fixed_start=jan(12)),
        Node("waiting", 1),
        Node("reached", 0, fixed_finish=jan(14), done=True),
    ]
    found = times(nodes, [Link("done", "waiting"), Link("waiting", "running")], data_date=jan(18))
    assert early(found["done"]) == (jan(11), jan(16))
    assert (found["done"].total_float, found["done"].critical) == (0, False)
    assert (found["waiting"].early_start, found["waiting"].reason) == (jan(19), "data-date")
    assert early(found["running"]) == (jan(12), jan(21))
    assert (found["running"].driver, found["running"].late_start) == ("waiting", jan(21))
    assert early(found["late"]) == (jan(12), jan(22))
    assert early(found["reached"]) == (jan(14), jan(14))


def test_work_on_a_saturday_is_shown_as_it_was() -> None:
    found = times([Node("a", 1, fixed_finish=jan(16), done=True), Node("told", 0), Node("b", 1)], [Link("a", "told")])
    assert found["a"].early_finish == found["told"].early_finish == jan(16)


def test_an_appointment_missed_by_its_predecessor() -> None:
    nodes = [Node("prepare", 5), Node("course", 2, fixed_start=jan(14), fixed_finish=jan(15)), Node("use", 5)]
    found = times(nodes, [Link("prepare", "course"), Link("course", "use")])
    assert early(found["course"]) == (jan(14), jan(15))
    assert found["prepare"].total_float == -2
    assert found["course"].total_float == 0
    assert found["use"].early_start == jan(18)


def test_an_appointment_with_room_is_moved_by_working_days() -> None:
    nodes = [Node("course", 2, fixed_start=jan(14), fixed_finish=jan(15)), Node("use", 5), Node("long", 11)]
    row = times(nodes, [Link("course", "use")])["course"]
    assert (row.late_start, row.late_finish, row.total_float) == (jan(15), jan(18), 1)


def test_a_start_before_an_elapsed_wait_is_late_on_a_working_day() -> None:
    nodes = [Node("ask", 1), Node("answer", 3, elapsed=True), Node("long", 6)]
    found = times(nodes, [Link("ask", "answer", "SS")])
    assert found["answer"].late_start == jan(16)
    assert found["ask"].late_start == jan(15)
    assert 4 < found["ask"].total_float < 5


def test_a_start_that_has_happened_binds_nobody_any_more() -> None:
    nodes = [Node("a", 5, fixed_start=jan(12), remaining=2), Node("b", 5), Node("c", 1)]
    found = times(nodes, [Link("a", "b", "SS"), Link("a", "c", "SS", 8)], data_date=jan(15))
    assert early(found["a"]) == (jan(12), jan(19))
    assert found["a"].late_finish == found["c"].early_finish == jan(22)
    assert found["a"].total_float == 3


def test_finished_out_of_order() -> None:
    nodes = [Node("a", 5), Node("b", 2, fixed_start=jan(11), fixed_finish=jan(12), done=True), Node("c", 7)]
    assert times(nodes, [Link("a", "b")], data_date=jan(12))["a"].total_float == 2
