"""Dates of a programme's work: computed, approved (baseline), and how far they are apart."""

from collections.abc import Iterator
from datetime import date

from improvement.checks.years import EARLIEST, LATEST
from improvement.errors import Issue, KeptError, Severity, issue
from improvement.model.base import plain
from improvement.model.change import Edit, Outcome, Refused
from improvement.model.plan import Baseline
from improvement.model.validation import validate
from improvement.realization.approved import approved, baseline_issues
from improvement.schedule.calendar import OutsideCalendar
from improvement.schedule.dates import PlanSchedule
from improvement.schedule.dates import schedule as computed
from improvement.schedule.staff import People
from improvement.store.emit import emit
from improvement.store.source import read_source
from improvement.usecases.editing import apply, set_to
from improvement.usecases.opened import Opened, baseline_file

HEADING = "# The dates that were approved on this day: written by the app, frozen\n"


def schedule(programme: Opened) -> PlanSchedule:
    """Dates, floats and the critical path with the progress up to the data date.

    Raises KeptError for work that waits for itself or leads out of the years that a calendar covers.
    """
    people = programme.workspace.store.people().people
    return programme.remember(("schedule", people), lambda: _schedule(programme, people))


def _schedule(programme: Opened, people: People) -> PlanSchedule:
    try:
        return computed(programme.plan, programme.plan.programme.data_date, people)
    except OutsideCalendar:
        raise KeptError(beyond_years()) from None


def beyond_years() -> Issue:
    """What is said where work leads out of the years that a calendar covers."""
    return issue("work-outside-years", Severity.ERROR, ("realization",), last=str(LATEST))


def baseline(programme: Opened) -> Baseline | None:
    """The approved dates; None where none are approved or their file is missing or damaged."""
    name = baseline_file(programme.plan)
    if not name or not programme.stamp(name):
        return None
    return programme.remember("baseline", lambda: _read_baseline(programme, name))


def _read_baseline(programme: Opened, name: str) -> Baseline | None:
    source = read_source(programme.workspace.store.attachment(programme.id, name), name)
    found = validate(Baseline, source.data, name)[0] if source.data else None
    return found if found and all(EARLIEST <= day <= LATEST for day in _days(found)) else None


def _days(baseline: Baseline) -> Iterator[date]:
    """Every day of the approved dates; one outside the years of the calendars is a damage like another."""
    yield baseline.finish
    for each in baseline.activities.values():
        yield from (each.start, each.finish)


def freeze(programme: Opened, who: str) -> Outcome:
    """Approve today's dates: a new baseline file named by the day, and one edit of the plan; once a day at most."""
    workspace = programme.workspace
    found = approved(programme.plan, schedule(programme), workspace.store.people().people)
    content = emit(plain(found), HEADING).encode()
    day = str(workspace.today)
    name = f"baselines/{day}.yaml"
    if programme.stamp(name) and workspace.store.attachment(programme.id, name) != content:
        return Refused((issue("approved-today", Severity.ERROR, ("programme", "baseline"), day=day),))
    workspace.store.attach(programme.id, name, content)
    edit: Edit = set_to(workspace.store.snapshot(programme.id), "programme.baseline", day)
    return apply(workspace.store, programme.id, who, workspace.now(), (edit,), why="baseline")


def date_issues(programme: Opened) -> tuple[Issue, ...]:
    """Days that bind and cannot be kept, and what is wrong with the approved dates."""
    try:
        late = tuple(each for each in schedule(programme).warnings if each.id == "day-not-kept")
    except KeptError:
        # work that waits for itself: the rules say so
        late = ()
    return (*late, *baseline_issues(programme.plan, baseline(programme)))
