"""Were the promises kept? The page's answer, and one row a promise with its last months."""

from collections.abc import Sequence
from dataclasses import dataclass

from improvement.errors import Issue
from improvement.guarantee.kept import Kept, KeptWord, Month
from improvement.model.plan import Plan
from improvement.view.charts.periods import Period, PeriodRow
from improvement.view.charts.periods import State as Square
from improvement.view.format import day, month, number
from improvement.view.language import _, ngettext
from improvement.view.names import object_title
from improvement.view.stage_cards import Mood
from improvement.view.targets import target_words
from improvement.view.wording import full, sentence

MOODS: dict[KeptWord, Mood] = {"kept": "good", "missed": "act", "not-proven-yet": "look", "not-public": "wait"}
ORDER: tuple[KeptWord, ...] = ("missed", "not-proven-yet", "kept", "not-public")
SQUARES: dict[str, Square] = {"kept": "kept", "missed": "missed", "running": "not_proven", "no-data": "no_data"}


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise: its word, what was counted, what needs saying, its months as squares below that count.

    `measure` is empty where no measure of the plan says whether it is kept.
    """

    id: str
    title: str
    mood: Mood
    word: str
    counted: str
    notes: tuple[str, ...]
    squares: PeriodRow
    alt: str
    measure: str


def guarantee_title(found: Sequence[Kept]) -> str:
    """How many of the public promises were kept in every month that is judged."""
    words = [each.verdict for each in found if each.verdict != "not-public"]
    held, open_still = words.count("kept"), words.count("not-proven-yet")
    if not words:
        return _("No promise is public yet")
    if open_still == len(words):
        return ngettext(
            "Whether the public promise is kept is not proven yet",
            "Whether the {n} public promises are kept is not proven yet",
            len(words),
        ).format(n=len(words))
    if len(words) == 1:
        return (
            _("The public promise was kept in every month")
            if held
            else _("The public promise was not kept in every month")
        )
    told = ngettext(
        "{kept} of {n} public promises was kept in every month",
        "{kept} of {n} public promises were kept in every month",
        held,
    )
    return told.format(kept=held, n=len(words))


def measured_by(plan: Plan, promise_id: str) -> str:
    """The measure that says whether a promise is kept; empty where there is none."""
    standard = plan.commitment.standards.get(plan.commitment.promises[promise_id].standard)
    measure = (standard.measure if standard else None) or ""
    return measure if measure in plan.guarantee.measures else ""


def promise_rows(plan: Plan, found: Sequence[Kept]) -> tuple[PromiseRow, ...]:
    """A row a promise: missed ones first, those that are not public last."""
    ordered = sorted(found, key=lambda each: ORDER.index(each.verdict))
    return tuple(_row(plan, each) for each in ordered)


def _row(plan: Plan, found: Kept) -> PromiseRow:
    title = object_title(plan, ("commitment", "promises", found.promise))
    squares = PeriodRow(_counted(found), tuple(Period(month(each.start), SQUARES[each.state]) for each in found.months))
    notes = tuple(note for note in (_missed(found), _running(found), *_reasons(plan, found)) if note)
    return PromiseRow(
        found.promise,
        title,
        MOODS[found.verdict],
        kept_word(found.verdict),
        _counted(found),
        notes,
        squares,
        _alt(title, _counted(found), found.months),
        measured_by(plan, found.promise),
    )


def kept_word(verdict: KeptWord) -> str:
    """The verdict on the months of a promise in one word."""
    words = {
        "kept": _("Kept"),
        "missed": _("Missed"),
        "not-proven-yet": _("Not proven yet"),
        "not-public": _("Not public"),
    }
    return words[verdict]


def _counted(found: Kept) -> str:
    judged = [each for each in found.months if each.state in {"kept", "missed"}]
    if not judged:
        return ""
    months = ngettext("{kept} of {n} month kept", "{kept} of {n} months kept", len(judged))
    total = sum(each.n for each in judged)
    cases = ngettext("{cases} case", "{cases} cases", total).format(cases=number(total, 0))
    return f"{months.format(kept=found.kept, n=len(judged))}, {cases}"


def _missed(found: Kept) -> str:
    if not found.missed or found.target is None:
        return ""
    months = ", ".join(
        _("{month} ({hits} of {n})").format(month=month(each.start), hits=number(each.hits, 0), n=number(each.n, 0))
        for each in found.months
        if each.state == "missed"
    )
    return _("Missed in {months}; promised {target}.").format(months=months, target=target_words(found.target))


def _running(found: Kept) -> str:
    names = [month(each.start) for each in found.months if each.state == "running"]
    told = ngettext("{months} is not finished yet.", "{months} are not finished yet.", len(names))
    return told.format(months=", ".join(names)) if names else ""


def _reasons(plan: Plan, found: Kept) -> tuple[str, ...]:
    if found.verdict == "not-public":
        since = [_("Public from {date} on.").format(date=day(found.public_since))] if found.public_since else []
        lacking = [] if measured_by(plan, found.promise) else [_("No measure says how often it would be kept.")]
        return (*since, *lacking)
    reason = [found.reason] if found.reason else []
    return tuple(stop(full(each)) for each in (*reason, *found.warnings))


def said(issues: Sequence[Issue]) -> tuple[str, ...]:
    """Warnings as sentences."""
    return tuple(stop(sentence(each)) for each in issues)


def stop(told: str) -> str:
    """A sentence that begins with a capital and ends with a full stop."""
    whole = told[:1].upper() + told[1:]
    return whole if whole.endswith((".", "。", "?")) else whole + "."


def _alt(title: str, counted: str, months: Sequence[Month]) -> str:
    words = {
        "kept": _("{month} kept"),
        "missed": _("{month} missed"),
        "running": _("{month} not finished yet"),
        "no-data": _("{month} no data"),
    }
    told = ", ".join(words[each.state].format(month=month(each.start)) for each in months)
    parts = f"{counted}; {told}" if counted else told
    return _("{title}: {months}.").format(title=title, months=parts)


def open_row(rows: Sequence[PromiseRow], wanted: str) -> tuple[str, bool]:
    """The promise whose chart is shown, and whether the id named it or its measure; else the first with a measure."""
    named = [each.id for each in rows if each.measure and wanted in (each.id, each.measure)]
    first = [each.id for each in rows if each.measure]
    return (*named, *first, "")[0], bool(named)
