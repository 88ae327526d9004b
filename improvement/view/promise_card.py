"""The promise card: quotation, verdict, sentence, ruler, and what always stands below them."""

from dataclasses import dataclass
from datetime import date

from improvement.commitment.verdicts import Feasibility
from improvement.errors import Issue
from improvement.model.commitment import Waiver
from improvement.model.plan import Plan
from improvement.model.values import Duration
from improvement.view.charts.ruler import Ruler
from improvement.view.escape import markdown
from improvement.view.format import day, month, number, observed_of_100
from improvement.view.language import _, language, ngettext
from improvement.view.promise_picker import VerdictLook, verdict_look
from improvement.view.promise_quote import Quote, quoted
from improvement.view.promise_words import verdict_sentence
from improvement.view.targets import chart_unit, length_plain, target_words
from improvement.view.wording import sentence

TOLD_ELSEWHERE = frozenset({"changing", "steadiness-unknown", "too-young-to-tell"})


@dataclass(frozen=True, slots=True)
class PromiseCard:
    """One card; `quote`, `sentence`, `always` and `warnings` are markdown.

    `about` says what stands behind the words: standard, target, owner, what staff must meet.
    """

    quote: Quote
    about: str
    look: VerdictLook
    sentence: str
    ruler: Ruler | None
    signed: str
    always: tuple[str, ...]
    warnings: tuple[str, ...]


def promise_card(plan: Plan, found: Feasibility, names: dict[str, str], today: date) -> PromiseCard:
    """The card of a promise, or of a standard that nobody has promised yet."""
    promise = plan.commitment.promises[found.promise] if found.promise else None
    return PromiseCard(
        _quote(plan, found),
        _about(plan, found, names),
        verdict_look(found),
        verdict_sentence(found),
        ruler_view(found, plan.programme.calendar.hours.length),
        _signed(promise.waiver, names, plan.programme.data_date or today) if promise and promise.waiver else "",
        always_lines(plan, found),
        tuple(markdown(_sentence(each)) for each in found.warnings if each.id not in TOLD_ELSEWHERE),
    )


def _sentence(told: Issue) -> str:
    words = sentence(told)
    return words[:1].upper() + words[1:] + "."


def _quote(plan: Plan, found: Feasibility) -> Quote:
    standard = plan.commitment.standards[found.standard]
    if found.promise is None:
        return Quote(markdown(standard.title or found.standard))
    text = plan.commitment.promises[found.promise].text
    shown = text.show(language())
    spoken = next((code for code, each in text.texts.items() if each == shown and code), language())
    within = standard.target.within if standard.target else None
    return quoted(shown, spoken, within, plan.programme.calendar.hours.length)


def _about(plan: Plan, found: Feasibility, names: dict[str, str]) -> str:
    standard = plan.commitment.standards[found.standard]
    owner = names.get(standard.owner or "", standard.owner or "")
    title = standard.title if found.promise else _("Not promised to anybody yet")
    target = target_words(standard.target) if standard.target else _("no target")
    return " · ".join(markdown(part) for part in (title, target, owner or _("no owner")) if part)


def ruler_view(found: Feasibility, hours_a_day: float) -> Ruler | None:
    """The ruler in the unit of the promise; None where there is no time to promise or no case to show.

    The ends of the zones are the times as they are said, except where the promise lies between the exact time and the
    said one: its zone is then the zone of its verdict.
    """
    within = found.target.within if found.target else None
    if within is None or found.hours is None or not found.case_times:
        return None
    size = Duration(1.0, within.unit, within.elapsed).hours(hours_a_day)
    promised = found.hours / size

    def edge(said: Duration | None, exact: float | None) -> float | None:
        if said is None or exact is None:
            return None
        shown = said.hours(hours_a_day) / size
        return min(shown, promised) if exact / size <= promised + 1e-9 else shown

    return Ruler(
        promised,
        edge(found.shortest_plausible, found.plausible_hours),
        edge(found.shortest_safe, found.safe_hours),
        tuple(time / size for time in found.case_times),
        chart_unit(within),
    )


def always_lines(plan: Plan, found: Feasibility) -> tuple[str, ...]:
    """Window and segments, clock, open cases, steadiness; only what is known."""
    if not found.n and not found.open_young:
        return ()
    return tuple(line for line in (_window(plan, found), _clock(plan, found), _open(found), _steady(found)) if line)


def _window(plan: Plan, found: Feasibility) -> str:
    measure = plan.guarantee.measures.get(plan.commitment.standards[found.standard].measure or "")
    source = plan.assessment.sources.get(measure.source) if measure else None
    if measure is None:
        return ""
    name = (source.title if source else None) or measure.source.replace("-", " ")
    facts = {"source": markdown(name), "since": day(found.since) if found.since else "", "segments": ""}
    facts["until"] = day(found.until) if found.until else ""
    groups = [plan.programme.segments[id].title if id in plan.programme.segments else id for id in found.segments]
    facts["segments"] = markdown(", ".join(groups))
    if found.since is None:
        told = _("Counts all cases of “{source}”.") if not groups else _("Counts cases of “{source}” for {segments}.")
    elif groups:
        told = _("Counts cases of “{source}” for {segments}, received {since} to {until}.")
    else:
        told = _("Counts all cases of “{source}”, received {since} to {until}.")
    return told.format(**facts)


def _clock(plan: Plan, found: Feasibility) -> str:
    if found.hours is None or not found.target or not found.target.within:
        return ""
    if found.target.within.elapsed:
        return _("The clock runs day and night.")
    hours = plan.programme.calendar.hours
    told = _("The clock runs on working days from {opens} to {closes}.")
    return told.format(opens=f"{hours.opens:%H:%M}", closes=f"{hours.closes:%H:%M}")


def _open(found: Feasibility) -> str:
    if found.hours is None or not found.target or not found.target.within:
        return ""
    if not found.still_open:
        return _("No case is still open.")
    told = ngettext(
        "{n} case is still open and counts as not kept once {time} have passed: {late} so far.",
        "{n} cases are still open and count as not kept once {time} have passed: {late} so far.",
        found.still_open,
    )
    return told.format(
        n=number(found.still_open, 0), time=length_plain(found.target.within), late=number(found.open_late, 0)
    )


def _steady(found: Feasibility) -> str:
    steady = found.steady
    if steady.worst_month is None or steady.worst_share is None:
        return ""
    worst = {"month": month(steady.worst_month), "share": observed_of_100(steady.worst_share)}
    if steady.steady and steady.steady_since:
        return _("Steady since {month}.").format(month=month(steady.steady_since))
    if steady.steady is False:
        return _("Changing: {share} of 100 in the worst month, {month}.").format(**worst)
    return _("Too few months to tell whether it is steady; the worst was {month} with {share} of 100.").format(**worst)


def _signed(waiver: Waiver, names: dict[str, str], judged_on: date) -> str:
    facts = {
        "name": markdown(names.get(waiver.by, waiver.by)),
        "date": day(waiver.date),
        "until": day(waiver.until),
        "reason": markdown(waiver.reason),
    }
    if waiver.until < judged_on:
        told = _("The signature of {name} ended on {until} and no longer holds. Reason: {reason}")
    else:
        told = _("Signed by {name} on {date}, until {until}. Reason: {reason}")
    return told.format(**facts)
