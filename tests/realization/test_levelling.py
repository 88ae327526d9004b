"""Shared people levelled across programmes: counted by hand, and the laws that hold for every portfolio."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from improvement.model.plan import Plan
from improvement.model.programme import Person
from improvement.realization.levelling import levelled
from improvement.realization.levelling_results import Levelled, LevelledProgramme, Wait
from improvement.schedule.dates import schedule
from improvement.schedule.staff import People
from tests.realization.shared_plans import AWAY, SHARED, dated, programme, programmes

TWO_WEEKS = "estimate: 10d, needs: {kim: 1}"
ONE_WEEK = "estimate: 5d, needs: {kim: 1}"


def level(shared: People = SHARED, **plans: Plan) -> Levelled:
    return levelled(dated(plans, shared), shared)


def row(found: Levelled, id: str) -> LevelledProgramme:
    (each,) = [each for each in found.programmes if each.id == id]
    return each


def moved(found: Levelled, id: str) -> dict[str, tuple[str, str, int]]:
    return {each.id: (str(each.after[0]), str(each.after[1]), each.days) for each in row(found, id).moved}


def trainers(first: int | None, second: int | None) -> dict[str, Plan]:
    """Kim for two weeks in the one programme, at 60 % for one week in the other: 160 % from 11 to 15 January 2027."""
    return {
        "north": programme(TWO_WEEKS, "estimate: 3d, after: [a]", priority=first),
        "south": programme(ONE_WEEK, "estimate: 2d, after: [a]", priority=second, share=60),
    }


def test_the_second_programme_waits_for_the_trainer_of_the_first() -> None:
    found = level(**trainers(1, 2))
    assert [each.id for each in found.programmes] == ["north", "south"]
    assert moved(found, "north") == {}
    # Kim is free on Monday 25 January: ten working days later
    assert moved(found, "south") == {"a": ("2027-01-25", "2027-01-29", 10), "b": ("2027-02-01", "2027-02-02", 10)}
    south = row(found, "south")
    finishes = [south.planned, south.alone, south.bound, south.finish]
    assert list(map(str, finishes)) == ["2027-01-19", "2027-01-19", "2027-02-02", "2027-02-02"]
    assert south.not_before == {"a": date(2027, 1, 25)}
    assert [each.waits for each in south.moved] == [(Wait("kim", "north", "a"),), ()]
    (kim,) = found.people
    assert (kim.most_before, kim.most_after, kim.over_before, kim.over_after) == (1.6, 1, 5, 0)
    assert found.warnings == ()


def test_other_priorities_let_the_other_programme_wait() -> None:
    found = level(**trainers(2, 1))
    assert [each.id for each in found.programmes] == ["south", "north"]
    assert moved(found, "south") == {}
    assert moved(found, "north") == {"a": ("2027-01-18", "2027-01-29", 5), "b": ("2027-02-01", "2027-02-03", 5)}


def test_without_priorities_the_earlier_start_then_the_id_comes_first() -> None:
    assert [each.id for each in level(**trainers(None, None)).programmes] == ["north", "south"]
    assert [each.id for each in level(**trainers(None, 9)).programmes] == ["south", "north"]


def test_shares_of_a_day_that_fit_together_stay() -> None:
    """40 % and 60 % of Kim are all of Kim."""
    found = level(north=programme(ONE_WEEK, share=40), south=programme(ONE_WEEK, share=60))
    assert found.moving == ()
    assert [each.most_after for each in found.people] == [1]


def test_work_does_not_pause_so_it_waits_for_days_in_a_row() -> None:
    """Kim is free on 11 and 12 January and from the 16th: three days do not fit before."""
    north = programme("estimate: 3d, needs: {kim: 1}, not_before: 2027-01-13", priority=1)
    found = level(north=north, south=programme("estimate: 3d, needs: {kim: 1}", "estimate: 2d, needs: {kim: 1}"))
    assert moved(found, "south") == {"a": ("2027-01-18", "2027-01-20", 5)}


def test_one_programme_that_asks_too_much_by_itself_is_levelled_too() -> None:
    found = level(north=programme(ONE_WEEK, ONE_WEEK))
    (north,) = found.programmes
    assert (str(north.planned), str(north.alone), str(north.finish)) == ("2027-01-15", "2027-01-22", "2027-01-22")
    assert [each.waits for each in north.moved] == [(Wait("kim", "north", "a"),)]


def test_leave_of_a_shared_person_is_waited_for() -> None:
    """Two need each other, so the unlimited dates do not look at the leave from 18 to 20 January."""
    found = level(AWAY, north=programme("estimate: 2d, needs: {kim: 1, ana: 1}, not_before: 2027-01-15"))
    assert moved(found, "north") == {"a": ("2027-01-21", "2027-01-22", 4)}
    assert row(found, "north").moved[0].waits == (Wait("kim", "", ""),)


def test_started_work_and_training_sessions_stay_whoever_comes_first() -> None:
    training = "  training:\n    course: {title: C, needs: {kim: 1}, sessions: {day: {date: 2027-01-13}}}\n"
    late = programme("estimate: 1d, needs: {ana: 1}", priority=2, extra=training)
    found = level(north=programme(ONE_WEEK, priority=1), south=late)
    assert moved(found, "south") == {}
    assert moved(found, "north") == {"a": ("2027-01-14", "2027-01-20", 3)}
    begun = programme("estimate: 5d, needs: {kim: 1}, actual_start: 2027-01-11")
    both = level(north=begun, south=begun)
    assert both.moving == ()
    (told,) = both.warnings
    assert told.id == "level-stays"
    assert dict(told.facts) == {
        "who": "kim",
        "works": "north/a; south/a",
        "percent": 200,
        "first": "2027-01-11",
        "n": 5,
    }


def test_finished_work_keeps_its_days_and_is_not_told() -> None:
    done = programme("estimate: 2d, needs: {kim: 1}, actual_start: 2027-01-11, actual_finish: 2027-01-12")
    past = level(north=done, south=done)
    assert (past.people, past.warnings) == ((), ())
    found = level(north=done, south=programme("estimate: 2d, needs: {kim: 1}", priority=1))
    assert moved(found, "south") == {"a": ("2027-01-13", "2027-01-14", 2)}


def test_work_stands_after_the_data_date_of_its_own_programme() -> None:
    """Kim is asked for on 14 and 15 January by the one that knows its progress up to the 13th."""
    known = programme("estimate: 2d, needs: {kim: 1}", priority=2)
    known = known.model_copy(update={"programme": known.programme.model_copy(update={"data_date": date(2027, 1, 13)})})
    found = level(north=programme("estimate: 4d, needs: {kim: 1}", priority=1), south=known)
    assert moved(found, "south") == {"a": ("2027-01-15", "2027-01-18", 1)}


def test_a_latest_day_is_not_missed_for_others() -> None:
    bound = programme("estimate: 5d, needs: {kim: 1}, not_after: 2027-01-20", priority=2)
    found = level(north=programme(TWO_WEEKS, priority=1), south=bound)
    assert found.moving == ()
    assert [(each.id, each.fact("works")) for each in found.warnings] == [("level-bound", "north/a; south/a")]


def test_more_than_there_is_cannot_be_levelled() -> None:
    shared = {"kim": Person(name="Kim", availability=0.5)}
    found = level(shared, north=programme(ONE_WEEK, share=60), south=programme(ONE_WEEK, share=40))
    assert [each.id for each in found.warnings] == ["level-too-much"]
    assert moved(found, "south") == {"a": ("2027-01-18", "2027-01-22", 5)}


def test_days_off_of_one_of_several_are_told() -> None:
    """Kim works from Monday to Thursday; the work with Ana goes on on Friday."""
    shared = {"kim": Person(name="Kim", workdays=("mon", "tue", "wed", "thu"))}
    found = level(shared, north=programme("estimate: 5d, needs: {kim: 1, ana: 1}"))
    assert found.moving == ()
    assert [(each.id, each.fact("who"), each.fact("n")) for each in found.warnings] == [("level-days-off", "kim", 1)]


def test_nobody_shared_means_nothing_to_level() -> None:
    assert level(north=programme("estimate: 5d, needs: {ana: 1}")).programmes == ()


def over(found: Levelled, plans: Mapping[str, Plan], shared: People) -> list[tuple[str, date, float]]:
    """Days with more than there is, counted from dates alone: a share of a day by the days of each piece of work."""
    booked: dict[tuple[str, date], float] = defaultdict(float)
    for id, plan in plans.items():
        kept = found.plans.get(id, plan)
        for work, times in schedule(kept, None, shared).activities.items():
            each = kept.realization.activities[work]
            for who, count in each.needs.items():
                holder = kept.programme.people.get(who) or shared.get(who)
                day = times.early_start
                while holder and day <= times.early_finish:
                    booked[who, day] += count * holder.availability * (day.weekday() < 5)
                    day += timedelta(1)
    there = {who: each.count * each.availability for who, each in shared.items()}
    return [(who, day, much) for (who, day), much in booked.items() if who in there and much > there[who] + 1e-9]


def whole_days(plans: Mapping[str, Plan]) -> bool:
    """Whether all work takes whole days, so that days can be counted without hours."""
    works = (each for plan in plans.values() for each in plan.realization.activities.values())
    return all("h" not in str(each.estimate) for each in works)


@pytest.mark.heavy
@settings(max_examples=25, deadline=None)
@given(programmes())
def test_nobody_shared_has_more_work_than_time_on_any_day(plans: dict[str, Plan]) -> None:
    found = level(**plans)
    assert found.warnings == ()
    assert found.days_over[1] == 0
    if whole_days(plans):
        assert over(found, plans, SHARED) == []


@pytest.mark.heavy
@settings(max_examples=25, deadline=None)
@given(programmes(still=True))
def test_what_is_left_is_told_and_no_latest_day_is_missed(plans: dict[str, Plan]) -> None:
    found = level(**plans)
    assert bool(found.days_over[1]) == any(each.id != "level-days-off" for each in found.warnings)
    for id, kept in found.plans.items():
        before = {each.where for each in schedule(plans[id], None, SHARED).warnings if each.id == "day-not-kept"}
        after = {each.where for each in schedule(kept, None, SHARED).warnings if each.id == "day-not-kept"}
        direct = {each for each in after - before if each.path[2] in row(found, id).not_before}
        assert not direct


@pytest.mark.heavy
@settings(max_examples=25, deadline=None)
@given(programmes())
def test_beside_others_nothing_is_ready_sooner_and_the_first_does_not_move(plans: dict[str, Plan]) -> None:
    found = level(**plans)
    for each in found.programmes:
        assert each.planned <= each.alone <= each.finish
        assert each.planned <= each.bound <= each.finish
    for first in found.programmes[:1]:
        alone = level(**{first.id: plans[first.id]})
        assert row(alone, first.id) == first
        assert first.alone == first.finish


@pytest.mark.heavy
@settings(max_examples=15, deadline=None)
@given(programmes())
def test_a_programme_that_shares_nobody_changes_nothing(plans: dict[str, Plan]) -> None:
    found = level(**plans)
    more = level(**plans, aside=programme("estimate: 20d, needs: {ana: 2}", priority=1))
    assert more == found


@pytest.mark.heavy
@settings(max_examples=15, deadline=None)
@given(programmes())
def test_levelled_programmes_need_no_more_levelling(plans: dict[str, Plan]) -> None:
    found = level(**plans)
    assert level(**(plans | dict(found.plans))).moving == ()


@pytest.mark.parametrize("share", [100, 60])
def test_work_keeps_its_dates_where_nothing_is_asked_twice(share: int) -> None:
    after = "estimate: 5d, needs: {kim: 1}, not_before: 2027-01-18"
    found = level(north=programme(ONE_WEEK, share=share), south=programme(after, share=share))
    assert found.moving == ()
    assert all(each.planned == each.alone == each.bound == each.finish for each in found.programmes)
