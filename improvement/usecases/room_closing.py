"""What a workshop still has to settle before people go home."""

from datetime import date
from typing import NamedTuple

from improvement.errors import Issue, Severity
from improvement.usecases.checking import check_plan
from improvement.usecases.opened import Opened

WORK = ("realization", "activities"), ("realization", "training")


class NextDates(NamedTuple):
    """The first review and the listening that lie ahead; None where none is dated."""

    review: date | None
    listen_again: date | None


def open_points(programme: Opened) -> tuple[Issue, ...]:
    """What stands in the way of closing a stage, errors first."""
    severe = (Severity.ERROR, Severity.GATE)
    return tuple(each for each in _checked(programme) if each.severity in severe)


def lacking(programme: Opened) -> tuple[Issue, ...]:
    """What the work lacks: an owner, an estimate, something it serves, dates that can be kept."""
    return tuple(each for each in open_points(programme) if each.where.path[:2] in WORK)


def next_dates(programme: Opened) -> NextDates:
    """The dates ahead of today."""
    today, plan = programme.workspace.today, programme.plan
    reviews = sorted(each.held_on for each in plan.guarantee.reviews.values() if each.held_on >= today)
    listening = plan.programme.listen_again
    return NextDates(reviews[0] if reviews else None, listening if listening and listening >= today else None)


def _checked(programme: Opened) -> tuple[Issue, ...]:
    today = programme.workspace.today
    return programme.remember(("checked", today), lambda: check_plan(programme.workspace, programme.id).issues)
