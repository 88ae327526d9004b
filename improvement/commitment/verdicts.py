"""What a promise card says: the verdict on one target with its numbers."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import numpy as np

from improvement.commitment.steadiness import Steadiness
from improvement.errors import Issue
from improvement.model.base import plain
from improvement.model.commitment import Target
from improvement.model.values import Duration, Rate
from improvement.statistics.survival import TimesTable

TIMES_UP_TO = 300
BINS = 60
NUMBERS = (
    *("standard", "promise", "verdict", "n", "kept", "late", "open_late", "open_young", "still_open"),
    *("share", "lower", "target_share", "safe_share", "hours", "safe_hours", "plausible_hours"),
    *("cases_needed", "more_cases", "weeks", "events", "rate", "rate_upper"),
)
TEXTS = ("data_date", "since", "until", "shortest_safe", "shortest_plausible", "safe_rate")
NOT_CHARTED = Steadiness()

VerdictWord = Literal["safe", "plausible", "over-promise", "not-enough-cases", "no-verdict"]


@dataclass(frozen=True, slots=True)
class Feasibility:
    """A verdict on one target, with all that a promise card says; shares 0..1, hours of the promise's own clock.

    `n` cases are judged: `kept`, `late` (done later) and `open_late` (still open after the promised time, a failure);
    `open_young` more are open and too young to tell, so that `still_open` are open in all. `share` is the Kaplan-Meier
    share in time, `lower` its one-sided 95 % limit, `safe_share` the same down to a whole percent. `shortest_safe` and
    `shortest_plausible` are said up (`safe_hours`, `plausible_hours` exact); None: no observed time reaches the target.
    `cases_needed` good cases prove the target at best; `more_cases` are still to come at the rate seen so far, which
    takes `weeks`. `case_times`: hours of the done cases, rising. A target `at_most` has `events`, `rate`, `rate_upper`
    and `safe_rate`; its shares are those of cases without the event. A share has neither times nor open cases.
    """

    standard: str
    promise: str | None
    verdict: VerdictWord
    data_date: date
    target: Target | None = None
    reason: Issue | None = None
    n: int = 0
    kept: int = 0
    late: int = 0
    open_late: int = 0
    open_young: int = 0
    share: float | None = None
    lower: float | None = None
    target_share: float | None = None
    safe_share: float | None = None
    hours: float | None = None
    shortest_safe: Duration | None = None
    shortest_plausible: Duration | None = None
    safe_hours: float | None = None
    plausible_hours: float | None = None
    cases_needed: int | None = None
    more_cases: int | None = None
    weeks: int | None = None
    events: int | None = None
    rate: float | None = None
    rate_upper: float | None = None
    safe_rate: Rate | None = None
    table: TimesTable | None = field(default=None, compare=False, repr=False)
    since: date | None = None
    until: date | None = None
    segments: tuple[str, ...] = ()
    steady: Steadiness = NOT_CHARTED
    warnings: tuple[Issue, ...] = ()

    @property
    def case_times(self) -> tuple[float, ...]:
        """Hours that the done cases took, rising; computed when asked, so that many verdicts share one table."""
        if self.table is None:
            return ()
        return tuple(np.repeat(self.table.times, self.table.events.astype(np.int64)).tolist())

    @property
    def still_open(self) -> int:
        """Open cases, whatever their age."""
        return self.open_late + self.open_young


def as_json(found: Feasibility) -> dict[str, Any]:
    """For machines: full precision, lengths in their plan form, issues as id and facts.

    Above 300 cases `case_times` gives way to `histogram`, pairs of lower edge and count in bins of equal width.
    """
    return {
        **{name: getattr(found, name) for name in NUMBERS},
        **{name: None if getattr(found, name) is None else str(getattr(found, name)) for name in TEXTS},
        "segments": list(found.segments),
        "target": plain(found.target) if found.target else None,
        "clock": None if found.hours is None or found.target is None else _clock(found.target),
        "reason": _issue(found.reason) if found.reason else None,
        "steady": _steady(found.steady),
        "warnings": [_issue(each) for each in found.warnings],
        **_spread(found.case_times),
    }


def _clock(target: Target) -> str:
    return "elapsed" if target.within and target.within.elapsed else "working"


def _issue(found: Issue) -> dict[str, Any]:
    return {"id": found.id, "facts": dict(found.facts)}


def _steady(found: Steadiness) -> dict[str, Any]:
    return {
        "steady": found.steady,
        "since": str(found.steady_since) if found.steady_since else None,
        "worst_month": str(found.worst_month) if found.worst_month else None,
        "worst_share": found.worst_share,
    }


def _spread(times: tuple[float, ...]) -> dict[str, Any]:
    if len(times) <= TIMES_UP_TO:
        return {"case_times": list(times)}
    counts, edges = np.histogram(times, bins=BINS)
    return {"histogram": [[float(edge), int(count)] for edge, count in zip(edges, counts, strict=False)]}
