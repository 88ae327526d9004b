"""Levelling beside work that stays: it is never pushed, and nothing runs away from it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from improvement.model.plan import Plan
from improvement.model.programme import Person
from improvement.realization.levelling import levelled
from improvement.realization.levelling_part import Part
from improvement.realization.levelling_pass import Ledger
from improvement.realization.levelling_results import Levelled
from improvement.realization.shared_days import SharedTime, booked_people
from improvement.schedule.dates import schedule
from tests.realization.shared_plans import AWAY, SHARED, dated, programme, programmes

STAYS = ("actual_start", "must_start", "must_finish")


def level(**plans: Plan) -> Levelled:
    return levelled(dated(plans), SHARED)


def known(plan: Plan, day: date) -> Plan:
    return plan.model_copy(update={"programme": plan.programme.model_copy(update={"data_date": day})})


@pytest.mark.parametrize("link", ["", " SS", " SS+4h", " FF", " FS-1d"])
def test_work_does_not_run_away_from_started_work_that_comes_after_it(link: str) -> None:
    """Coaching began before what it waits for: if that waited for Kim, the rest of the coaching would wait as well."""
    out_of_order = f"estimate: 5d, needs: {{kim: 1}}, after: ['a{link}'], actual_start: 2027-01-12"
    plan = known(programme("estimate: 2d, needs: {kim: 1}", out_of_order), date(2027, 1, 14))
    found = level(north=plan)
    assert found.moving == ()
    (told,) = found.warnings
    # 15 and 18 January, the two days of what comes first
    assert (told.id, told.fact("works"), told.fact("first"), told.fact("n")) == (
        "level-bound",
        "north/a; north/b",
        "2027-01-15",
        2,
    )


def test_what_waits_may_use_the_days_before_work_that_must_start() -> None:
    """Kim is free from 18 January, the bound week begins on the 20th: two days fit between, three would push it."""
    bound = "estimate: 5d, needs: {kim: 1}, after: [a], must_start: 2027-01-20"
    north = programme("estimate: 5d, needs: {kim: 1}", priority=1)
    fits = level(north=north, south=programme("estimate: 2d, needs: {kim: 1}", bound))
    assert {id: str(day) for each in fits.programmes for id, day in each.not_before.items()} == {"a": "2027-01-18"}
    assert fits.warnings == ()
    pushes = level(north=north, south=programme("estimate: 3d, needs: {kim: 1}", bound))
    assert pushes.moving == ()
    assert [(each.id, each.fact("works")) for each in pushes.warnings] == [("level-bound", "north/a; south/a")]


def test_work_between_does_not_hide_the_work_that_stays() -> None:
    """The report takes no shared time, but what must start comes after it."""
    report, bound = "estimate: 1d, needs: {ana: 1}, after: [a]", "estimate: 1d, needs: {kim: 1}, after: [b]"
    south = programme("estimate: 2d, needs: {kim: 1}", report, f"{bound}, must_start: 2027-01-18")
    found = level(north=programme("estimate: 3d, needs: {kim: 1}", priority=1), south=south)
    assert found.moving == ()
    assert [each.id for each in found.warnings] == ["level-bound"]


def test_work_that_asks_for_more_than_there_is_does_not_wait() -> None:
    """Two of one Kim fit on no day: the day is too full wherever it lies."""
    found = level(
        north=programme("estimate: 1d, needs: {kim: 1}", priority=1), south=programme("estimate: 1d, needs: {kim: 2}")
    )
    assert found.moving == ()
    assert [each.id for each in found.warnings] == ["level-too-much"]
    assert found.days_over == (1, 1)


def test_the_rest_of_what_fits_nowhere_is_too_much_as_well() -> None:
    """Two of one Kim for a day and a half: the half day is all of Kim, and still the work cannot wait."""
    days = [f"estimate: 1d, needs: {{kim: 1}}, must_start: 2027-01-{day}" for day in (11, 12)]
    found = level(north=programme(*days, priority=1), south=programme("estimate: 12h, needs: {kim: 2}"))
    assert [(each.id, each.fact("works")) for each in found.warnings] == [
        ("level-too-much", "north/a; south/a"),
        ("level-too-much", "north/b; south/a"),
    ]


def test_what_fits_nowhere_is_too_much_though_its_widest_day_is_a_day_of_leave() -> None:
    """Kim is away from 18 to 20 January; on the 21st the work asks for one Kim, and so does the other."""
    wide = programme("estimate: 28h, needs: {kim: 2, ana: 1}, not_before: 2027-01-18")
    bound = programme("estimate: 1d, needs: {kim: 1}, must_start: 2027-01-21", priority=1)
    found = levelled(dated({"north": bound, "south": wide}, AWAY), AWAY)
    assert [(each.id, each.fact("first")) for each in found.warnings] == [
        ("level-away", "2027-01-18"),
        ("level-too-much", "2027-01-21"),
    ]


def test_work_that_asks_for_nothing_is_not_named() -> None:
    begun = "estimate: 1d, needs: {kim: 1}, must_start: 2027-01-11"
    (told,) = level(north=programme(begun, begun, "needs: {kim: 0}")).warnings
    assert told.fact("works") == "north/a; north/b"


def test_half_a_day_of_somebody_who_is_there_half_of_it_is_all_of_them() -> None:
    """0.25 and 0.5 person-days on a day that has 0.5."""
    shared = {"kim": Person(name="Kim", availability=0.5)}
    hours = "estimate: 4h, needs: {kim: 1}"
    plans = {"north": programme(hours, priority=1, share=50), "south": programme(hours, share=99)}
    found = levelled(dated(plans, shared), shared)
    assert [(each.id, dict(each.not_before)) for each in found.moving] == [("south", {"a": date(2027, 1, 12)})]
    assert found.days_over == (1, 0)


def test_days_that_every_programme_knows_as_past_are_not_told() -> None:
    """Both were under way from 11 to 20 January; only the one that goes on books days after the data date."""
    goes_on = programme("estimate: 40d, needs: {kim: 1}, actual_start: 2027-01-11, remaining: 5d")
    other = programme("estimate: 8d, needs: {kim: 1}, actual_start: 2027-01-11, actual_finish: 2027-01-20")
    march = date(2027, 3, 1)
    found = level(north=known(goes_on, march), south=known(other, march))
    assert (found.days_over, found.warnings) == ((0, 0), ())
    assert min(each.day for each in found.people[0].days) == date(2027, 3, 2)
    idle = programme("estimate: 8d, needs: {kim: 0}")
    assert level(north=known(goes_on, march), south=known(other, march), west=idle).days_over == (0, 0)
    # who has no data date may still change them
    assert level(north=goes_on, south=known(other, march)).days_over[0] == 5


def test_weeks_off_that_are_past_are_not_told() -> None:
    shared = {"kim": Person(name="Kim", workdays=("mon", "tue", "wed", "thu"))}
    work = programme("estimate: 5d, needs: {kim: 1, ana: 1}, actual_start: 2027-01-11, remaining: 1d")
    plan = known(work, date(2027, 1, 17))
    assert [each.id for each in levelled(dated({"north": plan}, shared), shared).warnings] == []
    early = known(work, date(2027, 1, 14))
    assert [each.id for each in levelled(dated({"north": early}, shared), shared).warnings] == ["level-days-off"]


@pytest.mark.parametrize("none", [{"count": 0}, {"availability": 0.0}])
def test_who_has_no_time_at_all_is_not_away(none: dict[str, float]) -> None:
    shared = {"kim": Person.model_validate({"name": "Kim", **none})}
    plan = programme("estimate: 2d, needs: {kim: 1, ana: 1}", share=50)
    assert [each.id for each in levelled(dated({"north": plan}, shared), shared).warnings] == ["level-nobody"]


@pytest.mark.heavy
@settings(max_examples=40, deadline=None)
@given(programmes(still=True))
def test_work_that_stays_is_never_pushed_and_nothing_moves_far(plans: dict[str, Plan]) -> None:
    found = level(**plans)
    # in calendar days: every piece of work after the other, half of the team at a time, and weekends
    most = sum(_longest(plan) for plan in plans.values())
    for id, kept in found.plans.items():
        before, after = schedule(plans[id], None, SHARED).activities, schedule(kept, None, SHARED).activities
        for work, times in after.items():
            each = kept.realization.activities[work]
            if any(getattr(each, field) for field in STAYS) and set(each.needs) & SHARED.keys():
                assert (times.early_start, times.early_finish) == (before[work].early_start, before[work].early_finish)
            assert times.early_finish <= before[work].early_finish + timedelta(most)


def _longest(plan: Plan) -> int:
    days = schedule(plan, None, SHARED).activities.values()
    return sum((each.early_finish - each.early_start).days + 3 for each in days) + 7


@pytest.mark.heavy
@settings(max_examples=40, deadline=None)
@given(programmes(still=True))
def test_what_could_be_levelled_needs_no_more_levelling(plans: dict[str, Plan]) -> None:
    found = level(**plans)
    if all(each.id != "level-bound" for each in found.warnings):
        assert level(**(plans | dict(found.plans))).moving == ()


@pytest.mark.heavy
@settings(max_examples=25, deadline=None)
@given(programmes(still=True))
def test_an_order_gives_the_same_days_whatever_was_tried_before(plans: dict[str, Plan]) -> None:
    parts = [Part(id, *each, SHARED) for id, each in dated(plans).items() if booked_people(each[0], SHARED)]
    ledger = Ledger(SharedTime({each.id: each.plan for each in parts}, SHARED))
    for part in parts:
        part.settle(ledger)
    for part in parts:
        keys = [float(each) for each in part.latest]
        first = part.place(ledger, keys).spells
        part.place(ledger, keys[::-1])
        assert part.place(ledger, keys).spells == first
