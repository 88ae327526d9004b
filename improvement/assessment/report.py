"""An assessment as plain JSON values at full precision: what `assess --json` prints."""

from dataclasses import asdict
from typing import Any

from improvement.assessment.comparison_report import comparisons_json, issue_json, share_json
from improvement.assessment.groups import FEWEST_IN_SEGMENT
from improvement.assessment.importance_report import importance_json
from improvement.assessment.keypads import KeypadScore
from improvement.assessment.results import (
    Assessed,
    Candidate,
    CaseScore,
    GapScore,
    ItemScore,
    MapPoint,
    RecommendScore,
    SegmentScore,
    SourceScores,
)
from improvement.assessment.wave_results import ItemChange, RecommendChange, WaveChange
from improvement.statistics.drivers import DriverResult
from improvement.statistics.intervals import NpsResult
from improvement.statistics.results import Estimate

Json = dict[str, Any]


def as_json(assessed: Assessed) -> Json:
    """Sources by id, candidates in their order, changes between rounds, warnings.

    Proportions 0..1, NPS -1..1, unknown values null. A part that a source cannot give (no recommendation asked, no
    gaps) is left out.
    """
    return {
        "sources": {name: _source(scores) for name, scores in assessed.sources.items()},
        "candidates": [_candidate(each) for each in assessed.candidates],
        "weights": dict(assessed.weights),
        "weights_from": "team" if assessed.own else "order",
        "waves": [_waves(each) for each in assessed.waves],
        "warnings": [issue_json(each) for each in assessed.warnings],
    }


def _source(scores: SourceScores) -> Json:
    parts: Json = {
        "nps": scores.recommend and _nps(scores.recommend),
        "overall": scores.overall,
        "items": {name: _item(item) for name, item in scores.items.items()},
        "drivers": scores.drivers and {"outcome": scores.outcome, **_drivers(scores.drivers)},
        "gaps": {gap.attribute: _gap(gap) for gap in scores.gaps},
        "map": {point.item: _map_point(point) for point in scores.map},
        **importance_json(scores),
        **comparisons_json(scores),
        "segments": [_segment(each) for each in scores.segments],
        "loyalty": {str(name): share_json(share) for name, share in scores.loyalty},
        "loyalty_index": scores.loyalty_index and share_json(scores.loyalty_index),
        "weighted_loyalty": {str(name): share_json(share) for name, share in scores.weighted_loyalty},
        "weighted_loyalty_index": scores.weighted_loyalty_index and share_json(scores.weighted_loyalty_index),
        "instruments": [
            {"kind": each.kind, "items": list(each.items), **share_json(each.score), **_twin("weighted", each.weighted)}
            for each in scores.instruments
        ],
        "keypads": {each.item: _keypad(each) for each in scores.keypads},
        "cases": {each.case: _cases(each) for each in scores.cases},
    }
    head: Json = {"n": scores.n, "wave": scores.wave, "mode": scores.mode, "engine": scores.engine}
    if scores.weights:
        head |= {"design_effect": scores.weights.design_effect, "effective_n": scores.weights.effective_n}
    if scores.weighting:
        head |= {"weighting": asdict(scores.weighting)}
    if scores.size:
        head |= {"size": asdict(scores.size)}
    if scores.gap_score is not None:
        head |= {"gap_score": scores.gap_score, **_twin("weighted_gap_score", scores.weighted_gap_score)}
    warnings = [issue_json(each) for each in scores.warnings]
    return head | {name: part for name, part in parts.items() if part} | {"warnings": warnings}


def _nps(found: RecommendScore) -> Json:
    weighted = found.weighted and share_json(found.weighted) | {
        "se": found.weighted_se,
        "nps_points": 100 * found.weighted.estimate,
    }
    return {"item": found.item, **_nps_result(found.score)} | ({"weighted": weighted} if weighted else {})


def _nps_result(score: NpsResult) -> Json:
    return {
        "estimate": score.estimate,
        "lo": score.lo,
        "hi": score.hi,
        "n": score.n,
        "method": score.method,
        "wald": list(score.wald),
        "nps_points": 100 * score.estimate,
        **_few(score.n),
    }


def _few(n: int) -> Json:
    """A mark on figures that people are not shown, because so few answers do not carry them."""
    return {"too_few": True} if n < FEWEST_IN_SEGMENT else {}


