"""Months in which a promise was kept."""

from typing import Any

import pandas as pd
import pytest

from improvement.guarantee.kept import Kept, kept
from tests.guarantee.case_files import CALENDAR, DAY, SHARE, TIME, cases, day, mapping, plan_of


def judged(
    table: pd.DataFrame | None,
    until: str,
    measure: dict[str, str] = TIME,
    target: dict[str, str] | None = DAY,
    **promise: Any,
) -> Kept:
    told = {"public_since": "2027-01-15"} | promise
    return kept(plan_of(measure, target, **told), "one-day", mapping(), table, CALENDAR, day(until))


TABLE = pd.concat(
    [
        cases("2027-01-04", [30] * 10),
        cases("2027-01-18", [5] * 9 + [30]),
        cases("2027-03-01", [5] * 8 + [30] * 2),
        cases("2027-04-01", [5] * 10),
        cases("2027-05-03", [5, 30]),
    ]
)


def test_months_are_counted_since_customers_were_told() -> None:
    found = judged(TABLE, "2027-05-15")
    assert [(str(each.start), each.n, each.hits, each.state) for each in found.months] == [
        ("2027-01-01", 10, 9, "kept"),
        ("2027-02-01", 0, 0, "no-data"),
        ("2027-03-01", 10, 8, "missed"),
        ("2027-04-01", 10, 10, "kept"),
        ("2027-05-01", 2, 1, "running"),
    ]
    assert (found.verdict, found.kept, found.missed) == ("missed", 2, 1)


def test_kept_while_no_month_was_missed() -> None:
    found = judged(TABLE, "2027-02-28")
    assert (found.verdict, found.kept, found.missed) == ("kept", 1, 0)


def test_nothing_is_proven_before_the_first_month_is_over() -> None:
    assert judged(TABLE, "2027-01-25").verdict == "not-proven-yet"
    assert judged(TABLE.iloc[:0], "2027-04-30").verdict == "not-proven-yet"


@pytest.mark.parametrize("since", [None, "2027-03-01"])
def test_a_promise_that_customers_do_not_know_is_not_public(since: str | None) -> None:
    told = {"public_since": since} if since else {}
    plan = plan_of(TIME, DAY, **told)
    assert kept(plan, "one-day", mapping(), TABLE, CALENDAR, day("2027-02-15")).verdict == "not-public"


def test_a_month_with_cases_not_yet_due_is_still_running() -> None:
    table = pd.concat([TABLE, cases("2027-01-29", [None])])
    two_days = {"within": "2d", "share": "80%"}
    assert [each.state for each in judged(table, "2027-01-31", target=two_days).months] == ["running"]
    assert judged(table, "2027-02-28", target=two_days).months[0].state == "kept"


def test_only_the_last_twelve_months_are_shown() -> None:
    table = pd.concat([cases(f"2027-{month:02}-05", [5.0 if month > 1 else 30.0]) for month in range(1, 13)])
    found = judged(table, "2027-12-31", public_since="2027-01-01")
    assert (len(found.months), found.verdict) == (12, "missed")
    table = pd.concat([table, cases("2028-01-05", [5.0])])
    found = judged(table, "2028-01-31", public_since="2027-01-01")
    assert (str(found.months[0].start), found.verdict, found.kept) == ("2027-02-01", "kept", 12)


def test_only_the_promised_segments_count() -> None:
    table = pd.concat([cases("2027-02-01", [5.0], kind="K"), cases("2027-02-02", [30.0], kind="R")])
    assert judged(table, "2027-02-28", segments=["vip"]).verdict == "kept"
    assert judged(table, "2027-02-28", segments=["retail"]).verdict == "missed"
    unknown = judged(table, "2027-02-28", segments=["abroad"])
    assert (unknown.months[1].n, [each.id for each in unknown.warnings]) == (2, ["not-by-segment"])


def test_shares_and_rates() -> None:
    table = cases("2027-02-01", [1] * 100, answer=[1.0] * 2 + [0.0] * 98)
    assert judged(table, "2027-02-28", SHARE, {"share": "2%"}).verdict == "kept"
    assert judged(table, "2027-02-28", SHARE, {"share": "3%"}).verdict == "missed"
    assert judged(table, "2027-02-28", SHARE, {"at_most": "20 per 1000"}).verdict == "kept"
    assert judged(table, "2027-02-28", SHARE, {"at_most": "19 per 1000"}).verdict == "missed"


@pytest.mark.parametrize(
    ("table", "measure", "target", "reason"),
    [
        (None, TIME, DAY, "source-not-read"),
        (TABLE, TIME, None, "no-target"),
        (TABLE, SHARE, DAY, "target-unlike-cases"),
        (TABLE, {"source": "complaints", "kind": "count", "date": "received"}, DAY, "measure-of-another-kind"),
    ],
)
def test_no_verdict_has_a_reason(
    table: pd.DataFrame | None, measure: dict[str, str], target: dict[str, str] | None, reason: str
) -> None:
    found = judged(table, "2027-04-30", measure, target)
    assert (found.verdict, found.reason and found.reason.id) == ("not-proven-yet", reason)
