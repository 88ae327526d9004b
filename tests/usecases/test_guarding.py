"""Reviews, new entries and closed stages as edits of the plan."""

from datetime import date
from typing import Any

from improvement.model.change import Edit
from improvement.model.plan import Plan
from improvement.model.snapshot import Snapshot
from improvement.model.values import parse_id
from improvement.usecases.guarding import close_stage, emptied, hold_review, new_entry

MEASURE = {"source": "complaints", "kind": "time", "start": "received", "stop": "closed"}


def plan_of(**guarantee: Any) -> Plan:
    programme = {"title": "Bank", "starts": "2026-01-05"}
    return Plan.model_validate({"programme": programme, "guarantee": guarantee})


def test_a_review_is_named_by_its_month_and_keeps_its_decisions() -> None:
    edit = hold_review(plan_of(), date(2026, 11, 21), ["  A stand-in for every holiday ", "", "Wait"])
    assert edit.path == ("guarantee", "reviews", "2026-11")
    assert edit.new == {"held_on": "2026-11-21", "decisions": ["A stand-in for every holiday", "Wait"]}


def test_further_reviews_of_a_month_have_ids_that_are_no_dates() -> None:
    held = {"2026-11": {"held_on": "2026-11-04"}, "2026-11-review": {"held_on": "2026-11-05"}}
    first = hold_review(plan_of(reviews={"2026-11": held["2026-11"]}), date(2026, 11, 21), []).path[-1]
    second = hold_review(plan_of(reviews=held), date(2026, 11, 21), []).path[-1]
    assert [first, second] == ["2026-11-review", "2026-11-review-2"]
    assert [parse_id(first), parse_id(second)] == [first, second]


def test_a_new_entry_holds_what_was_typed_under_a_free_id() -> None:
    root = ("guarantee", "measures", "")
    typed = [Edit("set", (*root, "title"), None, "Hours"), Edit("set", (*root, "item"), "x", None)]
    edit = new_entry(plan_of(measures={"hours": MEASURE}), "measures", "Hours", typed)
    assert edit == Edit("add", ("guarantee", "measures", "hours-2"), None, {"title": "Hours"})
    assert new_entry(plan_of(), "audits", "审核", []).path[-1] == "audit"


def test_another_kind_of_measure_empties_what_it_does_not_use() -> None:
    snapshot = Snapshot("bank", "1", None, {"guarantee": {"measures": {"hours": dict(MEASURE)}}}, ())
    path = ("guarantee", "measures", "hours")
    assert [(each.path[-1], each.old) for each in emptied(snapshot, path, "share")] == [
        ("start", "received"),
        ("stop", "closed"),
    ]
    assert emptied(snapshot, path, "time") == ()


def test_a_stage_is_closed_by_a_person_known_or_new() -> None:
    snapshot = Snapshot("bank", "1", None, {"programme": {"closed": {"assessment": {"by": "luis"}}}}, ())
    on = date(2026, 11, 21)
    (edit,) = close_stage(snapshot, {"ana": "Ana Ruiz"}, "assessment", "Ana Ruiz", on)
    assert edit == Edit(
        "set", ("programme", "closed", "assessment"), {"by": "luis"}, {"by": "ana", "date": "2026-11-21"}
    )
    newcomer, closing = close_stage(snapshot, {}, "realization", "Eva Roca", on)
    assert newcomer == Edit("add", ("programme", "people", "eva-roca"), None, {"name": "Eva Roca"})
    assert closing.new == {"by": "eva-roca", "date": "2026-11-21"}
