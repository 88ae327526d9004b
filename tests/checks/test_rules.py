"""What no single broken plan shows: silence without facts, waivers that hold, whole plans that pass."""

import re
from datetime import date
from pathlib import Path

import pytest

from improvement.checks.facts import Facts
from improvement.checks.rules import check
from improvement.errors import Severity
from improvement.model.plan import Plan
from improvement.model.values import Span
from tests.checks.plans import plan_of, whole

PUBLIC = ("      slogan: One day", "      public_since: 2027-02-01\n      slogan: One day")
REFUTED = Facts(verdicts={"one-day": "over-promise"})
WAIVER = """
      waiver:
        rule: over-promise
        by: ana
        date: 2027-01-20
        reason: the second desk opens in March
        until: {until}
      public_since: 2027-02-01
      slogan: One day"""


def ids(plan: Plan, facts: Facts | None = None, *severities: Severity) -> set[str]:
    return {each.id for each in check(plan, facts, severities or None)}


def test_a_whole_programme_passes_every_rule() -> None:
    assert ids(whole()) == set()


def test_the_documented_example_has_no_errors_and_no_open_gates(shared: Path) -> None:
    text = (shared / "design" / "plan-file.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert example
    assert ids(plan_of(example[1]), None, Severity.ERROR, Severity.GATE) == set()


def test_rules_that_lack_their_facts_are_silent() -> None:
    assert ids(whole(PUBLIC)) == set()
    assert ids(whole(PUBLIC), REFUTED) == {"over-promise"}


@pytest.mark.parametrize(
    ("until", "expected"),
    [("2027-02-15", set()), ("2027-02-14", {"over-promise", "waiver-expired"})],
)
def test_a_waiver_holds_through_its_last_day(until: str, expected: set[str]) -> None:
    assert ids(whole(("\n      slogan: One day", WAIVER.format(until=until))), REFUTED) == expected


def test_a_waiver_at_another_object_waives_nothing() -> None:
    moved = WAIVER.format(until="2027-12-31").replace("      public_since: 2027-02-01\n      slogan: One day", "")
    plan = whole(PUBLIC, ("\n      internal_target", moved.rstrip() + "\n      internal_target"))
    assert ids(plan, REFUTED) == {"over-promise"}


def test_without_a_data_date_today_ends_a_waiver() -> None:
    plan = whole(("  data_date: 2027-02-15\n", ""), ("\n      slogan: One day", WAIVER.format(until="2027-02-14")))
    assert "over-promise" not in ids(plan, REFUTED)
    assert "over-promise" in ids(plan, Facts(verdicts=REFUTED.verdicts, today=date(2027, 2, 15)))


def test_people_that_programmes_share_are_known() -> None:
    plan = whole(("audience: [ana]", "audience: [visitors]"))
    assert ids(plan) == {"unknown-reference"}
    assert ids(plan, Facts(shared_people=frozenset({"visitors"}))) == set()


def test_items_are_checked_only_where_the_mapping_was_read() -> None:
    known = Facts(items={"complaints": frozenset({"first-answer", "received"})})
    assert [each.where.path[-1] for each in check(whole(), known)] == ["stop"]
    assert ids(whole(), Facts(items={})) == set()


def test_the_severities_can_be_chosen() -> None:
    plan = whole(("listen_again: 2027-11-02", "sponsor: nobody"))
    assert ids(plan) == {"unknown-reference", "no-listening-date"}
    assert ids(plan, None, Severity.ERROR) == {"unknown-reference"}
    assert ids(plan, None, Severity.GATE) == {"no-listening-date"}


def test_an_issue_names_its_field_and_the_likely_id() -> None:
    (found,) = check(whole(("after: [name-owner]", "after: [name-ower]")))
    assert found.where.path == ("realization", "training", "train-owners", "after", "0")
    assert dict(found.facts) == {"field": "after", "text": "name-ower", "suggestion": "name-owner"}


def test_a_scheduled_window_is_compared_with_the_training_days() -> None:
    sessions = "to_level: 3\n      sessions:\n        north:\n          date: 2027-03-01"
    plan = whole(("to_level: 3", sessions))
    assert ids(plan, Facts(windows={"train-owners": Span(date(2027, 3, 1), date(2027, 3, 2))})) == set()
    late = Facts(windows={"train-owners": Span(date(2027, 3, 2), date(2027, 3, 2))})
    assert ids(plan, late) == {"session-outside-window"}


def test_long_work_side_by_side_ends_in_time_though_one_after_the_other_it_would_not() -> None:
    row = "    slow-{n}:\n      title: Slow\n      estimate: 9999d\n"
    head = "programme:\n  title: T\n  starts: 2027-01-11\nrealization:\n  activities:\n"
    beside = head + "".join(row.format(n=f"n{place}") for place in range(4))
    behind = beside + "      after: [slow-n2]\n" + row.format(n="last") + "      after: [slow-n3]\n"
    assert "work-outside-years" not in ids(plan_of(beside))
    assert [each.where.path for each in check(plan_of(behind), None, (Severity.ERROR,))] == [
        ("realization", "activities", "slow-n3")
    ]
