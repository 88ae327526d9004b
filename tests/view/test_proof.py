"""Promises kept and missed in words: the page's answer, its rows, what a chart says."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from improvement.errors import advice
from improvement.guarantee.charting import MeasureChart, chart
from improvement.guarantee.kept import Kept, KeptWord, Month, State
from improvement.guarantee.periods import first_day, last_day, number_of
from improvement.guarantee.series import MeasureSeries, Point
from improvement.model.commitment import Target
from improvement.model.guarantee import Measure
from improvement.model.plan import Plan
from improvement.model.values import Duration, Rate
from improvement.view.charts.control_view import ControlChart
from improvement.view.language import use
from improvement.view.proof import guarantee_title, open_row, promise_rows
from improvement.view.proof_chart import measure_view
from improvement.view.proof_live import live_marks, went_live
from improvement.view.proof_method import cautions, method, unfinished
from improvement.view.proof_signals import episodes

TARGET = Target(within=Duration.parse("8h"), share=0.9)
FIRST = number_of(date(2025, 1, 1), "month")


def plan_with(**more: Any) -> Plan:
    activities = {
        "name-owner": {"title": "Name one owner", "serves": ["answered"], "actual_finish": "2026-08-20"},
        "show-name": {"title": "Show the name", "serves": ["answered"], "actual_finish": "2026-09-10"},
        "posters": {"title": "Posters", "serves": ["other"], "actual_finish": "2026-09-11"},
        "not-yet": {"title": "Not yet", "serves": ["answered"]},
    }
    return Plan.model_validate(
        {
            "programme": {"title": "Bank", "starts": "2026-01-05"},
            "commitment": {
                "standards": {
                    "answered": {"measure": "hours", "target": {"within": "8h", "share": "90%"}},
                    "other": {"measure": "gone"},
                },
                "promises": {
                    "one-day": {"standard": "answered", "text": "One day, one name", "public_since": "2026-09-01"},
                    "ten-days": {"standard": "other", "text": "Ten days and done"},
                },
            },
            "realization": {"activities": activities},
            "guarantee": {
                "measures": {
                    "hours": {"title": "Hours", "source": "complaints", "kind": "time"},
                    "received": {"title": "Complaints", "source": "complaints", "kind": "count", "period": "week"},
                }
            },
            **more,
        }
    )


def judged(promise: str, *states: State, hits: int = 90) -> Kept:
    months = tuple(
        Month(first_day(FIRST + place, "month"), 100, hits, hits / 100, state) for place, state in enumerate(states)
    )
    held, missed = states.count("kept"), states.count("missed")
    word: KeptWord = "missed" if missed else "kept" if held else "not-proven-yet"
    return Kept(promise, word, TARGET, months[0].start, months, held, missed)


KEPT = judged("one-day", "kept", "kept", "running")
MISSED = judged("one-day", "kept", "missed", hits=89)
RUNNING = judged("one-day", "running")
HIDDEN = Kept("ten-days", "not-public")


@pytest.mark.parametrize(
    ("found", "title"),
    [
        ([HIDDEN], "No promise is public yet"),
        ([], "No promise is public yet"),
        ([KEPT, HIDDEN], "The public promise was kept in every month"),
        ([MISSED], "The public promise was not kept in every month"),
        ([RUNNING], "Whether the public promise is kept is not proven yet"),
        ([RUNNING, RUNNING], "Whether the 2 public promises are kept is not proven yet"),
        ([KEPT, MISSED, HIDDEN], "1 of 2 public promises was kept in every month"),
        ([KEPT, KEPT, RUNNING], "2 of 3 public promises were kept in every month"),
        ([MISSED, MISSED], "0 of 2 public promises were kept in every month"),
    ],
)
def test_the_title_is_the_answer(found: list[Kept], title: str) -> None:
    assert guarantee_title(found) == title


def test_a_kept_promise_counts_its_judged_months_only() -> None:
    (row,) = promise_rows(plan_with(), [KEPT])
    assert (row.word, row.mood) == ("Kept", "good")
    assert row.counted == "2 of 2 months kept, 200 cases"
    assert [each.state for each in row.squares.periods] == ["kept", "kept", "not_proven"]
    assert row.notes == ("Mar 2025 is not finished yet.",)
    assert row.alt == (
        "One day, one name: 2 of 2 months kept, 200 cases; Jan 2025 kept, Feb 2025 kept, Mar 2025 not finished yet."
    )


def test_a_missed_month_is_named_with_its_counts_and_the_target() -> None:
    (row,) = promise_rows(plan_with(), [MISSED])
    assert (row.word, row.mood) == ("Missed", "act")
    assert row.notes == ("Missed in Feb 2025 (89 of 100); promised within 8 working hours for 90 of 100.",)


def test_a_rate_is_missed_in_its_own_words() -> None:
    rate = replace(MISSED, target=Target(at_most=Rate.parse("2 per 1000")))
    assert promise_rows(plan_with(), [rate])[0].notes[0].endswith("promised at most 2 per 1,000.")


def test_what_is_missed_comes_first_and_what_is_not_public_last() -> None:
    found = promise_rows(plan_with(), [HIDDEN, KEPT, RUNNING, MISSED])
    assert [each.word for each in found] == ["Missed", "Not proven yet", "Kept", "Not public"]
    assert found[-1].notes == ("No measure says how often it would be kept.",)
    assert found[-1].measure == ""


def test_a_reason_without_verdict_is_told_as_a_sentence() -> None:
    reason = advice("source-not-read", source="complaints")
    (row,) = promise_rows(plan_with(), [Kept("one-day", "not-proven-yet", reason=reason)])
    assert row.notes == ("Source complaints has no data to judge it on. Add its file and confirm its mapping.",)
    assert row.counted == ""


def test_the_address_opens_a_promise_by_its_own_id_or_by_its_measure() -> None:
    found = promise_rows(plan_with(), [HIDDEN, KEPT])
    assert open_row(found, "one-day") == ("one-day", True)
    assert open_row(found, "hours") == ("one-day", True)
    assert open_row(found, "ten-days") == ("one-day", False)
    assert open_row((), "") == ("", False)


def months_of(hits: list[int], n: int = 200, running: bool = False) -> MeasureSeries:
    points = [
        Point(first_day(number, "month"), last_day(number, "month"), n, each / n, each)
        for number, each in enumerate(hits, FIRST)
    ]
    if running:
        points[-1] = replace(points[-1], running=True, not_due=7)
    return MeasureSeries("hours", "time", "month", points[-1].last, tuple(points))


def charted(found: MeasureSeries, until: str = "2026-08-31") -> MeasureChart:
    return chart(found, Measure.model_validate({"source": "x", "kind": found.kind, "baseline_until": until}))


USUAL = [160, 158, 163, 161, 157] * 4


def test_months_beyond_the_usual_range_are_one_episode() -> None:
    found = episodes(charted(months_of([*USUAL, *[197] * 8])), "month")
    assert [each.sentence for each in found] == [
        "Sep 2026 to Apr 2027: 8 months above the usual range.",
        "Sep 2026 to Apr 2027: 8 months in a row above the middle of the usual range.",
    ]
    assert [each.drawn for each in found] == [True, False]


def test_eight_in_a_row_inside_the_range_are_told_with_their_side() -> None:
    (found,) = episodes(charted(months_of([*USUAL, 165, 155, *[150] * 7])), "month")
    assert found.short == "8 months in a row below"
    assert found.at == date(2026, 11, 1), "the first of the lowest points"


def test_a_single_unusual_month_stands_alone() -> None:
    (found,) = episodes(charted(months_of([*USUAL, 120, 160])), "month")
    assert found.sentence == "Sep 2026: unusually low."


def test_the_chart_names_what_it_found_and_claims_no_effect() -> None:
    found = months_of([*USUAL, *[197] * 8])
    seen = measure_view(plan_with(), found, charted(found), TARGET)
    assert seen is not None
    assert seen.title == "In time: 8 months above the usual range"
    assert seen.chart.promise == 0.9
    assert [mark.words for mark in seen.chart.signals] == ["8 months above"]
    assert [mark.words for mark in seen.chart.live] == ["2 activities went live", ""]
    assert "Went live: Name one owner (20 Aug 2026); Show the name (10 Sep 2026)." in seen.captions
    assert "Whether these helped is not proven: there is no comparison group." in seen.captions
    assert "Promised: 90 of 100." in seen.alt
    assert seen.captions[0] == "Hours: of all cases received in a month, the share within 8 working hours."


def test_too_short_a_baseline_has_no_range_and_says_so() -> None:
    found = months_of(USUAL[:6])
    made = charted(found)
    seen = measure_view(plan_with(), found, made, TARGET)
    assert seen is not None
    assert seen.title == "In time: too few periods for a usual range"
    assert all(point.lower is None for point in seen.chart.points)
    assert cautions(found, made) == ("Too few points for a usual range: 6 of 12.",)


def test_provisional_limits_are_said() -> None:
    found = months_of(USUAL[:14])
    assert cautions(found, charted(found)) == ("The usual range rests on 14 points; it is firm from 20.",)


def test_the_running_month_and_cases_not_yet_due_are_told() -> None:
    found = months_of(USUAL, running=True)
    assert unfinished(found) == (
        "Aug 2026 is not finished and not in the chart; so far 200 cases. 7 more are open and not yet due."
    )
    assert unfinished(months_of(USUAL)) == ""
    assert method(found, charted(found))[-1] == "3,800 cases in 19 periods, received up to 31 Aug 2026."


def test_a_share_below_the_promise_is_not_rounded_up_to_it() -> None:
    assert ControlChart((), promise=0.9).write(0.8989) == "89.9 of 100"


def weeks_of(counts: list[int]) -> MeasureSeries:
    starts = [date(2026, 1, 5) + timedelta(weeks=place) for place in range(len(counts))]
    points = [Point(start, start + timedelta(days=6), n, float(n)) for start, n in zip(starts, counts, strict=True)]
    return MeasureSeries("received", "count", "week", points[-1].last, tuple(points))


def test_more_cases_after_a_promise_went_public_are_expected() -> None:
    found = weeks_of([50, 49, 52, 48, 51] * 14)
    seen = measure_view(plan_with(), found, charted(found), None)
    assert seen is not None
    assert len(seen.chart.points) == 60
    assert [mark.when for mark in seen.chart.live] == [date(2026, 9, 1)]
    assert "The last 60 of 69 weeks are drawn." in seen.captions
    assert "Went public: One day, one name (1 Sep 2026)." in seen.captions
    assert any("are expected" in each for each in seen.captions)
    assert seen.title == "Complaints: in its usual range"
    assert (seen.chart.unit, seen.chart.period) == ("amount", "week")


def test_lines_far_from_each_other_keep_their_own_words() -> None:
    plan = plan_with()
    measure = plan.guarantee.measures["hours"]
    near = went_live(plan, "hours")
    far = [near[0], near[1]._replace(when=date(2027, 6, 1))]
    marks = live_marks(far, measure, date(2025, 1, 1), date(2027, 6, 1))
    assert [mark.words for mark in marks] == ["Name one owner", "Show the name"]
    early = live_marks(near, measure, date(2026, 7, 1), date(2028, 6, 1))
    assert [mark.words for mark in early] == ["", "2 activities went live"], "left of the middle there is room after it"


@pytest.mark.parametrize("language", ["es", "zh", "th", "ru"])
def test_every_language_says_it_without_an_error(language: str) -> None:
    use(language)
    try:
        found = months_of([*USUAL, *[197] * 8], running=True)
        made = charted(found)
        seen = measure_view(plan_with(), found, made, TARGET)
        assert seen is not None
        told = (seen.title, seen.alt, *seen.captions, *method(found, made), unfinished(found), guarantee_title([KEPT]))
        assert all("{" not in each for each in told)
    finally:
        use("en")
