"""Edits on work."""

from improvement.model.change import Edit, PlanForm
from improvement.model.snapshot import Snapshot
from improvement.usecases.work_edits import removed

WORK: dict[str, PlanForm] = {
    "activities": {"a": {"title": "A"}, "b": {"title": "B", "after": ["a"]}},
    "risks": {"flu": {"title": "Flu", "impact": {"a": "2d", "b": "x2"}}, "rain": {"title": "Rain"}},
}


def test_removed_work_is_hit_by_no_risk_and_waited_for_by_nobody() -> None:
    snapshot = Snapshot("p", "1", None, {"realization": WORK}, ())
    assert removed(snapshot, "a") == (
        Edit("set", ("realization", "activities", "b", "after"), ["a"], None),
        Edit("remove", ("realization", "risks", "flu", "impact", "a"), "2d"),
        Edit("remove", ("realization", "activities", "a"), {"title": "A"}),
    )
