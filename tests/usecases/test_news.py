"""What is new between two states of a plan: values, entries come or gone, another order."""

import copy
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.model.change import PlanForm, lookup
from improvement.store.folder import FolderStore
from improvement.usecases.news import News, entries, news
from tests.conftest import ROOT

A, B = ("realization", "activities", "a"), ("realization", "activities", "b")
BEFORE: PlanForm = {
    "programme": {"title": "Clinic", "people": {"ana": {"name": "Ana"}}},
    "realization": {
        "activities": {"a": {"title": "A", "estimate": "2d"}, "b": {"title": "B", "needs": {"ana": "1"}}},
        "training": {"t": {"title": "T", "sessions": {"north": {"seats": "8"}}}},
    },
}


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (("programme", "title"), "Other", News((("programme", "title"),), (), ())),
        ((*A, "owner"), "ana", News(((*A, "owner"),), (), ())),
        ((*B, "needs"), None, News(((*B, "needs"),), (), ())),
        (("realization", "activities", "c"), {"title": "C"}, News((), (("realization", "activities", "c"),), ())),
        (B, None, News((), (), (B,))),
        (
            ("realization", "training", "t", "sessions", "south"),
            {"seats": "4"},
            News((), (("realization", "training", "t", "sessions", "south"),), ()),
        ),
        (
            ("assessment",),
            {"findings": {"f": {"statement": "F"}, "g": {"statement": "G"}}},
            News((), (("assessment", "findings", "f"), ("assessment", "findings", "g")), ()),
        ),
        (("programme", "people"), None, News((), (), (("programme", "people", "ana"),))),
    ],
)
def test_values_and_entries_are_told_apart(path, value, expected) -> None:
    assert news(BEFORE, _with(BEFORE, path, value)) == expected


def test_another_order_is_more_than_a_value() -> None:
    after = copy.deepcopy(BEFORE)
    activities = lookup(after, ("realization", "activities"))
    assert isinstance(activities, dict)
    activities["a"] = activities.pop("a")
    found = news(BEFORE, after)
    assert found == News((), (), (), reordered=True)


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from("abcdefgh")), st.sets(st.sampled_from("abcdefgh")))
def test_what_came_and_went_is_the_difference_of_the_entries(before: set[str], after: set[str]) -> None:
    def plan(ids: set[str]) -> PlanForm:
        return {"realization": {"activities": {id: {"title": id} for id in sorted(ids)}}}

    found = news(plan(before), plan(after))
    assert {each[-1] for each in found.added} == after - before
    assert {each[-1] for each in found.removed} == before - after
    assert not found.values
    assert not found.reordered


def test_a_real_plan_knows_its_entries(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "plans/city-clinic", tmp_path / "city-clinic")
    snapshot = FolderStore(tmp_path).snapshot("city-clinic")
    assert snapshot.plan
    known = entries(snapshot.data)
    found = [each[-1] for each in known if each[:2] == ("assessment", "findings")]
    assert found == list(snapshot.plan.assessment.findings) != []
    assert news(snapshot.data, snapshot.data) == News((), (), ())


def _with(data: PlanForm, path: tuple[str, ...], value: PlanForm) -> PlanForm:
    tree = copy.deepcopy(data)
    inner = tree
    for key in path[:-1]:
        assert isinstance(inner, dict)
        inner = inner[key]
    assert isinstance(inner, dict)
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return tree
