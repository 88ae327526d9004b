"""A rule that says what it reads reads nothing else: only so may it be left out after an edit elsewhere."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from improvement.checks.facts import Facts
from improvement.checks.registry import RULES, Rule
from improvement.checks.rules import check
from improvement.errors import Severity
from improvement.model.base import Model
from improvement.model.change import Path
from improvement.model.plan import Plan
from tests.checks.plans import whole
from tests.samples.committed import SAMPLES
from tests.samples.committed import plan as sample

PARTIAL = [each for each in RULES.values() if each.reads != ("",)]


def models(value: Any, path: Path = ()) -> Iterator[tuple[int, Path]]:
    """Where each model of a plan stands."""
    if isinstance(value, Model):
        yield id(value), path
        for name in type(value).model_fields:
            yield from models(value.__dict__[name], (*path, name))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from models(each, (*path, str(key)))


def read_by(rule: Rule, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> set[Path]:
    """Every field of the plan that a rule looks at."""
    stands, seen = dict(models(plan)), set()

    def recording(self: Model, name: str) -> Any:
        if id(self) in stands and name in type(self).model_fields:
            seen.add((*stands[id(self)], name))
        return object.__getattribute__(self, name)

    with monkeypatch.context() as patched:
        patched.setattr(Model, "__getattribute__", recording, raising=False)
        list(rule.find(plan, Facts()))
    return seen


@pytest.mark.parametrize("rule", PARTIAL, ids=lambda rule: rule.id)
@pytest.mark.parametrize("plan", [whole(), *map(sample, SAMPLES)], ids=["whole", *SAMPLES])
def test_a_rule_reads_only_what_it_says(rule: Rule, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = read_by(rule, plan, monkeypatch)
    assert seen
    assert {path for path in seen if not rule.concerns(path)} == set()


def test_rules_are_left_out_only_where_they_cannot_find_anything() -> None:
    broken = whole(("after: [name-owner]", "after: [nobody]"))
    everything = check(broken, Facts(), (Severity.ERROR,))
    assert [each.id for each in everything] == ["unknown-reference"]
    at = ("realization", "training", "train-owners")
    assert check(broken, Facts(), (Severity.ERROR,), [(*at, "after")]) == everything
    assert check(broken, Facts(), (Severity.ERROR,), [at]) == everything
    assert check(broken, Facts(), (Severity.ERROR,), [(*at, "title")]) == ()
