"""An accepted finding answered: a standard, its measure and the promise in one change."""

from collections.abc import Mapping as AnyMap
from dataclasses import dataclass, replace

from improvement.assessment.comparisons import rates_us
from improvement.commitment.verdicts import Feasibility
from improvement.model.base import FrozenMap, plain
from improvement.model.change import Edit, PlanForm
from improvement.model.commitment import Standard, Target
from improvement.model.guarantee import Measure
from improvement.model.ids import free_id, id_or
from improvement.model.mapping import Item, Mapping
from improvement.model.plan import Plan
from improvement.usecases.evidence import mapping_of, moments_of
from improvement.usecases.opened import Opened
from improvement.usecases.promises import feasibility

JUDGED = ("time", "share")
TRIED = "tried"
RATED = ("overall", "recommend", "repurchase", "driver", "perception")


@dataclass(frozen=True, slots=True)
class MeasureChoice:
    """A measure that stands in the plan (`id`), or one that could be made; `start`, `stop`, `item` are their words."""

    measure: Measure
    id: str = ""
    start: str = ""
    stop: str = ""
    item: str = ""
    at_least: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person typed; empty texts are left out. `language` is that of wording and slogan."""

    finding: str
    title: str
    wording: str
    language: str
    need: str = ""
    choice: MeasureChoice | None = None
    target: Target | None = None
    internal_target: Target | None = None
    segments: tuple[str, ...] = ()
    owner: str = ""
    slogan: str = ""
    entitles: str = ""


def waiting(plan: Plan) -> tuple[str, ...]:
    """Accepted findings that no standard answers, in the order of the plan."""
    answered = {finding for standard in plan.commitment.standards.values() for finding in standard.answers}
    return tuple(
        id for id, each in plan.assessment.findings.items() if each.decision == "accepted" and id not in answered
    )


def measure_choices(programme: Opened) -> tuple[MeasureChoice, ...]:
    """Measures of times and shares that stand in the plan, then those that its customers' sources allow."""
    known = [(id, each) for id, each in programme.plan.guarantee.measures.items() if each.kind in JUDGED]
    found = [_described(programme, MeasureChoice(each, id)) for id, each in known]
    held = {_core(each) for _id, each in known}
    for source_id in programme.plan.assessment.sources:
        mapping = mapping_of(programme, source_id)
        if mapping is None or not rates_us(mapping):
            continue
        moments = moments_of(programme, source_id)
        new = [*_times(source_id, mapping, moments), *_ratings(source_id, mapping, moments)]
        found.extend(each for each in new if _core(each.measure) not in held)
    return tuple(found)


def _core(measure: Measure) -> tuple[str | None, ...]:
    return measure.source, measure.start, measure.stop, measure.item


def _described(programme: Opened, choice: MeasureChoice) -> MeasureChoice:
    mapping = mapping_of(programme, choice.measure.source)
    items = mapping.items if mapping else {}
    measure = choice.measure
    return replace(
        choice,
        start=_text(items, measure.start),
        stop=_text(items, measure.stop),
        item=_text(items, measure.item),
    )


def _text(items: AnyMap[str, Item], id: str | None) -> str:
    item = items.get(id or "")
    return (item.text or item.column) if item else id or ""


def _times(source_id: str, mapping: Mapping, moments: tuple[str, ...]) -> list[MeasureChoice]:
    """Case times that the mapping names; where it names none, the times between its moments."""
    pairs = [(each.start, each.stop) for each in mapping.cases.values()]
    if not pairs:
        pairs = [(first, last) for place, first in enumerate(moments) for last in moments[place + 1 :]]
    return [
        MeasureChoice(
            Measure(source=source_id, kind="time", start=start, stop=stop),
            start=_text(mapping.items, start),
            stop=_text(mapping.items, stop),
        )
        for start, stop in pairs
    ]


def _ratings(source_id: str, mapping: Mapping, moments: tuple[str, ...]) -> list[MeasureChoice]:
    dated = next(iter(moments), None)
    return [
        MeasureChoice(
            Measure(source=source_id, kind="share", item=id, at_least=_good_from(item), date=dated),
            item=_text(mapping.items, id),
            at_least=(item.scale.low, item.scale.high),
        )
        for id, item in mapping.items.items()
        if item.role in RATED and not item.rival and item.scale and item.scale.good == "high"
    ]


def _good_from(item: Item) -> float:
    """From which answer on a case is good unless somebody says otherwise: the upper quarter of the scale."""
    low, high = (item.scale.low, item.scale.high) if item.scale else (0.0, 1.0)
    return float(-(-(low + 0.75 * (high - low)) // 1))


def tried(
    programme: Opened, choice: MeasureChoice | None, segments: tuple[str, ...], target: Target | None
) -> Feasibility | None:
    """The verdict on a standard that is not in the plan yet; None without a measure or a target."""
    if choice is None or target is None:
        return None
    standard = Standard(measure=TRIED, segments=segments)
    plan = programme.plan
    commitment = plan.commitment.model_copy(update={"standards": FrozenMap({TRIED: standard})})
    guarantee = plan.guarantee.model_copy(update={"measures": FrozenMap({TRIED: choice.measure})})
    imagined = plan.model_copy(update={"commitment": commitment, "guarantee": guarantee})
    return feasibility(replace(programme, plan=imagined), TRIED, target=target)


def answer_edits(programme: Opened, answer: Answer) -> tuple[str, tuple[Edit, ...]]:
    """The promise's id and the edits that add measure (if new), standard and promise."""
    commitment = programme.plan.commitment
    standard_id = free_id(id_or(answer.title, "standard"), commitment.standards)
    measure_id, measured = measure_edits(programme, answer.choice, answer.title)
    standard: dict[str, PlanForm] = {
        "title": answer.title,
        "answers": [answer.finding] if answer.finding else None,
        "segments": [*answer.segments] or None,
        "need": answer.need or None,
        "measure": measure_id or None,
        "target": plain(answer.target) if answer.target else None,
        "internal_target": plain(answer.internal_target) if answer.internal_target else None,
        "owner": answer.owner or None,
    }
    promise_id, promised = promise_edits(programme, standard_id, answer)
    added = Edit("add", ("commitment", "standards", standard_id), None, _filled(standard))
    return promise_id, (*measured, added, *promised)


def promise_edits(programme: Opened, standard_id: str, answer: Answer) -> tuple[str, tuple[Edit, ...]]:
    """The promise's id and the edit that adds it to a standard."""
    promise_id = free_id(id_or(answer.slogan or answer.title, "promise"), programme.plan.commitment.promises)
    promise: dict[str, PlanForm] = {
        "standard": standard_id,
        "segments": [*answer.segments] or None,
        "text": {answer.language: answer.wording},
        "slogan": {answer.language: answer.slogan} if answer.slogan else None,
        "recovery": {"entitles": answer.entitles} if answer.entitles else None,
    }
    return promise_id, (Edit("add", ("commitment", "promises", promise_id), None, _filled(promise)),)


def measure_edits(programme: Opened, choice: MeasureChoice | None, title: str) -> tuple[str, tuple[Edit, ...]]:
    """The id of a chosen measure, and the edit that adds it where it is new; an empty id for none."""
    if choice is None or choice.id:
        return choice.id if choice else "", ()
    id = free_id(id_or(title, "measure"), programme.plan.guarantee.measures)
    form: dict[str, PlanForm] = {"title": title, **plain(choice.measure)}
    return id, (Edit("add", ("guarantee", "measures", id), None, form),)


def _filled(form: dict[str, PlanForm]) -> dict[str, PlanForm]:
    return {name: value for name, value in form.items() if value is not None}
