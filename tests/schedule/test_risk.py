"""How sure the dates of a plan are."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from improvement.model.plan import Plan
from improvement.schedule.dates import schedule
from improvement.schedule.limited import limited
from improvement.schedule.risk import PlanRisk, risk
from tests.benchmarks.limited_plan import plan_with
from tests.schedule.plan_text import plan_of
from tests.schedule.risky import FOUR_PATHS, head


def found_of(plan: Plan, **more: object) -> PlanRisk:
    found = risk(plan, **more)  # type: ignore[arg-type]  # passed on
    assert found
    return found


def four_paths(how: str = "triangular", limited: bool = False, more: str = "") -> PlanRisk:
    return found_of(plan_of(FOUR_PATHS + more, head(how)), limited=limited)


@pytest.mark.parametrize(
    ("how", "limited", "p80", "tolerance"),
    [
        ("triangular", False, 20.2, 0.2),
        ("triangular", True, 31.6, 0.3),
        ("pert", False, 18.7, 0.2),
        ("pert", True, 29.4, 0.3),
    ],
)
def test_four_paths_that_meet(how: str, limited: bool, p80: float, tolerance: float) -> None:
    found = four_paths(how, limited)
    assert found.finish.days[1] == pytest.approx(p80, abs=tolerance)
    assert (found.bias.likely, found.bias.meeting, found.bias.at) == (15, 4, "e")
    assert found.bias.path == pytest.approx({"triangular": 18.7, "pert": 17.4}[how], abs=0.1)
    assert found.bias.rule == pytest.approx(found.bias.path, abs=0.4), "the rule for one path, next to that path alone"
    assert found.critical["e"] == 1
    if not limited:
        assert [found.critical[id] for id in "abcd"] == pytest.approx([0.25] * 4, abs=0.02)


def test_reliable_construction(shared: Path) -> None:
    golden = {each["id"]: each for each in json.loads((shared / "methods" / "golden.json").read_text())}
    preds = {id: each["preds"] for id, each in golden["cpm_reliable"]["inputs"].items()}
    points = golden["pert_reliable"]["inputs"]["estimates"]
    lines = [
        f"  job-{id.lower()}: {{title: {id}, estimate: [{', '.join(f'{p}d' for p in points[id])}],"
        f" after: [{', '.join(f'job-{each}' for each in preds[id]).lower()}]}}"
        for id in points
    ]
    found = found_of(plan_of("\n".join(["activities:", *lines])), n=40_000)
    assert found.bias.expected == pytest.approx(44)
    assert found.finish.probability(date(2027, 3, 16)) == pytest.approx(0.817, abs=0.01), "the 47th working day"
    assert found.bias.path < found.bias.all, "paths meet"


def test_equal_seeds_give_equal_results() -> None:
    plan = plan_of(FOUR_PATHS, head())
    assert risk(plan, 500, 3) == risk(plan, 500, 3)
    assert risk(plan, 500, 3) != risk(plan, 500, 4)
    assert risk(plan, 500, 3, limited=True) == risk(plan, 500, 3, limited=True)


def test_probability_and_date_are_each_others_inverse() -> None:
    finish = four_paths().finish
    for share in (0.01, 0.5, 0.8, 0.95, 1.0):
        day = finish.date_for(share)
        assert finish.probability(day) >= share - 1e-9
    assert finish.probability(finish.dates[0]) >= 0.5
    assert finish.probability(date(2027, 1, 11)) == 0
    assert finish.n == 10_000


RISK = """
risks:
  r: {{title: R, probability: {p}, impact: {impact}}}
"""


def test_a_risk_hits_all_its_activities_in_its_share_of_the_runs() -> None:
    plain = "activities:\n  a: {title: A, estimate: 4d}\n  b: {title: B, estimate: 6d, after: [a]}"
    found = found_of(plan_of(plain + RISK.format(p="25%", impact="{a: 5d, b: x2}")))
    days = {round(found.finish.date_for(share).toordinal()) for share in (0.1, 0.7)}
    assert days == {date(2027, 1, 22).toordinal()}
    assert found.finish.probability(date(2027, 1, 22)) == pytest.approx(0.75, abs=0.015)
    assert found.finish.date_for(1) == date(2027, 2, 8), "4 + 5 + 2 x 6 = 21 working days"
    assert [(each.id, each.is_risk) for each in found.drivers] == [("r", True)]
    assert found.drivers[0].correlation == pytest.approx(1)


@settings(max_examples=15, deadline=None)
@given(
    st.integers(0, 100),
    st.sampled_from(["{a: 3d}", "{e: x1.5, b: [1d, 2d, 9d]}", "{a: [x1, x1.2, x3]}"]),
    st.integers(0, 50),
)
def test_a_risk_never_makes_anything_earlier(percent: int, impact: str, seed: int) -> None:
    without = found_of(plan_of(FOUR_PATHS, head()), n=200, seed=seed)
    with_it = found_of(plan_of(FOUR_PATHS + RISK.format(p=f"{percent}%", impact=impact), head()), n=200, seed=seed)
    for mine, theirs in ((without.finish, with_it.finish), (without.milestones["live"], with_it.milestones["live"])):
        assert all(a <= b for a, b in zip(mine.days, theirs.days, strict=True))
        assert all(a <= b for a, b in zip(mine.dates, theirs.dates, strict=True))
        assert all(a <= b for a, b in pairwise(mine.days))


def test_without_spread_every_run_is_the_schedule() -> None:
    plan = plan_of(FOUR_PATHS.replace("[8d, 10d, 16d]", "10d").replace("[4d, 5d, 8d]", "5d"), head())
    found, told = found_of(plan, n=50), schedule(plan)
    assert found.finish.dates == (told.finish,) * 3
    assert found.finish.days == (15, 15, 15)
    assert found.critical == {id: float(each.critical) for id, each in told.activities.items() if id != "live"}
    assert found.bias.all == found.bias.path == found.bias.rule == found.bias.likely == 15


STARTED = """
activities:
  a: {title: A, estimate: [8d, 10d, 16d], actual_start: 2027-01-11, percent_complete: 50%}
  b: {title: B, estimate: [4d, 5d, 8d], actual_start: 2027-01-11, actual_finish: 2027-01-15}
