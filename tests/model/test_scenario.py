"""Laws of scenarios: trees laid over plan data, and the way back to edits."""

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.model.change import lookup
from improvement.model.scenario import difference, patch, patched, with_edit
from improvement.store.edits import edited

KEYS = st.sampled_from(["a", "b", "c", "d"])
WORDS = st.sampled_from(["1", "2", "x"])
LEAVES = WORDS | st.lists(WORDS, min_size=1, max_size=2)
DATA = st.recursive(LEAVES, lambda inner: st.dictionaries(KEYS, inner, min_size=1, max_size=3), max_leaves=12)
PLANS = st.dictionaries(KEYS, DATA, min_size=1, max_size=4)
TREES = st.dictionaries(
    KEYS,
    st.recursive(LEAVES | st.none(), lambda inner: st.dictionaries(KEYS, inner, max_size=3), max_leaves=8),
    max_size=4,
)
PATHS = st.lists(KEYS, min_size=1, max_size=3).map(tuple)
FEW = settings(max_examples=80, deadline=None)

# the examples of RFC 7396, appendix A, as far as plan data knows their values
RFC: list[tuple[Any, Any, Any]] = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": ["b"]}, {"a": ["1"]}, {"a": ["1"]}),
    (["c"], {"a": "b", "c": None}, {"a": "b"}),
]


def test_the_examples_of_the_rfc() -> None:
    for data, tree, result in RFC:
        assert patched(data, tree) == result


@FEW
@given(PLANS)
def test_an_empty_scenario_changes_nothing(plan) -> None:
    assert patched(plan, {}) == plan
    assert not list(difference(plan, plan))


@FEW
@given(PLANS, TREES)
def test_laying_over_never_changes_what_it_is_given(plan, tree) -> None:
    before = copy.deepcopy((plan, tree))
    result = patched(plan, tree)
    edited(plan, difference(plan, result))
    assert (plan, tree) == before


@FEW
@given(PLANS, TREES)
def test_edits_lead_from_the_plan_to_the_scenario(plan, tree) -> None:
    result = patched(plan, tree)
    edits = list(difference(plan, result))
    assert edited(plan, edits) == result
    assert all(lookup(plan, each.path) == each.old for each in edits), "no edit hangs on another one"
    assert len({each.path for each in edits}) == len(edits)


@FEW
@given(PLANS, TREES)
def test_laying_over_twice_is_laying_over_once(plan, tree) -> None:
    assert patched(patched(plan, tree), tree) == patched(plan, tree)


@FEW
@given(PLANS, TREES, TREES)
def test_a_scenario_on_a_scenario_is_one_scenario(plan, lower, upper) -> None:
    result = patched(patched(plan, lower), upper)
    whole = patch(plan, result)
    assert isinstance(whole, dict)
    assert patched(plan, whole) == result


@FEW
@given(PLANS, PLANS)
def test_a_patch_leads_from_one_to_the_other(before, after) -> None:
    whole = patch(before, after)
    assert isinstance(whole, dict)
    assert patched(before, whole) == after


@FEW
@given(PLANS, TREES, PATHS, LEAVES | st.none() | PLANS)
def test_one_more_field_is_what_stands_there_then(plan, tree, path, new) -> None:
    more = with_edit(tree, plan, path, new)
    assert lookup(patched(plan, more), path) == new
    others = [each for each in difference(patched(plan, tree), patched(plan, more)) if each.path[: len(path)] != path]
    above = {path[:n] for n in range(1, len(path))}
    assert all(each.path in above for each in others), "nothing else changes, but a map that appears or goes"


@FEW
@given(PLANS, PATHS)
def test_a_field_as_the_plan_has_it_is_no_change(plan, path) -> None:
    there = lookup(plan, path)
    assert with_edit(with_edit({}, plan, path, "new"), plan, path, there) == {} or there == "new"
