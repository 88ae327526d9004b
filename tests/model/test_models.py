"""The models: frozen to the ground, every mistake at its place, the schema current."""

import pickle
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from pydantic import ValidationError

from improvement.model.base import FrozenMap, plain
from improvement.model.plan import Plan
from improvement.model.schema import plan_schema
from improvement.model.validation import validate
from improvement.store.source import read_source

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def example(shared: Path) -> str:
    found = re.search(r"```yaml\n(.*?)```", (shared / "design/plan-file.md").read_text(), re.DOTALL)
    assert found
    return found[1]


def small(**more: object) -> dict[str, object]:
    return {"programme": {"title": "T", "starts": "2027-01-01"}, **more}


def test_the_documented_example_is_a_plan_and_keeps_its_text_form(example: str) -> None:
    data = read_source(example).data
    plan, issues = validate(Plan, data)
    assert issues == ()
    assert plain(plan) == data


def test_a_plan_is_frozen_hashable_and_picklable(example: str) -> None:
    plan = Plan.model_validate(read_source(example).data)
    assert pickle.loads(pickle.dumps(plan)) == plan
    assert hash(plan) == hash(plan.model_copy())
    with pytest.raises(ValidationError):
        plan.programme.title = "x"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        plan.programme.people._entries = {}
    with pytest.raises(TypeError):
        plan.programme.people["x"] = 1  # type: ignore[index]


def test_maps_are_equal_whatever_their_order() -> None:
    assert FrozenMap({"a": 1, "b": 2}) == {"b": 2, "a": 1}
    assert hash(FrozenMap({"a": 1, "b": 2})) == hash(FrozenMap({"b": 2, "a": 1}))


ACTIVITY = ("realization", "activities", "a")
MISTAKES = [
    (
        {"programme": {"titel": "x", "starts": "2027-01-01"}},
        {("missing-field", ("programme",)), ("unknown-key", ("programme", "titel"))},
    ),
    (
        {"programme": {"title": "T", "starts": "0", "cycle": "1_0"}},
        {("not-a-value", ("programme", "starts")), ("not-a-value", ("programme", "cycle"))},
    ),
    (
        small(assessment={"findings": {"Bad": {"statement": "x"}}}),
        {("bad-key", ("assessment", "findings", "Bad"))},
    ),
    (
        small(commitment={"standards": {"a": {"target": {"within": "8h"}}}}),
        {("target-shape", ("commitment", "standards", "a", "target"))},
    ),
    (
        small(realization={"activities": {"a": {"title": "x", "after": "b"}}}),
        {("wrong-shape", (*ACTIVITY, "after"))},
    ),
    (
        small(realization={"activities": {"a": {"title": "x", "after": ["b ??"]}}}),
        {("not-a-value", (*ACTIVITY, "after", "0"))},
    ),
    (small(realization={"activities": "x"}), {("wrong-shape", ("realization", "activities"))}),
]


@pytest.mark.parametrize(("data", "expected"), MISTAKES)
def test_every_mistake_is_named_at_its_place(data: object, expected: set[tuple[str, tuple[str, ...]]]) -> None:
    plan, issues = validate(Plan, data)
    assert plan is None
    assert {(each.id, each.where.path) for each in issues} == expected


def test_a_misspelt_word_gets_a_suggestion() -> None:
    _, issues = validate(Plan, small(assessment={"findings": {"a": {"statement": "x", "decision": "acepted"}}}))
    assert issues[0].id == "not-one-of"
    assert issues[0].fact("suggestion") == "accepted"


def test_the_schema_file_is_current_and_accepts_what_check_accepts(example: str) -> None:
    assert (ROOT / "plans/plan.schema.json").read_text() == plan_schema(), "run `make schema`"
    validator = jsonschema.Draft202012Validator(yaml.safe_load(plan_schema()))
    # as an editor reads it: dates as text, numbers and booleans as themselves
    editor = yaml.load(example, Loader=type("Editor", (yaml.SafeLoader,), {"yaml_implicit_resolvers": without_dates()}))
    assert [each.message for each in validator.iter_errors(editor)] == []
    editor["programme"]["titel"] = "x"
    assert [each.validator for each in validator.iter_errors(editor)] == ["additionalProperties"]


def without_dates() -> dict[str, list[tuple[str, object]]]:
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    return {key: [each for each in known if "timestamp" not in each[0]] for key, known in resolvers.items()}


def test_every_field_is_described() -> None:
    undescribed = [
        f"{name}.{field}"
        for name, part in yaml.safe_load(plan_schema())["$defs"].items()
        for field, form in part.get("properties", {}).items()
        if "description" not in form
    ]
    assert undescribed == []