"""


def test_only_what_remains_is_drawn() -> None:
    found = found_of(plan_of(STARTED, head()), data_date=date(2027, 1, 22), n=20_000)
    rest = stats.triang(0.25, 4, 4)
    expected = [10 + rest.ppf(share) for share in (0.5, 0.8, 0.95)]
    assert list(found.finish.days) == pytest.approx(expected, abs=0.05)
    assert list(found.critical) == ["a"]
    assert [each.id for each in found.drivers] == ["a"]


def test_works_of_one_owner_share_their_luck() -> None:
    owned = FOUR_PATHS.replace("needs: ", "owner: ana, needs: ")
    alone = found_of(plan_of(owned, head()))
    together = found_of(plan_of(owned, head(more="  correlation: {by: owner, strength: 90%}\n")))
    spread = [each.finish.days[2] - each.finish.days[0] for each in (alone, together)]
    assert spread[1] > 1.3 * spread[0], "what goes wrong goes wrong together"


PROMISED = """
commitment:
  standards:
    first: {}
  promises:
    word: {standard: first, text: We call back}
    empty: {standard: first, text: Nothing serves us}
"""


def test_promises_and_milestones_have_dates_of_their_own() -> None:
    text = FOUR_PATHS.replace("e: {title: E", "e: {serves: [first], title: E")
    plan = plan_of(text, PROMISED + head())
    found = found_of(plan)
    assert found.promises["word"].days == found.milestones["live"].days == found.finish.days
    due = found.milestones["live"]
    assert due.on_time == due.probability(date(2027, 2, 5)) == pytest.approx(0.76, abs=0.03)
    assert found.finish.on_time is None


LEAVE = """
activities:
  a: {title: A, estimate: 4d, needs: {ana: 1}}
  b: {title: B, estimate: 2d, needs: {'skill:listening>=2': 1}}
  c: {title: C, estimate: 3d, needs: {ana: 1}}
"""


def test_people_are_away_and_do_one_thing_at_a_time() -> None:
    away = head().replace("      availability: 50%", "      away: [2027-01-13..2027-01-14]")
    found = found_of(plan_of(LEAVE, away), limited=True, n=8)
    assert found.finish.days == (9, 9, 9), "4 + 3 days of one person, two days away"
    assert found.finish.dates[0] == date(2027, 1, 21)
    assert found.critical == {"a": 1, "b": 0, "c": 1}


def test_more_heads_than_there_are_do_not_stop_the_runs() -> None:
    found = found_of(plan_of(LEAVE.replace("{ana: 1}", "{ana: 3}"), head()), limited=True, n=8)
    assert found.finish.days == (7, 7, 7)


def test_no_work_and_wrong_numbers() -> None:
    assert risk(plan_of("")) is None
    for n, seed in ((0, 1), (10, -1)):
        with pytest.raises(ValueError, match="runs are counted from 1"):
            risk(plan_of(FOUR_PATHS), n, seed)


URGENT = """
activities:
  short: {title: Short, estimate: 2d, needs: {team: 1}}
  first: {title: First, estimate: 3d, needs: {team: 1}}
  last: {title: Last, estimate: [5d, 10d, 15d], after: [first]}
"""


def test_runs_that_take_work_in_another_order_than_the_dates_say_so() -> None:
    one = head(people=1)
    (said,) = found_of(plan_of(URGENT, one), limited=True, n=8).warnings
    # short and first 5 days, then 10; or first at once
    assert (said.id, said.fact("runs"), said.fact("dates")) == ("runs-in-list-order", "2027-01-29", "2027-01-27")
    urgent_first = URGENT.replace("  short:", "  later:").replace("first:", "a:").replace("[first]", "[a]")
    lines = urgent_first.strip().splitlines()
    assert found_of(plan_of("\n".join([lines[0], lines[2], lines[3], lines[1]]), one), limited=True, n=8).warnings == ()
    assert found_of(plan_of(URGENT, one), n=8).warnings == (), "nobody is limited"
    assert found_of(plan_of(URGENT, head(people=2)), limited=True, n=8).warnings == ()


@given(st.integers(1, 300), st.integers(2, 20))
@settings(max_examples=10, deadline=None)
def test_the_days_that_are_told_are_those_of_the_first_answer(seed: int, works: int) -> None:
    plan = plan_with(works, 3, seed)
    first = limited(plan, lambda: 0.0, -1.0, schedules=1, proof=False)
    for said in found_of(plan, limited=True, n=4).warnings:
        assert said.fact("runs") != said.fact("dates")
        assert said.fact("dates") >= str(first.finish)
