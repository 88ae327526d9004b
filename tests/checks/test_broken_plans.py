"""Every file of tests/plans/broken marks its guilty lines; exactly these are found."""

import re
from datetime import date
from pathlib import Path

import pytest

from improvement.checks.facts import Facts
from improvement.checks.registry import RULES
from improvement.checks.rules import check
from improvement.errors import Issue
from improvement.model.plan import Plan
from improvement.model.validation import validate
from improvement.model.values import Span
from improvement.store.source import read_source

BROKEN = sorted((Path(__file__).resolve().parent.parent / "plans" / "broken").glob("*.yaml"))
MARK = re.compile(r"# (error|gate|advice): (.+)$")
# what the plans' ids lean on where a rule needs more than the plan
FACTS = Facts(
    verdicts={"refuted": "over-promise"},
    items={"survey": frozenset({"q01", "q02"})},
    windows={"scheduled": Span(date(2027, 2, 1), date(2027, 3, 31))},
    today=date(2027, 6, 1),
)

Mark = tuple[str, int, str]


def marks(file: Path) -> set[Mark]:
    lines = file.read_bytes().decode("latin-1").split("\n")
    found = ((number, MARK.search(line)) for number, line in enumerate(lines, 1))
    return {(mark[1], number, id) for number, mark in found if mark for id in mark[2].split(", ")}


def issues(file: Path) -> list[Issue]:
    source = read_source(file.read_bytes(), file.name)
    plan, wrong = validate(Plan, source.data) if source.data is not None else (None, ())
    found = check(plan, FACTS) if plan else wrong
    return [*source.issues, *(source.located(each) for each in found)]


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_exactly_the_marked_lines_are_found(file: Path) -> None:
    expected = marks(file)
    assert expected
    severities = {severity for severity, _, _ in expected}
    found = [(str(each.severity), each.where.line, each.id) for each in issues(file)]
    assert sorted(each for each in found if each[0] in severities) == sorted(expected)


def test_every_rule_has_a_broken_plan() -> None:
    assert {id for file in BROKEN for _, _, id in marks(file)} >= RULES.keys()
