"""Where programmes stand with their drift and what they have earned, as lines of text and for machines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from improvement.checks.standing import Standing
from improvement.errors import Issue
from improvement.realization.earning import Earning
from improvement.view.drift import drift_lines, drifts
from improvement.view.earned import earned_json, earned_lines
from improvement.view.report import issue_json
from improvement.view.standing import standing_json, standing_lines
from improvement.view.wording import full


@dataclass(frozen=True, slots=True)
class Status:
    """A programme's standing with what is wrong with its dates and what it has earned.

    `earned` is None where nothing has effort or people, or the dates cannot be computed.
    """

    standing: Standing
    issues: tuple[Issue, ...]
    earned: Earning | None


def status_json(found: Status) -> dict[str, Any]:
    """One programme for machines."""
    standing = found.standing
    return standing_json(standing) | {
        "drift": drifts(standing.progress) if standing.progress else {},
        "earned": earned_json(found.earned) if found.earned else None,
        "warnings": [issue_json(each) for each in found.issues],
    }


def status_lines(found: Iterable[Status], whole: bool) -> Iterator[str]:
    """A heading a programme and why it needs somebody; `whole`: also its drift and what it has earned."""
    for each in found:
        yield from standing_lines([each.standing])
        yield from (f"  ! {full(problem)}" for problem in each.issues)
        if whole and each.standing.progress and _is_approved(each):
            yield from drift_lines(each.standing.progress)
        if whole and each.earned:
            yield from earned_lines(each.earned)


def _is_approved(found: Status) -> bool:
    named = found.standing.plan and found.standing.plan.programme.baseline
    return bool(named) and not any(each.id == "baseline-missing" for each in found.issues)