def _twin(name: str, found: Estimate | float | None) -> Json:
    """A figure that not every score has: the weighted one beside the plain one, the bridged one."""
    if found is None:
        return {}
    return {name: share_json(found) if isinstance(found, Estimate) else found}


def _item(found: ItemScore) -> Json:
    shown: Json = {
        "mean": found.mean.estimate,
        "lo": found.mean.lo,
        "hi": found.mean.hi,
        "n": found.mean.n,
        "method": found.mean.method,
        "scale": found.mean.scale,
        **_few(found.mean.n),
        "top2": share_json(found.top2),
    }
    if found.weighted_mean and found.weighted_top2:
        shown["weighted"] = {"mean": share_json(found.weighted_mean), "top2": share_json(found.weighted_top2)}
    return shown


def _drivers(found: DriverResult) -> Json:
    lmg = {each.item: {"share": each.lmg_share} for each in found.drivers if each.lmg_share is not None}
    johnson = {
        each.item: {
            "share": each.share,
            "lo": each.lo,
            "hi": each.hi,
            "r": each.r,
            "place_from": each.place_from,
            "place_to": each.place_to,
        }
        for each in found.drivers
    }
    limits = {"r2_lo": found.r2_lo, "r2_hi": found.r2_hi, **_few(found.n)}
    return {"r2": found.r2, **limits, "n": found.n, "johnson": johnson} | ({"lmg": lmg} if lmg else {})


def _gap(found: GapScore) -> Json:
    return {
        "gap": found.gap.estimate,
        "lo": found.gap.lo,
        "hi": found.gap.hi,
        "n": found.gap.n,
        "method": found.gap.method,
        "expectation": found.expectation,
        "perception": found.perception,
        "items": [found.expectation_item, found.perception_item],
        **_twin("weighted", found.weighted),
    }


def _map_point(found: MapPoint) -> Json:
    return {name: value for name, value in asdict(found).items() if name != "item"} | {"quadrant": str(found.quadrant)}


def _segment(found: SegmentScore) -> Json:
    return {
        "item": found.item,
        "value": found.value,
        "segment": found.segment,
        "n": found.n,
        "withheld": found.withheld,
        "nps": found.recommend and _nps_result(found.recommend),
        "overall": found.overall and share_json(found.overall),
        **_twin("weighted_nps", found.weighted_recommend),
        **_twin("weighted_overall", found.weighted_overall),
    }


def _keypad(found: KeypadScore) -> Json:
    shown: Json = {
        "design": str(found.design),
        "best": share_json(found.best),
        "response": found.response,
        "bounds": found.bounds and list(found.bounds),
        "warnings": [issue_json(each) for each in found.warnings],
    }
    if found.split:
        share = found.split.share
        shown |= {"other": found.other, "habit": share_json(found.split.habit), "freed": share and share_json(share)}
    return shown


def _waves(found: WaveChange) -> Json:
    recommend = found.recommend
    return {
        "first": found.first,
        "second": found.second,
        "least_relevant": found.least_relevant,
        "items": {
            each.item: _test(each)
            | {"share": share_json(each.share), **_twin("mean", each.mean), **_twin("bridged", each.bridged)}
            for each in found.items
        },
        "nps": recommend and _test(recommend) | share_json(recommend.score) | _twin("bridged", recommend.bridged),
        "mix": {each.item: asdict(each.shift) for each in found.mix},
        "warnings": [issue_json(each) for each in found.warnings],
    }


def _test(found: ItemChange | RecommendChange) -> Json:
    return {"p": found.p, "adjusted_p": found.adjusted_p, "changed": found.changed}


def _cases(found: CaseScore) -> Json:
    shown = {name: value for name, value in asdict(found).items() if name not in {"case", "warnings"}}
    shown |= _few(found.n)
    return shown | {"warnings": [issue_json(each) for each in found.warnings]}


def _candidate(found: Candidate) -> Json:
    return {
        "id": found.id,
        "statement": issue_json(found.statement),
        "evidence": list(found.evidence),
        "n": found.n,
        "criteria": asdict(found.criteria),
        "score": found.score,
        "in_top3": found.in_top3,
        "place_from": found.place_from,
        "place_to": found.place_to,
        "confidence": str(found.confidence),
        "segments": list(found.segments),
        "factor": found.factor,
        "warnings": [issue_json(each) for each in found.warnings],
    }
