"""How sure the dates are, in words: chances of a date, why the plain path is early, what the finish hangs on."""

from collections.abc import Iterator
from datetime import date

from improvement.model.plan import Plan
from improvement.schedule.risk import SHARES, Driver, Outcome, PlanRisk
from improvement.schedule.risk_json import risk_json
from improvement.view.charts.chances import Chances
from improvement.view.charts.tornado import TornadoRow
from improvement.view.format import day, number, short_day
from improvement.view.language import _, ngettext
from improvement.view.names import object_title
from improvement.view.report import issue_json
from improvement.view.wording import full
from improvement.view.work import node_titles

SHOWN_DRIVERS = 8
LEAST_CORRELATION = 0.05
# below half a day there is nothing to tell
TOLD_DAYS = 0.5


def finish_words(found: PlanRisk) -> str:
    """The answer: by when the work is ready in 8 of 10 runs, in half of them, in 95 of 100."""
    p50, p80, p95 = map(day, found.finish.dates)
    if p50 == p95:
        return _("Ready by {p80} in almost every run").format(p80=p80)
    return _("Ready by {p80} in 8 of 10 runs; in half of them by {p50}, in 95 of 100 by {p95}").format(
        p50=p50, p80=p80, p95=p95
    )


def finish_chances(found: PlanRisk, planned: date) -> Chances:
    """The finish for its chart; `planned`: the day that the plain path says."""
    words = (_("half: {date}"), _("8 of 10: {date}"), _("95 of 100: {date}"))
    marks = tuple(
        (when, word.format(date=short_day(when)), share)
        for when, word, share in zip(found.finish.dates, words, SHARES, strict=True)
    )
    return Chances(found.finish.counts, marks, planned)


def bias_words(plan: Plan, found: PlanRisk) -> str:
    """Why the plain critical path is optimistic, with the numbers."""
    bias = found.bias
    facts = {"likely": number(bias.likely), "n": bias.meeting, "p80": number(bias.all)}
    if bias.all < bias.likely + TOLD_DAYS:
        words = _("The plain critical path says {likely} days; 8 of 10 runs end by {p80}.").format(**facts)
    elif bias.meeting > 1 and bias.all >= bias.path + TOLD_DAYS:
        told = ngettext(
            "The plain critical path says {likely} days; with {n} path that meets at “{at}” 8 of 10 runs end by {p80}.",
            "The plain critical path says {likely} days; with {n} paths that meet at “{at}” 8 of 10 runs end by {p80}.",
            bias.meeting,
        )
        words = told.format(at=node_titles(plan, [bias.at])[bias.at], **facts)
    else:
        words = _(
            "The plain critical path says {likely} days; work slips more than it gains: 8 of 10 runs end by {p80}."
        ).format(**facts)
    return f"{words} {_held(found)}" if found.limited else words


def _held(found: PlanRisk) -> str:
    if found.finish.days[1] < found.bias.all + TOLD_DAYS:
        return _("That people do one thing at a time changes little.")
    return _("As people do one thing at a time, 8 of 10 runs end by {p80}.").format(p80=number(found.finish.days[1]))


def bias_parts(found: PlanRisk) -> str:
    """How much of that each reason takes; empty where there is nothing to tell."""
    bias = found.bias
    if bias.all < bias.likely + TOLD_DAYS:
        return ""
    slips, meets = max(bias.path - bias.likely, 0.0), max(bias.all - bias.path, 0.0)
    told = _("Working days from the start; {slips} are added because work on that path slips").format(
        slips=number(slips)
    )
    rule = _("By the textbook's rule that path alone ends by {rule} with 8 of 10.").format(rule=number(bias.rule))
    if meets < TOLD_DAYS:
        return f"{told}. {rule}"
    more = _("{told}, {meets} because the last of several paths decides.").format(told=told, meets=number(meets))
    return f"{more} {rule}"


def chance_rows(plan: Plan, found: PlanRisk) -> list[dict[str, str]]:
    """A row for the whole and each milestone and promise that lies ahead; keys are those of `chance_columns`."""
    named = [(_("All work"), found.finish)]
    titles = node_titles(plan, found.milestones)
    named += [(f"◆ {titles[id]}", each) for id, each in found.milestones.items() if not _past(plan, each)]
    named += [
        (object_title(plan, ("commitment", "promises", id)), each)
        for id, each in found.promises.items()
        if not _past(plan, each)
    ]
    return [_row(name, each) for name, each in named]


