"""The six lines of the card."""

from datetime import date
from typing import Any

import pytest

from improvement.commitment.public import Condition, may_go_public
from improvement.commitment.verdicts import Feasibility, VerdictWord
from tests.commitment.case_files import plan_of

DAY = {"within": "8h", "share": "95%"}
WAIVER = {
    "rule": "over-promise",
    "by": "ana",
    "date": "2027-01-10",
    "reason": "the desk grows in March",
    "until": "2027-02-15",
}


def lines(
    verdict: VerdictWord = "safe", day: date = date(2027, 2, 15), standard: dict[str, Any] | None = None, **promise: Any
) -> dict[str, Condition]:
    plan = plan_of(DAY, standard=standard, **promise)
    found = may_go_public(plan, "one-day", Feasibility("first-answer", "one-day", verdict, day))
    return {each.id: each for each in found}


def test_the_order_of_the_card_and_a_promise_that_is_ready() -> None:
    ready = lines(
        standard={"internal_target": {"within": "6h", "share": "95%"}},
        recovery={"entitles": "fee refund"},
        retold={"asked": "5", "right": "4"},
    )
    assert list(ready) == [
        *("answers-a-finding", "has-measure-and-owner", "can-be-kept"),
        *("has-recovery", "retold-right", "staff-aim-tighter"),
    ]
    assert all(each.met and not each.blocks for each in ready.values())
    assert dict(ready["staff-aim-tighter"].facts)["margin"] == "2h"
    assert dict(ready["has-recovery"].facts)["entitles"] == "fee refund"


@pytest.mark.parametrize(
    ("standard", "missing"),
    [
        ({"answers": []}, "answers-a-finding"),
        ({"answers": ["gone"]}, "answers-a-finding"),
        ({"owner": None}, "has-measure-and-owner"),
        ({}, "has-recovery"),
        ({}, "retold-right"),
        ({}, "staff-aim-tighter"),
        ({"internal_target": {"within": "6h", "share": "90%"}}, "staff-aim-tighter"),
        ({"internal_target": {"within": "elapsed 6h", "share": "95%"}}, "staff-aim-tighter"),
        ({"internal_target": DAY}, "staff-aim-tighter"),
    ],
)
def test_what_is_missing_warns(standard: dict[str, Any], missing: str) -> None:
    told = {name: value for name, value in standard.items() if value is not None}
    plan = plan_of(DAY, standard=told)
    if "owner" in standard:
        ownerless = plan.commitment.standards["first-answer"].model_copy(update={"owner": None})
        standards = type(plan.commitment.standards)({"first-answer": ownerless})
        plan = plan.model_copy(update={"commitment": plan.commitment.model_copy(update={"standards": standards})})
    found = may_go_public(plan, "one-day", Feasibility("first-answer", "one-day", "safe", date(2027, 2, 15)))
    line = next(each for each in found if each.id == missing)
    assert (line.met, line.blocks) == (False, False)


def test_a_missing_measure_and_an_over_promise_block() -> None:
    assert lines(standard={"measure": "none"})["has-measure-and-owner"].blocks
    over = lines("over-promise")["can-be-kept"]
    assert (over.met, over.blocks) == (False, True)
    plausible = lines("plausible")["can-be-kept"]
    assert (plausible.met, plausible.blocks) == (False, False)


def test_a_waiver_lifts_the_block_until_its_last_day() -> None:
    assert not lines("over-promise", date(2027, 2, 15), waiver=WAIVER)["can-be-kept"].blocks
    assert lines("over-promise", date(2027, 2, 16), waiver=WAIVER)["can-be-kept"].blocks
    assert not lines("over-promise", waiver=WAIVER)["can-be-kept"].met


@pytest.mark.parametrize(("asked", "right", "met"), [("4", "4", False), ("5", "3", False), ("5", "4", True)])
def test_five_customers_and_eight_of_ten(asked: str, right: str, met: bool) -> None:
    assert lines(retold={"asked": asked, "right": right})["retold-right"].met is met
