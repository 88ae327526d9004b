"""The promise ruler, the periods and the control chart."""

import json
from datetime import date

import altair as alt
import pytest

from improvement.view.charts.control import control
from improvement.view.charts.control_view import ControlChart, ControlPoint, Mark
from improvement.view.charts.periods import Period, PeriodRow, periods, periods_alt
from improvement.view.charts.ruler import Ruler, ruler, ruler_alt
from improvement.view.charts.theme import DARK, LIGHT
from tests.view.charts import layers, marks, records, spec, texts

CASES = tuple(0.1 * number for number in range(100))
VIEW = Ruler(8, 9.5, 11, CASES, "working hours")


def test_the_ruler_has_three_zones_in_the_order_of_time():
    zones = marks(ruler(VIEW, LIGHT), "rect")
    assert [(zone["at"], zone["to"]) for zone in zones] == [(0, 9.5), (9.5, 11), (11, zones[2]["to"])]
    assert [zone["word"] for zone in zones] == ["✕ Over-promise", "?", "✓ Safe"]


def test_the_ruler_names_its_rules_and_its_axis():
    said = texts(ruler(VIEW, LIGHT))
    assert {"You promise 8 h", "Shortest safe: 11 h", "one line = one past case"} <= set(said)
    axes = json.dumps(spec(ruler(VIEW, LIGHT)))
    assert "time promised to the customer, in working hours" in axes


def test_one_tick_a_case_up_to_300_then_a_histogram():
    few, many = ruler(VIEW, LIGHT), ruler(Ruler(8, 9.5, 11, CASES * 4, "hours"), LIGHT)
    assert len(marks(few, "rule", color=LIGHT.text, opacity=0.6)) == 100
    assert not marks(many, "rule", color=LIGHT.text, opacity=0.6)
    assert 1 < len(marks(many, "rect", color=LIGHT.muted)) <= 48
    assert "height = number of past cases" in texts(many)


def test_cases_beyond_the_ruler_are_counted_in_words():
    chart = ruler(Ruler(8, 9.5, 11, (*CASES, 400.0), "hours"), LIGHT)
    assert "one line = one past case · 1 took longer" in texts(chart)
    assert len(marks(chart, "rule", color=LIGHT.text, opacity=0.6)) == 100


def test_nothing_is_called_safe_where_nothing_is_proven():
    chart = ruler(Ruler(8, 4, None, CASES, "hours"), LIGHT)
    assert not [text for text in texts(chart) if "afe" in text]
    assert ruler_alt(Ruler(8, 4, None, CASES, "hours")) == "You promise 8 h. No time on the ruler is proven safe."


def test_the_shortest_safe_time_is_rounded_up():
    assert ruler_alt(Ruler(8, 9, 10.21, CASES, "hours")) == "You promise 8 h. The shortest safe time is 10.3 h."


def test_a_rule_inside_a_zone_leaves_the_larger_part_for_the_word():
    zone = marks(ruler(VIEW, LIGHT), "rect")[0]
    assert zone["middle"] == 4


def test_dark_charts_take_no_colour_of_the_light_palette():
    text = json.dumps(spec(ruler(VIEW, DARK)))
    assert LIGHT.red_pale not in text
    assert DARK.red_pale in text


ROW = PeriodRow("Your bill on one page", tuple(Period(f"m{n}", "kept" if n % 2 else "missed") for n in range(14)))


def test_the_last_twelve_periods_each_with_a_symbol():
    chart = periods((ROW,), LIGHT)
    assert len(marks(chart, "rect")) == 12
    assert [text for text in texts(chart) if text in "✓✕?–"] == ["✕", "✓"] * 6
    assert {"m2", "m13"} <= set(texts(chart))
    assert "m2 missed, m3 kept" in periods_alt((ROW,))


def test_all_four_states_differ_without_colour():
    states = ("kept", "missed", "not_proven", "no_data")
    chart = periods((PeriodRow("p", tuple(Period(state, state) for state in states)),), LIGHT)
    assert len({record["symbol"] for record in marks(chart, "rect")}) == 4