def _past(plan: Plan, each: Outcome) -> bool:
    data_date = plan.programme.data_date
    return data_date is not None and each.counts[-1][0] <= data_date


def _row(name: str, each: Outcome) -> dict[str, str]:
    p50, p80, p95 = map(day, each.dates)
    due = day(each.due) if each.due else ""
    on_time = "" if each.on_time is None else chance(each.on_time, each.n)
    return {"what": name, "p50": p50, "p80": p80, "p95": p95, "due": due, "on_time": on_time}


def chance_columns() -> dict[str, str]:
    """The columns of the table by key, in their order."""
    return {
        "what": _("What"),
        "p50": _("Even chance"),
        "p80": _("8 of 10"),
        "p95": _("95 of 100"),
        "due": _("Due"),
        "on_time": _("In time, of 100"),
    }


def chance(share: float, n: int) -> str:
    """A share of the runs (0..1) of 100; never 0 or 100 unless no run or every run is meant."""
    least, most = (1, 99) if 0 < share < 1 else (0, 100)
    shown = min(max(round(100 * share), least), most)
    return f"< {shown}" if n * share and share < 0.005 else f"> {shown}" if 0.995 < share < 1 else number(shown, 0)


def chance_words(found: PlanRisk, when: date) -> str:
    """How likely it is to be ready by a day."""
    return _("Ready by {date} in {n} of 100 runs").format(
        date=day(when), n=chance(found.finish.probability(when), found.n)
    )


def date_words(found: PlanRisk, share: float) -> str:
    """The day for a chance (0..1)."""
    return _("{n} of 100 runs are ready by {date}").format(
        n=number(100 * share, 0), date=day(found.finish.date_for(share))
    )


def tornado_rows(plan: Plan, found: PlanRisk) -> tuple[TornadoRow, ...]:
    """What the finish hangs on most closely; empty where nothing varies."""
    told = [each for each in found.drivers if abs(each.correlation) >= LEAST_CORRELATION]
    return tuple(_driver(plan, found, each) for each in told[:SHOWN_DRIVERS])


def _driver(plan: Plan, found: PlanRisk, each: Driver) -> TornadoRow:
    if each.is_risk:
        risk = plan.realization.risks[each.id]
        words = _("risk of {n} %").format(n=number(100 * risk.probability))
        return TornadoRow(f"⚡ {risk.title}", each.correlation, words, True)
    critical = chance(found.critical[each.id], found.n)
    words = _("critical in {n} of 100").format(n=critical)
    return TornadoRow(node_titles(plan, [each.id])[each.id], each.correlation, words, False)


def method_words(plan: Plan, found: PlanRisk) -> str:
    """How it was computed."""
    if plan.programme.estimates == "pert":
        shape = _("Three points are read as beta-PERT")
    else:
        shape = _("Three points are read as a triangle")
    told = _("{n} runs with dice of seed {seed}: the same plan and seed give the same dates.").format(
        n=number(found.n, 0), seed=found.seed
    )
    correlation = plan.programme.correlation
    if correlation is None:
        luck = _("each piece of work has its own luck")
    else:
        who = _("one owner") if correlation.by == "owner" else _("one department")
        luck = _("work of {who} shares {n} % of its luck").format(who=who, n=number(100 * correlation.strength))
    people = _("people take the next ready work in list order") if found.limited else _("people are not limited")
    return f"{told} {shape}; {luck}; {people}."


def chances_json(found: PlanRisk) -> dict[str, object]:
    """All of it for machines, with what it is warned of in words."""
    return risk_json(found) | {"warnings": [issue_json(each) for each in found.warnings]}


def risk_lines(plan: Plan, found: PlanRisk) -> Iterator[str]:
    """All of it as lines of text."""
    yield finish_words(found)
    yield bias_words(plan, found)
    yield from (f"! {full(each)}" for each in found.warnings)
    for row in chance_rows(plan, found):
        due = _("; due {due}, in time in {n} of 100").format(due=row["due"], n=row["on_time"]) if row["due"] else ""
        yield f"  {row['what']}: {row['p50']} · {row['p80']} · {row['p95']}{due}"
    for each in tornado_rows(plan, found):
        yield f"  {number(each.correlation, 2, sign=True)}  {each.label} ({each.words})"
    yield method_words(plan, found)
