"""What each sample programme is there to show."""

from collections import Counter
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from improvement.checks.facts import Facts
from improvement.checks.rules import check
from improvement.errors import Issue, Severity
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.dates import PlanSchedule, schedule
from tests.samples.committed import PLANS, SAMPLES, baseline, mapping, plan, shared_people

TODAY = date(2026, 11, 21)


def issues(sample: str, severity: Severity) -> set[tuple[str, str]]:
    sources = plan(sample).assessment.sources
    facts = Facts(
        items={source: frozenset(mapping(sample, source).items) for source in sources},
        shared_people=frozenset(shared_people().people),
        today=TODAY,
    )
    found: tuple[Issue, ...] = check(plan(sample), facts, [severity])
    return {(each.id, each.where.path[-1]) for each in found}


def dates(sample: str) -> PlanSchedule:
    return schedule(plan(sample), plan(sample).programme.data_date, shared_people().people)


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_says_that_it_is_made_up(sample: str) -> None:
    assert str(plan(sample).programme.sample).startswith("Made-up sample:")


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_has_no_errors(sample: str) -> None:
    assert issues(sample, Severity.ERROR) == set()


def test_two_chains_of_the_bank_are_broken() -> None:
    assert issues("harbour-bank", Severity.GATE) == {
        ("finding-unanswered", "statement-not-understood"),
        ("standard-without-measure", "told-once"),
    }


def test_the_bank_has_met_missed_and_coming_milestones() -> None:
    milestones, found = plan("harbour-bank").realization.milestones, dates("harbour-bank").activities
    data_date = plan("harbour-bank").programme.data_date
    assert data_date
    reached = {id: found[id].early_finish for id in milestones}
    late = {id for id, each in milestones.items() if each.due and reached[id] > each.due}
    assert late == {"settling-live"}
    assert {id for id, day in reached.items() if day > data_date} == {"calls-live"}


def test_fourteen_account_managers_differ_in_skill() -> None:
    managers = {id: each for id, each in plan("harbour-bank").programme.people.items() if id.startswith("am-")}
    assert len(managers) == 14
    assert len({each.skills["complaint-ownership"] for each in managers.values()}) == 4


def test_attendance_never_exceeds_the_seats() -> None:
    sessions = plan("harbour-bank").realization.training["own-a-complaint"].sessions.values()
    assert all(0 < (each.attended or 0) <= (each.seats or 0) for each in sessions)


def test_the_first_promise_speaks_five_languages() -> None:
    promise = plan("harbour-bank").commitment.promises["one-day-one-name"]
    assert promise.slogan
    assert set(promise.text.texts) == set(promise.slogan.texts) == {"en", "es", "zh", "th", "ru"}


def test_the_clinic_has_only_begun() -> None:
    clinic = plan("city-clinic")
    assert {each.decision for each in clinic.assessment.findings.values()} == {"open"}
    assert [id for id, each in clinic.assessment.findings.items() if not each.evidence] == ["phone-busy-at-eight"]
    assert not clinic.commitment.standards
    assert not clinic.realization.activities


def test_the_carrier_is_three_weeks_behind_its_baseline() -> None:
    late = dates("river-logistics").finish - baseline("river-logistics").finish
    assert timedelta(weeks=3) <= late < timedelta(weeks=4)


@pytest.mark.parametrize("sample", ["harbour-bank", "river-logistics"])
def test_a_baseline_has_dates_for_all_work(sample: str) -> None:
    work, approved = plan(sample).realization, baseline(sample)
    assert set(approved.activities) == {*work.activities, *work.training, *work.milestones}
    assert approved.finish == max(each.finish for each in approved.activities.values())
    assert all(each.start <= each.finish for each in approved.activities.values())


def test_the_shared_trainer_is_booked_at_160_percent_in_two_weeks() -> None:
    days: Counter[date] = Counter()
    for sample in ("harbour-bank", "river-logistics"):
        work, found = plan(sample).realization, dates(sample).activities
        for id, each in {**work.activities, **work.training}.items():
            span = (found[id].early_finish - found[id].early_start).days + 1
            days.update(found[id].early_start + timedelta(day) for day in range(span) if "trainer-kim" in each.needs)
    working = WorkCalendar()
    weeks = Counter({day - timedelta(day.weekday()): 0 for day in days})
    for day, count in days.items():
        weeks[day - timedelta(day.weekday())] += count * working.is_working(day)
    assert {str(monday): count / 5 for monday, count in weeks.items()} == {"2026-11-23": 1.6, "2026-11-30": 1.6}


def test_pictures_are_drawings_without_scripts() -> None:
    named = [
        PLANS / sample / each.picture
        for sample in SAMPLES
        for each in plan(sample).commitment.promises.values()
        if each.picture
    ]
    assert len(named) == 4
    for path in named:
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert root.get("aria-label")
        assert {each.tag.rpartition("}")[2] for each in root.iter()} <= {"svg", "g", "rect", "circle", "path"}
