"""What can be done about a verdict, the likeliest first."""

from dataclasses import dataclass
from typing import Literal

from improvement.commitment.verdicts import Feasibility
from improvement.model.values import write_percent

RemedyKind = Literal[
    "publish",
    "set-staff-aim",
    "poster",
    "promise-time",
    "promise-share",
    "promise-rate",
    "remind-me",
    "sign",
    "plan-faster",
    "collect",
    "pilot-unpublished",
    "add-measure",
    "add-data",
    "mend-measure",
    "set-target",
    "record-times",
    "promise-days",
    "find-cause",
]


@dataclass(frozen=True, slots=True)
class Remedy:
    """One button; `value` in its plan form (11h, 93%, 3 per 1000) or a number (cases to collect, weeks to wait)."""

    kind: RemedyKind
    value: str | int | None = None


WITHOUT_VERDICT: dict[str, tuple[RemedyKind, ...]] = {
    "no-measure": ("add-measure",),
    "measure-of-another-kind": ("mend-measure",),
    "no-threshold": ("mend-measure",),
    "item-not-found": ("mend-measure",),
    "item-unlike-measure": ("mend-measure",),
    "source-not-read": ("add-data",),
    "no-target": ("set-target",),
    "target-unlike-cases": ("set-target",),
    "finer-than-the-clock": ("promise-days", "record-times"),
    "not-stable": ("find-cause", "pilot-unpublished"),
}


def remedies(found: Feasibility) -> tuple[Remedy, ...]:
    """What a promise card offers, the primary one first; an offer without a value to offer is left out."""
    if found.verdict == "no-verdict":
        return tuple(Remedy(kind) for kind in WITHOUT_VERDICT[found.reason.id if found.reason else "no-measure"])
    if found.verdict == "safe":
        return (Remedy("publish"), Remedy("set-staff-aim", _staff_aim(found)), Remedy("poster"))
    if found.verdict == "plausible":
        return (*_safer(found), Remedy("remind-me", found.weeks), Remedy("sign"))
    if found.verdict == "over-promise":
        return (*_safer(found), Remedy("plan-faster"), Remedy("sign"))
    collect = () if found.more_cases is None else (Remedy("collect", found.more_cases),)
    return (*collect, *_safer(found, times=False), Remedy("pilot-unpublished"))


def _safer(found: Feasibility, times: bool = True) -> tuple[Remedy, ...]:
    """The same promise made safe: a longer time, a lower share, a higher rate."""
    offers: list[Remedy] = []
    if times and found.shortest_safe:
        offers.append(Remedy("promise-time", str(found.shortest_safe)))
    if found.safe_share:
        offers.append(Remedy("promise-share", write_percent(found.safe_share)))
    if found.safe_rate:
        offers.append(Remedy("promise-rate", str(found.safe_rate)))
    return tuple(offers)


def _staff_aim(found: Feasibility) -> str | None:
    """The shortest safe time where it is shorter than the promise: the margin that is already there."""
    if found.shortest_safe is None or found.safe_hours is None or found.hours is None:
        return None
    return str(found.shortest_safe) if found.safe_hours < found.hours else None
