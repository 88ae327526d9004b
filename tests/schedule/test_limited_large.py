"""Large plans with limited people: stops and deadlines are looked at, heads do not count, what is left out is said."""

import time
from collections.abc import Callable
from itertools import count

import pytest

from improvement.schedule import limited as engine
from improvement.schedule.dates import schedule
from improvement.schedule.dispatch import Interrupted
from improvement.schedule.limited import LimitedSchedule, limited
from tests.benchmarks.limited_plan import plan_with
from tests.schedule.plan_text import plan_of


class Looks:
    """Says stop from the look with this number on."""

    def __init__(self, last: int) -> None:
        self.last, self.made = last, 0

    def __call__(self) -> bool:
        self.made += 1
        return self.made > self.last


def steps() -> Callable[[], float]:
    """A clock on which every look takes a second."""
    return map(float, count()).__next__


@pytest.mark.parametrize("last", [0, 1, 50, 119])
def test_a_stop_before_the_first_answer_is_seen_at_the_next_look(last: int) -> None:
    looks = Looks(last)
    with pytest.raises(Interrupted):
        limited(plan_with(120, 3), steps(), 1e9, stopped=looks)
    assert looks.made == last + 1


def test_there_is_a_look_for_each_piece_of_work_before_the_first_answer() -> None:
    looks = Looks(1 << 60)
    limited(plan_with(120, 3), steps(), -1.0, stopped=looks, schedules=1, proof=False)
    assert looks.made >= 120


def test_a_stop_while_searching_keeps_the_best_dates_so_far() -> None:
    plan = plan_with(120, 3)
    told: list[LimitedSchedule] = []
    found = limited(plan, time.monotonic, time.monotonic() + 60, stopped=lambda: len(told) > 0, progress=told.append)
    assert (found.activities, found.makespan) == (told[0].activities, told[0].makespan)
    assert found.schedules <= 3


def test_a_deadline_that_passes_before_the_search_leaves_large_plans_with_one_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan = plan_with(60, 3)
    small = limited(plan, steps(), -1.0, proof=False)
    monkeypatch.setattr(engine, "_SEARCHED_ANYWAY", 59)
    large = limited(plan, steps(), -1.0, proof=False)
    assert (large.schedules, large.bound) == (0, schedule(plan).finish)
    assert small.schedules > 0
    assert large.makespan >= small.makespan >= small.least >= large.least


def test_beyond_what_is_searched_one_order_is_told_with_the_words_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MOST_SEARCHED", 59)
    plan = plan_with(60, 3)
    found = limited(plan, time.monotonic, time.monotonic() + 60)
    (said,) = (each for each in found.warnings if each.id == "search-left-out")
    assert (said.fact("count"), said.fact("limit")) == (60, 59)
    assert (found.schedules, found.bound) == (0, schedule(plan).finish)


def test_many_heads_take_the_same_days_as_few() -> None:
    def made(times: int) -> LimitedSchedule:
        head = f"programme: {{title: T, starts: 2027-01-11, people: {{t: {{name: T, count: {6 * times}}}}}}}\n"
        rows = "".join(
            f"  a{i}: {{title: A, estimate: {1 + i % 5}d, needs: {{t: {times * (1 + i % 4)}}}"
            + (f", after: [a{i - 3}]}}\n" if i > 2 else "}\n")
            for i in range(30)
        )
        plan = plan_of("activities:\n" + rows, head)
        return limited(plan, time.monotonic, time.monotonic() + 60, schedules=30, proof=False)

    few, many = made(1), made(100)
    days = [{id: (each.start, each.finish) for id, each in found.activities.items()} for found in (few, many)]
    assert days[0] == days[1]
    assert (few.makespan, few.least) == (many.makespan, many.least)
    assert {id: 100 * len(each.people) for id, each in few.activities.items()} == {
        id: len(each.people) for id, each in many.activities.items()
    }


def test_of_a_long_chain_the_last_are_named() -> None:
    rows = "  a0: {title: A, estimate: 1d}\n" + "".join(
        f"  a{i}: {{title: A, estimate: 1d, after: [a{i - 1}]}}\n" for i in range(1, 40)
    )
    plan = plan_of("activities:\n" + rows + "  z: {title: Z, estimate: 1d, after: [a39], must_finish: 2027-01-12}\n")
    (late,) = schedule(plan).warnings
    chain = str(late.fact("chain")).split(" -> ")
    assert (chain[0], chain[1], chain[-1], len(chain)) == ("\u2026", "a21", "z", 21)