POINTS = tuple(ControlPoint(date(2026, m, 1), 0.8 + 0.01 * m, 0.78, 0.95, int(m > 6)) for m in range(1, 13))
CHART = ControlChart(
    POINTS, 0.95, (Mark(date(2026, 6, 1), "8 months in a row below"),), (Mark(date(2026, 7, 1), "One desk went live"),)
)


def test_the_band_starts_anew_with_a_phase():
    chart = control(CHART, LIGHT)
    (band,) = layers(chart, "area")
    assert band["encoding"]["detail"]["field"] == "phase"
    assert {record["phase"] for record in records(band)} == {0, 1}


def test_signals_are_diamonds_with_words_and_live_is_a_line():
    chart = control(CHART, LIGHT)
    assert [record["words"] for record in marks(chart, "point", shape="diamond")] == ["8 months in a row below"]
    assert [record["words"] for record in marks(chart, "rule")] == ["One desk went live"]
    assert {"promise\n95 of 100", "92 of 100", "usual range"} <= set(texts(chart))


def tips(chart: alt.LayerChart) -> list[str]:
    return [record["tip"] for layer in layers(chart, "point") for record in records(layer) if "tip" in record]


def test_a_point_is_named_by_its_month_or_its_week():
    assert tips(control(CHART, LIGHT))[-1] == "Dec 2026: 92 of 100"
    weekly = ControlChart(
        (ControlPoint(date(2026, 1, 5), 48), ControlPoint(date(2026, 1, 12), 51.26)), unit="amount", period="week"
    )
    assert tips(control(weekly, LIGHT)) == ["week of 5 Jan 2026: 48", "week of 12 Jan 2026: 51.3"]
    assert "51.3" in texts(control(weekly, LIGHT))


def alignment(chart: alt.LayerChart, width: int) -> str:
    """How the words of the only signal are aligned on a plot of this width."""
    (words,) = (each for each in layers(chart, "text") if each["mark"].get("fontWeight") == 600)
    *cases, last = words["mark"]["align"]["expr"].split(" : ")
    for condition, _mark, answer in (each.partition(" ? ") for each in cases):
        if eval(condition, {"width": width, "min": min}):
            return answer.strip("'")
    return last.strip("'")


@pytest.mark.parametrize("live", [(), (Mark(date(2026, 11, 1), "One desk went live"),)], ids=["alone", "after a line"])
def test_words_at_the_right_edge_end_at_their_signal_on_a_phone(live: tuple[Mark, ...]):
    chart = control(ControlChart(POINTS, 0.95, (Mark(date(2026, 12, 1), "8 months in a row below"),), live), LIGHT)
    assert alignment(chart, 300) == "right"


def test_words_after_a_line_start_at_their_signal_where_there_is_room():
    signal = Mark(date(2026, 10, 1), "8 months in a row below")
    after = control(ControlChart(POINTS, 0.95, (signal,), (Mark(date(2026, 9, 20), "Live"),)), LIGHT)
    assert [alignment(after, width) for width in (300, 900)] == ["right", "left"]
    alone = control(ControlChart(POINTS, 0.95, (signal,)), LIGHT)
    assert [alignment(alone, width) for width in (300, 900)] == ["right", "center"]


def test_an_axis_that_does_not_start_from_0_says_so():
    assert "the axis does not start from 0" in json.dumps(spec(control(CHART, LIGHT)))
    low = ControlChart((ControlPoint(date(2026, 1, 1), 0.1), ControlPoint(date(2026, 2, 1), 0.5)))
    assert "the axis does not start from 0" not in json.dumps(spec(control(low, LIGHT)))


def test_days_are_drawn_as_numbers_so_that_no_time_zone_moves_them():
    assert '"temporal"' not in json.dumps(spec(control(CHART, LIGHT)))


def test_a_control_chart_needs_points():
    with pytest.raises(ValueError, match="points"):
        control(ControlChart(()), LIGHT)
