"""Candidates for findings: what falls short, ranked by shortfall, weight for the outcome, and reach."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from improvement.assessment.order import ranked
from improvement.assessment.results import (
    Candidate,
    CaseScore,
    Confidence,
    Criteria,
    GapScore,
    ItemScore,
    MapPoint,
    SegmentScore,
    SourceScores,
)
from improvement.errors import Fact, Issue, advice
from improvement.model.programme import Assumption
from improvement.statistics.importance_performance import Quadrant
from improvement.statistics.intervals import NpsResult
from improvement.statistics.results import Estimate

FEWEST_ANSWERS = 30
NPS_SPAN = 2.0
CONTACT_COST = "contact-cost"
SURE = 0.8


def candidates_of(
    sources: Sequence[SourceScores], rng: np.random.Generator, contact_cost: Assumption | None = None
) -> tuple[Candidate, ...]:
    """Candidates of the latest wave of each survey and of all case files, the highest score first.

    `contact_cost` is what handling one contact is believed to cost.
    """
    latest = [each for each in sources if not any(_is_later_wave(other, each) for other in sources)]
    return ranked([candidate for source in latest for candidate in _of_source(source, contact_cost)], rng)


def _is_later_wave(other: SourceScores, source: SourceScores) -> bool:
    """True where `other` asks the same questions on a later day."""
    same = bool(source.items) and set(other.items) == set(source.items)
    return same and (other.collected or date.min) > (source.collected or date.min)


def _of_source(source: SourceScores, contact_cost: Assumption | None) -> Iterator[Candidate]:
    paired = {each for gap in source.gaps for each in (gap.expectation_item, gap.perception_item)}
    yield from (_from_gap(source, gap) for gap in source.gaps if gap.gap.estimate < 0)
    for point in source.map:
        if point.item not in paired and (point.quadrant is Quadrant.CONCENTRATE or point.priority > 0):
            yield _from_item(source, point)
    yield from (_from_cases(source, each, contact_cost) for each in source.cases)
    for segment in source.segments:
        yield from _from_segment(source, segment)


def _from_gap(source: SourceScores, gap: GapScore) -> Candidate:
    score, found = source.items[gap.perception_item], gap.gap
    proven = found.hi is not None and found.hi < 0
    return Candidate(
        id=f"{source.source}/{gap.perception_item}",
        statement=_statement(
            "candidate-gap", score, gap=found.estimate, lo=_limit(found.lo), hi=_limit(found.hi), n=found.n
        ),
        evidence=(f"{source.source}/{gap.perception_item}", f"{source.source}/{gap.expectation_item}"),
        criteria=Criteria(
            shortfall=-found.estimate / score.span,
            driver_share=_driver_share(source, gap.perception_item),
            reach=_displeased(score, source),
            stated=_stated(source, score.item),
            rival_gap=source.rival_gaps.get(score.item),
        ),
        confidence=_confidence(found.n, proven=proven),
        n=found.n,
        factor=score.meaning.factor,
        warnings=() if proven else (advice("gap-not-proven", item=gap.perception_item),),
    )


def _from_item(source: SourceScores, point: MapPoint) -> Candidate:
    score, share = source.items[point.item], _driver_share(source, point.item)
    certain = point.quadrant is Quadrant.CONCENTRATE and point.chance >= SURE
    drivers = source.drivers.drivers if source.drivers else ()
    negative = any(each.item == point.item and each.r < 0 for each in drivers)
    return Candidate(
        id=f"{source.source}/{score.item}",
        statement=_statement(
            "candidate-weak-driver", score, share=point.importance, mean=score.mean.estimate, n=score.mean.n
        ),
        evidence=(f"{source.source}/{score.item}",),
        criteria=Criteria(
            1.0 - score.performance,
            share,
            _displeased(score, source),
            _stated(source, score.item),
            source.rival_gaps.get(score.item),
        ),
        confidence=Confidence.TOO_FEW if share is None else _confidence(score.mean.n, proven=certain),
        n=score.mean.n,
        factor=score.meaning.factor,
        warnings=(advice("driver-negative", item=score.item),) if negative else (),
    )


def _from_cases(source: SourceScores, cases: CaseScore, contact_cost: Assumption | None) -> Candidate:
    median, p90 = cases.median_hours, cases.p90_hours
    if median is None or p90 is None:
        statement = advice("candidate-unfinished-cases", case=cases.case, n=cases.n, open=cases.open)
    else:
        hours = {"median_hours": median, "p90_hours": p90}
        statement = advice(
            "candidate-slow-cases", case=cases.case, slow=cases.slow, n=cases.n, open=cases.open, **hours
        )
    return Candidate(
        id=f"{source.source}/{cases.case}",
        statement=statement,
        evidence=(f"{source.source}/{cases.stop}",),
        criteria=Criteria(None, None, cases.slow, contact_cost=cases.n * contact_cost.value if contact_cost else None),
        confidence=_confidence(cases.n, proven=True),
        n=cases.n,
        warnings=(*cases.warnings, *_believed(contact_cost)),
    )


def _believed(contact_cost: Assumption | None) -> tuple[Issue, ...]:
    """That the cost of contacts rests on an assumption."""
    if contact_cost is None:
        return ()
    return (
        advice(
            "contact-cost-assumed",
            ("programme", "assumptions", CONTACT_COST),
            value=contact_cost.value,
            grade=contact_cost.grade,
            source=contact_cost.source,
        ),
    )


def _from_segment(source: SourceScores, segment: SegmentScore) -> Iterator[Candidate]:
    """A segment whose range lies wholly below that of everybody: by recommendation, else by overall satisfaction."""
    compared = _compared(source, segment)
    if compared is None:
        return
    item, mine, everybody, span = compared
    if mine.hi is None or everybody.lo is None or mine.hi >= everybody.lo:
        return
    name = f"{source.source}/{segment.item}"
    yield Candidate(
        id=f"{name}={segment.value}",
        statement=advice(
            "candidate-low-segment",
            item=item,
            segment_item=segment.item,
            value=segment.value,
            score=mine.estimate,
            lo=_limit(mine.lo),
            hi=mine.hi,
            everybody=everybody.estimate,
            n=mine.n,
        ),
        evidence=(f"{source.source}/{item}", name),
        criteria=Criteria((everybody.estimate - mine.estimate) / span, None, segment.n / source.n),
        confidence=_confidence(mine.n, proven=True),
        n=mine.n,
        segments=(segment.segment,) if segment.segment else (),
    )


def _compared(
    source: SourceScores, segment: SegmentScore
) -> tuple[str, NpsResult | Estimate, NpsResult | Estimate, float] | None:
    """The item, the segment's score, everybody's, and the length of the scale; larger must be better."""
    if source.recommend and segment.recommend:
        return source.recommend.item, segment.recommend, source.recommend.score, NPS_SPAN
    if source.overall is None or segment.overall is None:
        return None
    whole = source.items[source.overall]
    good_is_high = whole.meaning.scale is not None and whole.meaning.scale.good == "high"
    return (whole.item, segment.overall, whole.mean, whole.span) if good_is_high else None


def _statement(id: str, score: ItemScore, **facts: Fact) -> Issue:
    return advice(id, item=score.item, text=score.meaning.text or score.meaning.column, **facts)


def _limit(value: float | None) -> Fact:
    """A limit as a fact; '' where the data allow none."""
    return "" if value is None else value


def _driver_share(source: SourceScores, item: str) -> float | None:
    """Share of R²; None where the item is no driver, or the answers are too few to rank drivers."""
    found = source.drivers.drivers if source.drivers else ()
    return next((each.share for each in found if each.item == item and each.place_from is not None), None)


def _stated(source: SourceScores, item: str) -> float | None:
    """How important customers call it, 0..1; None where they were not asked, or too few answered."""
    found = next((each for each in source.stated if each.item == item), None)
    return found.level.estimate if found and found.level.n >= FEWEST_ANSWERS else None


def _displeased(score: ItemScore, source: SourceScores) -> float:
    """Share of all customers who answered and did not choose one of the two best answers."""
    return (1.0 - score.top2.estimate) * score.top2.n / source.n


def _confidence(n: int, *, proven: bool) -> Confidence:
    if n < FEWEST_ANSWERS:
        return Confidence.TOO_FEW
    return Confidence.CLEAR if proven else Confidence.NOT_PROVEN
