"""A programme told to a room: at most eight steps, one sentence and one picture each; steps without a picture go."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from improvement.assessment.results import Assessed, SourceScores
from improvement.checks.chains import Chain
from improvement.commitment.verdicts import Feasibility
from improvement.guarantee.kept import Kept
from improvement.model.plan import Baseline, Plan
from improvement.realization.progress import Progress
from improvement.schedule.dates import PlanSchedule
from improvement.view.charts import dots, gantt, periods, priority_map
from improvement.view.charts.theme import Ink
from improvement.view.format import day
from improvement.view.language import _, ngettext
from improvement.view.names import object_title
from improvement.view.promise_picker import MOODS, Mood, verdict_look
from improvement.view.proof import guarantee_title, promise_rows
from improvement.view.scores import gap_rows, gap_words
from improvement.view.weights import priority_view, priority_words, weight_rows, weight_words
from improvement.view.work import work_title
from improvement.view.work_gantt import gantt_rows, shown, timeline

ItemNames = Mapping[str, Mapping[str, str]]
# what a projector carries: five lines of text, and rows that can be read from the last seat
MOST_LINES = 5
MOST_ROWS = 6
MOST_BARS = 14


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a step without a chart: what it says, its mood, and the promise whose picture it has."""

    text: str
    mood: Mood | None = None
    detail: str = ""
    promise: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence with a chart (drawn in the ink it is given) or with a few lines."""

    id: str
    sentence: str
    chart: Callable[[Ink], Any] | None = None
    alt: str = ""
    lines: tuple[Line, ...] = ()
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that the story is told from; results that a programme does not have yet are None or empty."""

    plan: Plan
    assessed: Assessed
    names: ItemNames
    verdicts: Sequence[Feasibility]
    dates: PlanSchedule | None
    progress: Progress | None
    baseline: Baseline | None
    kept: Sequence[Kept]
    chains: Sequence[Chain]
    next_step: str


def story(told: Told) -> tuple[Step, ...]:
    """The steps that have something to show, in the order of the loop."""
    return tuple(_steps(told))


def _steps(told: Told) -> Iterator[Step]:
    source = _main_source(told.assessed)
    if source:
        yield from _evidence_steps(source, told.names.get(source.source, {}))
    yield from _finding_step(told.plan)
    yield from _promise_step(told)
    yield from _work_step(told)
    yield from _kept_step(told)
    yield _next_step(told)


def _main_source(found: Assessed) -> SourceScores | None:
    """The survey with most to see: one with gaps or drivers, the newest of them."""
    surveys = [each for each in found.sources.values() if each.items]
    return max(surveys, key=lambda each: (bool(each.gaps or each.drivers), str(each.collected or "")), default=None)


def _evidence_steps(source: SourceScores, names: Mapping[str, str]) -> Iterator[Step]:
    foot = _("{n} answers").format(n=source.n) + (f" · {source.wave}" if source.wave else "")
    if source.gaps:
        rows, domain = gap_rows(source, names)
        most = rows[:MOST_ROWS]
        alt = dots.gaps_alt(most)
        yield Step("gaps", gap_words(source).title, lambda ink: dots.gaps(most, domain, ink), alt, foot=foot)
    if source.drivers:
        weights = weight_rows(source.drivers, names)[:MOST_ROWS]
        title, alt = weight_words(source, source.drivers, names).title, dots.dots_alt(weights, "share")
        yield Step("weights", title, lambda ink: dots.weights(weights, ink), alt, foot=foot)
    view = priority_view(source, names)
    if view:
        title, alt = priority_words(source, names).title, priority_map.priority_map_alt(view)
        yield Step("map", title, lambda ink: priority_map.priority_map(view, ink), alt, foot=foot)


def _finding_step(plan: Plan) -> Iterator[Step]:
    accepted = [each for each in plan.assessment.findings.values() if each.decision == "accepted"]
    if not accepted:
        return
    words = ngettext("We decided to mend {n} thing", "We decided to mend {n} things", len(accepted))
    lines = [Line(each.statement, detail=each.reason or "") for each in accepted]
    yield Step("findings", words.format(n=len(accepted)), lines=_most(lines))


def _promise_step(told: Told) -> Iterator[Step]:
    found = [each for each in told.verdicts if each.promise]
    if not found:
        return
    safe = sum(each.verdict == "safe" for each in found)
    words = ngettext("{safe} of {n} promise is safe", "{safe} of {n} promises are safe", len(found))
    lines = [_promise_line(told.plan, each) for each in found]
    yield Step("promises", words.format(safe=safe, n=len(found)), lines=_most(lines))


def _promise_line(plan: Plan, found: Feasibility) -> Line:
    id = found.promise or ""
    return Line(object_title(plan, ("commitment", "promises", id)), MOODS[found.verdict], verdict_look(found).word, id)


def _work_step(told: Told) -> Iterator[Step]:
    if not (told.dates and told.progress and told.progress.works):
        return
    open_work = shown(told.plan, told.progress, "open") or shown(told.plan, told.progress, "all")
    rows = gantt_rows(told.plan, told.dates, told.progress, told.baseline, open_work[:MOST_BARS])
    time = timeline(rows, told.plan.programme.data_date)
    title = work_title(told.progress, told.baseline is not None)
    yield Step("work", title, lambda ink: gantt.gantt(rows, time, ink), gantt.gantt_alt(rows), foot=gantt.gantt_key())


def _kept_step(told: Told) -> Iterator[Step]:
    public = [each for each in told.kept if each.verdict != "not-public"]
    if not public:
        return
    rows = [replace(each.squares, label=f"{each.title}: {each.counted}") for each in promise_rows(told.plan, public)]
    yield Step("kept", guarantee_title(public), lambda ink: periods.periods(rows, ink), periods.periods_alt(rows))


def _next_step(told: Told) -> Step:
    programme = told.plan.programme
    broken = sum(each.broken is not None for each in told.chains)
    lines = [Line(told.next_step, "look")]
    if broken:
        words = ngettext("{n} chain is broken", "{n} chains are broken", broken)
        lines.append(Line(words.format(n=broken), "act"))
    if programme.listen_again:
        lines.append(Line(_("We ask customers again on {date}").format(date=day(programme.listen_again)), "good"))
    return Step("next", _("What comes next"), lines=tuple(lines))


def _most(lines: Sequence[Line]) -> tuple[Line, ...]:
    more = len(lines) - MOST_LINES
    if more <= 0:
        return tuple(lines)
    words = ngettext("and {n} more", "and {n} more", more)
    return (*lines[:MOST_LINES], Line(words.format(n=more)))
