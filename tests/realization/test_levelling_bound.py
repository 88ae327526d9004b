"""The day before which a programme cannot be finished: no order of its work is earlier."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.model.plan import Plan
from improvement.model.programme import Person
from improvement.model.values import Span
from improvement.realization.levelling_bound import lower_bound
from improvement.realization.levelling_part import Part
from improvement.realization.levelling_pass import Ledger
from improvement.realization.shared_days import SharedTime
from improvement.schedule.staff import People
from tests.realization.shared_plans import SHARED, dated, programme, programmes

KIMS = (
    Person(name="Kim"),
    Person(name="Kim", workdays=("mon", "tue", "wed", "thu", "sat")),
    Person(name="Kim", workdays=("mon", "sat")),
    Person(name="Kim", away=(Span.parse("2027-01-14..2027-01-20"),)),
    Person(name="Kim", availability=0.5),
)


def booked(plan: Plan, shared: People) -> tuple[Part, Ledger]:
    """A programme whose work that stays is booked, and nothing else."""
    part = Part("north", *dated({"north": plan}, shared)["north"], shared)
    ledger = Ledger(SharedTime({"north": plan}, shared))
    part.settle(ledger)
    return part, ledger


def test_work_on_a_day_off_of_the_programme_may_end_there() -> None:
    """Three days of Ana, then two of Kim, who has Friday off and works on Saturday."""
    shared = {"kim": KIMS[1]}
    days = ("estimate: 3d, needs: {ana: 1}", *(f"estimate: 1d, needs: {{kim: 1}}, after: [{id}]" for id in "ab"))
    assert lower_bound(*booked(programme(*days), shared)) == date(2027, 1, 16)


def test_work_without_length_on_a_day_off_is_not_a_day_later() -> None:
    """Two calendar days after Thursday the 28th is a Saturday, and nothing takes any time there."""
    work = ("estimate: 1d, not_before: 2027-01-28", "estimate: 0d, needs: {kim: 1}, after: [a FS+elapsed 2d]")
    assert lower_bound(*booked(programme(*work), SHARED)) == date(2027, 1, 30)


@pytest.mark.heavy
@settings(max_examples=30, deadline=None)
@given(programmes(), st.sampled_from(KIMS), st.randoms(use_true_random=False))
def test_no_order_is_earlier(plans: dict[str, Plan], kim: Person, dice: random.Random) -> None:
    for plan in plans.values():
        part, ledger = booked(plan, {**SHARED, "kim": kim})
        bound = lower_bound(part, ledger)
        for _ in range(8):
            made = part.place(ledger, [dice.random() for _ in part.latest])
            assert made.stuck or max(each.last for each in made.spells.values()) >= bound
            for i in part.moving:
                ledger.free((part.id, part.net.nodes[i].id))
