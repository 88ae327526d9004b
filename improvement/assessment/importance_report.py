"""Stated importance, Kano's classes and the test of the gap as plain JSON values at full precision."""

from dataclasses import asdict
from typing import Any

from improvement.assessment.comparison_report import issue_json, share_json
from improvement.assessment.kano import KanoScore
from improvement.assessment.results import SourceScores
from improvement.assessment.stated import StatedImportance
from improvement.statistics.kano import KanoResult
from improvement.statistics.nested import NestedTest

Json = dict[str, Any]


def importance_json(scores: SourceScores) -> Json:
    """The parts by name, empty where the source cannot give them."""
    return {
        "stated": {each.item: _stated(each) for each in scores.stated},
        "gap_test": scores.gap_test and _gap_test(scores.gap_test),
        "kano": {each.attribute: _kano(each) for each in scores.kano},
    }


def _stated(found: StatedImportance) -> Json:
    return {
        "asked": found.asked,
        "level": share_json(found.level),
        "important": share_json(found.important),
        "satisfied": share_json(found.satisfied),
        "opportunity": share_json(found.opportunity),
        "kind": str(found.kind),
    }


def _gap_test(found: NestedTest) -> Json:
    return asdict(found) | {"df": list(found.df), "added": found.added, "adds": found.adds}


def _kano(found: KanoScore) -> Json:
    parts = [{"item": each.item, "value": each.value, **_result(each.result)} for each in found.parts]
    warnings = [issue_json(each) for each in (*found.warnings, *found.result.warnings)]
    return {"items": list(found.items), **_result(found.result), "parts": parts, "warnings": warnings}


def _result(found: KanoResult) -> Json:
    return {
        "n": found.n,
        "counts": {str(kind): count for kind, count in found.counts.items()},
        "kind": found.kind and str(found.kind),
        "second": str(found.second),
        "strength": found.strength,
        "apart": found.apart,
        "better": found.better and share_json(found.better),
        "worse": found.worse and share_json(found.worse),
    }
