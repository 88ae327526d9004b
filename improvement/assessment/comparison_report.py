"""Comparisons as plain JSON values at full precision: states, zones, rivals, staff against customers."""

from typing import Any

from improvement.assessment.beside import Beside, Twin
from improvement.assessment.comparison_results import RivalScores, RivalValue, StateScore, ValueBeside, ZoneScore
from improvement.assessment.results import SourceScores
from improvement.errors import Issue
from improvement.statistics.results import Estimate
from improvement.statistics.servqual import States
from improvement.statistics.value_map import ValueMap

Json = dict[str, Any]


def comparisons_json(scores: SourceScores) -> Json:
    """The comparisons of one source by name; differences are ours - theirs, and staff's - customers'."""
    return {
        "states": {each.attribute: _state(each) for each in scores.states},
        "zones": {each.attribute: _zone(each) for each in scores.zones},
        "rivals": [_rival(each) for each in scores.rivals],
        "blind_spots": [
            {
                "staff": each.source,
                "attributes": {row.attribute: _beside(row, "staff", "customers") for row in each.spots},
                "warnings": [issue_json(warning) for warning in each.warnings],
            }
            for each in scores.blind_spots
        ],
    }


def issue_json(found: Issue) -> Json:
    """An issue by its id, with its facts."""
    return {"id": found.id, "severity": str(found.severity), "path": list(found.where.path), "facts": dict(found.facts)}


def share_json(found: Estimate) -> Json:
    """A number with its interval."""
    return {"estimate": found.estimate, "lo": found.lo, "hi": found.hi, "n": found.n, "method": found.method}


def _shares(found: States) -> Json:
    return {"below": share_json(found.below), "within": share_json(found.within), "above": share_json(found.above)}


def _state(found: StateScore) -> Json:
    return {"item": found.item, "band": found.band, **_shares(found.shares)}


def _zone(found: ZoneScore) -> Json:
    return {
        "item": found.item,
        "adequate": found.adequate,
        "desired": found.desired,
        "received": found.received,
        "adequacy": share_json(found.adequacy),
        "superiority": share_json(found.superiority),
        "odd": found.odd,
        **_shares(found.shares),
    }


def _rival(found: RivalScores) -> Json:
    return {
        "rival": found.rival,
        "source": found.source,
        "attributes": {row.attribute: _beside(row, "ours", "theirs") for row in found.attributes},
        "value_map": found.value and _value(found.value),
        "perceived_value": found.perceived and _perceived(found.perceived),
        "warnings": [issue_json(each) for each in found.warnings],
    }


def _beside(found: Beside, one: str, other: str) -> Json:
    return {
        "items": [found.item, found.other_item],
        one: share_json(found.one),
        other: share_json(found.other),
        "difference": share_json(found.difference),
        "adjusted_p": found.adjusted_p,
        "lead": str(found.lead),
        **_twin(found.weighted, one, other),
    }


def _twin(found: Twin | None, one: str, other: str) -> Json:
    if found is None:
        return {}
    shown = {one: found.one, other: found.other, "difference": found.difference}
    return {"weighted": {name: share_json(each) for name, each in shown.items()}}


def _value(found: RivalValue) -> Json:
    parts = [
        {"item": each.item, "value": each.value, "n": each.n, "map": each.map and _map(each.map)}
        for each in found.parts
    ]
    return {
        **_map(found.map),
        "weights": dict(found.weights),
        "weights_from": found.kind,
        "price_attributes": list(found.price),
        **({"segments": parts} if parts else {}),
        **({"weighted": _map(found.weighted)} if found.weighted else {}),
    }


def _map(found: ValueMap) -> Json:
    return {
        "quality": share_json(found.quality),
        "price": share_json(found.price),
        "slope": found.slope,
        "dearer_than_fair": share_json(found.dearer),
        "by_difference": found.by_difference,
    }


def _perceived(found: ValueBeside) -> Json:
    return {
        "ours": share_json(found.one),
        "theirs": share_json(found.other),
        "difference": share_json(found.difference),
        "our_benefits_per_cost": found.one_ratio,
        "their_benefits_per_cost": found.other_ratio,
        **_twin(found.weighted, "ours", "theirs"),
    }
