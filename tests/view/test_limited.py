"""Words for dates with the people there are: what is proved, who decides, what is missing on this machine."""

from datetime import date

import pytest

from improvement.model.base import FrozenMap
from improvement.schedule.limited import LimitedSchedule, Placed
from improvement.schedule.limited_waits import Step
from improvement.schedule.smoothed import SmoothedSchedule
from improvement.view.limited import (
    deciding_words,
    even_words,
    how_found,
    limited_title,
    over_words,
    placed_rows,
    proof_words,
    searching_words,
    side_by_side,
    waiting_lines,
)
from tests.schedule.plan_text import plan_of

FOUND = LimitedSchedule(
    activities=FrozenMap({"a": Placed(date(2027, 1, 11), date(2027, 1, 12), ("duo", "duo", "ana"), 1.25)}),
    start=date(2027, 1, 11),
    finish=date(2027, 2, 23),
    makespan=31.6,
    bound=date(2027, 2, 22),
    least=31.0,
    schedules=1,
)
PROVED = LimitedSchedule(FOUND.activities, FOUND.start, FOUND.finish, 31.6, FOUND.finish, 31.6, 1_200)
PLAN = plan_of("activities:\n  a: {title: Teach, estimate: 2d}\n  b: {title: Ask, estimate: 2d}\n")
NAMES = {"duo": "Trainers", "ana": "Ana"}


def test_the_answer_is_set_beside_the_plain_finish() -> None:
    told = "Ready by 23 Feb 2027 with the people there are"
    assert limited_title(FOUND, 20.2) == f"{told}, 11.4 working days later than if nobody were limited"
    assert limited_title(FOUND, 30.6) == f"{told}, 1 working day later than if nobody were limited"
    assert limited_title(FOUND, 31.6) == f"{told}, no later than if nobody were limited"
    assert [days for _name, days, _day in side_by_side(FOUND, 20.2, date(2027, 2, 5))] == [
        "20.2 working days",
        "31.6 working days",
        "31 working days",
    ]


def test_the_gap_is_never_told_smaller_than_it_is() -> None:
    assert proof_words(PROVED) == "Optimal: no schedule with these people is ready on an earlier day."
    assert pytest.approx(0.01935, abs=1e-5) == FOUND.gap
    assert proof_words(FOUND).startswith("Feasible, at most 2 % above the bound")
    assert "before 22 Feb 2027" in proof_words(FOUND)


def test_who_decides() -> None:
    steps = (Step("a", ""), Step("b", "a", ("ana",), 7, 3))
    assert deciding_words(steps, NAMES) == "The chain of work that decides the finish waits for Ana (3 working days)"
    assert waiting_lines(PLAN, steps, NAMES) == ["“Ask” waits 7 working days for Ana, until “Teach” is finished"]
    away = (Step("b", "", ("ana",), 2, 2),)
    assert waiting_lines(PLAN, away, NAMES) == ["“Ask” waits 2 working days until Ana can begin"]
    assert deciding_words(steps[:1], NAMES).startswith("Nobody: the links")
    many = tuple(Step(f"w{n}", "", (f"p{n}",), n, n) for n in range(1, 8))
    assert deciding_words(many, {}).endswith("p3 (3 working days) and 2 more")


def test_what_is_missing_on_this_machine_is_said() -> None:
    whole = how_found(PROVED, quick=True, proves=True)
    assert whole.startswith("1,200 schedules compared. Nobody does two things at once")
    assert "in other programmes is not counted" in whole
    assert "installed" not in whole
    bare = how_found(FOUND, quick=False, proves=False)
    assert bare.startswith("1 schedule compared.")
    assert "good answers come slower" in bare
    assert "fewer answers can be proved optimal" in bare


def test_the_search_while_it_goes_on_and_after() -> None:
    assert searching_words("waiting", 0, 20) == "Waits until another programme's search is over"
    assert searching_words("running", 3.4, 20) == "Looking for an earlier finish: 3 of at most 20 seconds"
    assert over_words(3.8, stopped=True) == "Stopped after 3.8 s"
    assert over_words(20.02, stopped=False) == "Searched for 20 s"
    assert over_words(3, stopped=False, failed=True).startswith("The search broke off after 3 s")


def test_heads_of_a_team_are_counted() -> None:
    (row,) = placed_rows(PLAN, FOUND, NAMES)
    assert list(row.values()) == ["Teach", "11 Jan 2027", "12 Jan 2027", "Trainers × 2, Ana", "1.2"]


def test_what_smoothing_gains() -> None:
    found = SmoothedSchedule(FrozenMap({}), date(2027, 2, 5), 40.0, 30.0)
    assert even_words(found).startswith(
        "Same finish, 5 Feb 2027; the load is more even: its squares add up to 25 % less"
    )
    assert even_words(SmoothedSchedule(FrozenMap({}), date(2027, 2, 5), 40.0, 40.0)).startswith("Same finish: the load")
