"""The assessment: every source's scores, then the candidates for findings."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import narwhals as nw
import numpy as np
from narwhals.typing import IntoFrame

from improvement.assessment.candidates import CONTACT_COST, candidates_of
from improvement.assessment.comparisons import not_compared, rates_us, with_comparisons
from improvement.assessment.groups import FEWEST_IN_SEGMENT, loyalty, segment_scores
from improvement.assessment.importance import drivers, priority_map
from improvement.assessment.instruments import instruments
from improvement.assessment.keypads import keypad_scores
from improvement.assessment.order import criterion_weights
from improvement.assessment.ratings import (
    Items,
    gap_score,
    gap_scores,
    is_eleven_point,
    item_scores,
    recommend_score,
    weights_of,
)
from improvement.assessment.results import Assessed, ItemScore, SourceScores
from improvement.assessment.survey_size import survey_size
from improvement.assessment.waits import case_scores
from improvement.assessment.waves import wave_changes
from improvement.assessment.weighting import weighed
from improvement.assessment.what_matters import with_what_matters
from improvement.errors import Issue, advice
from improvement.evidence.engines import Tell, engine_of, quiet
from improvement.evidence.moments import row_count
from improvement.model.base import FrozenMap
from improvement.model.mapping import KANO_PAIR, ItemRole
from improvement.model.mapping import Mapping as Meaning
from improvement.model.plan import Plan

# of two answers both are the two best
FEWEST_STEPS = 2
# how much of the work on one source is done, as measured on long tables
AFTER_ITEMS, BEFORE_DRIVERS = 0.4, 0.6
UNRATED = ("weight", *KANO_PAIR)

Evidence = Mapping[str, tuple[Meaning, IntoFrame]]


@dataclass(frozen=True, slots=True)
class Questions:
    """The items of a source that are in its table, those that are rated, and the ones with a role of their own.

    `recommend` is any scale; `promoter` the same item if its scale has eleven points.
    """

    items: Items
    rated: Items
    weight: str | None
    overall: str | None
    recommend: str | None
    repurchase: str | None
    promoter: str | None

    @property
    def outcome(self) -> str | None:
        """What drivers explain: overall satisfaction, else recommendation."""
        return self.overall or self.promoter

    @property
    def drivers(self) -> list[str]:
        """Items with the role driver; without any, the rated perceptions."""
        named = [name for name, item in self.rated.items() if item.role == "driver"]
        return named or [name for name, item in self.rated.items() if item.role == "perception"]


def assess(plan: Plan, evidence: Evidence, seed: int = 1, tell: Tell = quiet) -> Assessed:
    """Scores of every source of the plan that has evidence, and ranked candidates; the same seed, the same result.

    `evidence` holds, per source id, what the columns mean and the cleaned table (pandas, polars or what else narwhals
    takes). A source of the plan without evidence gives a warning. What staff say, and what is said about a rival, only
    stands beside the customers' scores. `tell` hears the share of the work that is done.
    """
    sources = plan.assessment.sources
    read = [name for name in sources if name in evidence and rates_us(evidence[name][0])]
    scores = {
        name: source_scores(name, *evidence[name], np.random.default_rng((seed, place)), _part(tell, place, len(read)))
        for place, name in enumerate(read)
    }
    scores = with_comparisons(scores, evidence, seed)
    dice = np.random.default_rng((seed, len(read)))
    candidates = candidates_of(tuple(scores.values()), dice, plan.programme.assumptions.get(CONTACT_COST))
    return Assessed(
        sources=FrozenMap(scores),
        candidates=candidates,
        weights=criterion_weights(candidates),
        waves=wave_changes(scores),
        warnings=tuple(
            advice("source-unread", ("assessment", "sources", name), source=name)
            for name in sources
            if name not in evidence
        )
        + tuple(not_compared(scores, evidence)),
    )


def _part(tell: Tell, place: int, parts: int) -> Tell:
    """What is done of one part, told as a share of all of them."""
    return lambda done: tell((place + done) / parts)


def source_scores(
    name: str, mapping: Meaning, table: IntoFrame, rng: np.random.Generator, tell: Tell = quiet
) -> SourceScores:
    """The scores of one source."""
    stored = nw.from_native(table).lazy().collect_schema().names()
    weights = weighed(table, mapping, stored)
    table, asked = weights.table, _questions(mapping, stored, weights.weight)
    rows = row_count(table)
    scores = item_scores(table, asked.rated, asked.weight, mapping.wave or "")
    tell(AFTER_ITEMS)
    gaps = gap_scores(table, asked.rated, asked.weight)
    known, unknown = instruments(table, asked.rated, asked.weight)
    found = SourceScores(
        source=name,
        n=rows,
        engine=engine_of(table),
        wave=mapping.wave or "",
        mode=mapping.mode or "",
        collected=mapping.collected,
        items=FrozenMap(scores),
        overall=asked.overall if asked.overall in scores else None,
        gaps=gaps,
        gap_score=gap_score(gaps, asked.rated),
        weighted_gap_score=gap_score([replace(each, gap=each.weighted) for each in gaps if each.weighted], asked.rated),
        weighting=weights.how,
        bridges=mapping.bridges,
        instruments=known,
        keypads=keypad_scores(table, asked.rated),
        cases=case_scores(table, mapping),
        warnings=(*_cautions(asked, rows, scores), *weights.warnings, *unknown),
    )
    leading = asked.promoter or asked.overall or next(iter(scores), None)
    if asked.weight and leading:
        found = replace(found, weights=weights_of(table, leading, asked.rated[leading], asked.weight))
    judged = scores.get(asked.overall or leading or "")
    if judged and judged.span >= FEWEST_STEPS:
        effect = found.weights.design_effect if found.weights else 1.0
        found = replace(found, size=survey_size(judged.item, judged.top2, effect))
    if asked.promoter:
        score = recommend_score(table, asked.promoter, asked.rated[asked.promoter], asked.weight)
        found = replace(found, recommend=score)
    if asked.outcome:
        parts = segment_scores(table, asked.items, asked.overall, asked.promoter, asked.weight)
        found = replace(found, segments=parts)
    if asked.overall and asked.recommend and asked.repurchase:
        loyal = loyalty(table, asked.rated, asked.overall, asked.repurchase, asked.recommend, asked.weight)
        found = replace(found, loyalty=loyal.shares, loyalty_index=loyal.index)
        found = replace(found, weighted_loyalty=loyal.weighted_shares, weighted_loyalty_index=loyal.weighted_index)
    tell(BEFORE_DRIVERS)
    # drivers first: their dice stay the same whatever else is asked
    found = _with_drivers(found, asked, table, rng)
    found = with_what_matters(found, table, asked.items, asked.outcome, rng)
    tell(1.0)
    return found


def _questions(mapping: Meaning, stored: Collection[str], weight: str | None) -> Questions:
    items = {name: item for name, item in mapping.items.items() if name in stored}
    rated = {name: item for name, item in items.items() if item.scale and item.role not in UNRATED and not item.rival}
    recommend = _first(rated, "recommend")
    return Questions(
        items=items,
        rated=rated,
        weight=weight,
        overall=_first(rated, "overall"),
        recommend=recommend,
        repurchase=_first(rated, "repurchase"),
        promoter=recommend if recommend and is_eleven_point(rated[recommend]) else None,
    )


def _first(items: Items, role: ItemRole) -> str | None:
    return next((name for name, item in items.items() if item.role == role), None)


def _cautions(asked: Questions, rows: int, scores: Mapping[str, ItemScore]) -> tuple[Issue, ...]:
    found = []
    if unanswered := [name for name in asked.rated if name not in scores]:
        found.append(advice("items-unanswered", items=", ".join(unanswered)))
    if rows < FEWEST_IN_SEGMENT:
        found.append(advice("too-few-answers", n=rows, needed=FEWEST_IN_SEGMENT))
    if asked.recommend and not asked.promoter:
        found.append(advice("not-eleven-points", ("items", asked.recommend), item=asked.recommend))
    return tuple(found)


def _with_drivers(found: SourceScores, asked: Questions, table: IntoFrame, rng: np.random.Generator) -> SourceScores:
    names = [name for name in asked.drivers if name in found.items]
    if asked.outcome is None or asked.outcome not in found.items or not names:
        return found
    result, data, cautions = drivers(table, names, asked.outcome, found.n, rng)
    found = replace(found, outcome=asked.outcome, warnings=(*found.warnings, *cautions))
    if result is None:
        return found
    warnings = (*found.warnings, *result.warnings)
    points = priority_map(result, data, names, found.items, rng)
    return replace(found, drivers=result, map=points, warnings=warnings)
