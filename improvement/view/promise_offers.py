"""What can be done about a verdict, as buttons: words, and whether a button changes the plan or leads elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from improvement.commitment.remedies import Remedy, RemedyKind
from improvement.commitment.verdicts import Feasibility
from improvement.model.commitment import Target
from improvement.model.plan import Plan
from improvement.model.values import Duration, Rate, parse_percent
from improvement.view.format import number
from improvement.view.language import _, ngettext
from improvement.view.targets import length_plain, rate_words, share_words


@dataclass(frozen=True, slots=True)
class Offer:
    """One button: `target` and `aim` are what it would set; `goes_to` is the page and object it leads to."""

    kind: RemedyKind | Literal["follow"]
    label: str
    target: Target | None = None
    aim: Target | None = None
    goes_to: str = ""


def offers(plan: Plan, found: Feasibility, remedies: Iterable[Remedy]) -> tuple[Offer, ...]:
    """The buttons of a card, the likeliest first; what is done already or needs a promise first is left out."""
    made = (_offer(plan, found, each) for each in remedies if _fits(plan, found, each))
    shown = tuple(each for each in made if each.label)
    if not shown and found.promise:
        return (Offer("follow", _("See whether it is kept"), goes_to=f"guarantee/{found.promise}"),)
    return shown


def _fits(plan: Plan, found: Feasibility, remedy: Remedy) -> bool:
    promise = plan.commitment.promises[found.promise] if found.promise else None
    if remedy.kind in {"publish", "sign"} and promise is None:
        return False
    if remedy.kind == "sign" and promise and promise.waiver:
        return promise.waiver.until < found.data_date
    if remedy.kind == "publish":
        return promise is not None and promise.public_since is None
    if remedy.kind == "set-staff-aim":
        return _is_tighter(plan, found, remedy) and plan.commitment.standards[found.standard].internal_target is None
    return True


def _is_tighter(plan: Plan, found: Feasibility, remedy: Remedy) -> bool:
    # a time that was rounded up to be said may be no shorter than the promise
    if remedy.value is None or found.hours is None:
        return False
    return Duration.parse(str(remedy.value)).hours(plan.programme.calendar.hours.length) < found.hours


def _offer(plan: Plan, found: Feasibility, remedy: Remedy) -> Offer:
    kind, value = remedy.kind, str(remedy.value or "")
    share = found.target.share if found.target else None
    if kind == "promise-time":
        time = Duration.parse(value)
        target = Target(within=time, share=share)
        return Offer(kind, _("Promise {target}").format(target=length_plain(time)), target)
    if kind == "promise-share":
        lower = Target(within=found.target.within if found.target else None, share=parse_percent(value))
        return Offer(kind, _("Promise {target}").format(target=share_words(parse_percent(value))), lower)
    if kind == "promise-rate":
        rate = Rate.parse(value)
        return Offer(kind, _("Promise {target}").format(target=rate_words(rate)), Target(at_most=rate))
    if kind == "set-staff-aim":
        aim = Duration.parse(value)
        label = _("Let staff aim at {time}").format(time=length_plain(aim))
        return Offer(kind, label, aim=Target(within=aim, share=share))
    return Offer(kind, _label(kind, remedy.value), goes_to=_place(plan, found, kind))


def _label(kind: RemedyKind, value: str | int | None) -> str:
    if kind == "collect":
        cases = int(value or 0)
        return ngettext("Collect {n} more case", "Collect {n} more cases", cases).format(n=number(cases, 0))
    labels: dict[RemedyKind, str] = {
        "publish": _("Publish it"),
        "remind-me": _("Follow the next cases"),
        "sign": _("Keep it, signed with a reason"),
        "plan-faster": _("Plan to get faster"),
        "pilot-unpublished": _("Pilot it unpublished"),
        "add-measure": _("Link a measure"),
        "add-data": _("Add data"),
        "mend-measure": _("Mend the measure"),
        "set-target": _("Set the target"),
        "record-times": _("Record the time of day"),
        "promise-days": _("Promise in days"),
        "find-cause": _("Look for the cause"),
    }
    return labels.get(kind, "")


def _place(plan: Plan, found: Feasibility, kind: RemedyKind) -> str:
    """Where it is done (`page/id`); empty for what is done on this page."""
    measure = plan.commitment.standards[found.standard].measure or ""
    source = plan.guarantee.measures[measure].source if measure in plan.guarantee.measures else ""
    places: dict[RemedyKind, str] = {
        "collect": f"assessment/{source}",
        "add-data": f"assessment/{source}",
        "record-times": f"assessment/{source}",
        "remind-me": f"guarantee/{measure}",
        "find-cause": f"guarantee/{measure}",
        "plan-faster": f"realization/{found.standard}",
        "pilot-unpublished": f"realization/{found.standard}",
    }
    return places.get(kind, "")
