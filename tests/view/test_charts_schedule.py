"""Gantt, load and the finish of programmes."""

import json
from dataclasses import replace
from datetime import date, timedelta

from improvement.view.charts.finish import FinishRow, finish, finish_alt
from improvement.view.charts.gantt import GanttRow, gantt, gantt_alt
from improvement.view.charts.load import LoadWeek, PersonLoad, load, load_alt
from improvement.view.charts.scales import date_axis
from improvement.view.charts.theme import LIGHT
from improvement.view.charts.timeline import Timeline
from improvement.view.language import use
from tests.view.charts import layers, marks, spec, texts

MONDAY = date(2027, 1, 4)
TIME = Timeline(MONDAY, date(2027, 5, 31), date(2027, 2, 15))
WORK = GanttRow("activity", "a1", "Train the front line", MONDAY, date(2027, 1, 15))
ROWS = (
    GanttRow("group", "", "One day, one name"),
    WORK,
    GanttRow(
        "activity",
        "a2",
        "Letter",
        date(2027, 2, 1),
        date(2027, 2, 24),
        critical=True,
        float_until=date(2027, 3, 5),
        baseline_start=date(2027, 2, 1),
        baseline_finish=date(2027, 2, 18),
        done=0.5,
        late_days=4,
    ),
    GanttRow("milestone", "m1", "Go live", finish=date(2027, 3, 12)),
)


def test_a_bar_covers_its_last_day():
    bars = marks(gantt(ROWS, TIME, LIGHT), "rect", cursor="pointer")
    assert (bars[0]["start"], bars[0]["finish"]) == (MONDAY.toordinal(), date(2027, 1, 16).toordinal())


def test_each_mark_of_the_gantt_stands_once():
    chart = gantt(ROWS, TIME, LIGHT)
    assert [bar["id"] for bar in marks(chart, "rect", stroke=LIGHT.text)] == ["a2"]
    assert [bar["id"] for bar in marks(chart, "rule", color=LIGHT.grey_pale)] == ["a2"]
    assert [bar["id"] for bar in marks(chart, "rule", color=LIGHT.grey)] == ["a2"]
    assert [bar["id"] for bar in marks(chart, "point", shape="diamond")] == ["m1"]
    assert [bar["words"] for bar in marks(chart, "rule", color=LIGHT.red)] == ["4 d late"]
    assert [bar["day"] for bar in marks(chart, "rule", color=LIGHT.teal)] == [date(2027, 2, 16).toordinal()]
    assert {"One day, one name", "Train the front line", "4 d late", "15 Feb"} <= set(texts(chart))


def test_a_click_on_a_bar_gives_its_id():
    (parameter,) = [each for each in spec(gantt(ROWS, TIME, LIGHT))["params"] if each["name"] == "picked"]
    assert parameter["select"]["fields"] == ["id"]


def test_at_most_40_rows_and_the_rest_is_counted():
    chart = gantt([replace(WORK, id=f"a{n}", label=f"Work {n}") for n in range(45)], TIME, LIGHT)
    assert len(marks(chart, "rect", cursor="pointer")) == 40
    assert "and 5 more" in texts(chart)


def test_height_follows_the_rows():
    def height(rows: int) -> float:
        return spec(gantt([WORK] * rows, TIME, LIGHT))["height"]

    assert height(20) - height(10) == height(30) - height(20) > 0


def test_the_gantt_in_words():
    assert gantt_alt(ROWS) == "2 activities. 1 is late; Letter by 4 d."
    assert gantt_alt((WORK,)) == "1 activity. None is late."


WEEKS = tuple(LoadWeek(MONDAY + timedelta(weeks=n), load) for n, load in enumerate((0.5, 1.0, 1.4, 2.5)))


def test_more_than_full_is_outlined_and_said():
    chart = load((PersonLoad("Ana Ruiz", WEEKS), PersonLoad("Li", WEEKS[:1])), TIME, LIGHT)
    over = marks(chart, "rect", stroke=LIGHT.red)
    assert len(over) == 2
    assert all(bar["top"] < bar["full"] for bar in over)
    assert "2 weeks over" in texts(chart)
    assert load_alt((PersonLoad("Ana Ruiz", WEEKS),)) == "Ana Ruiz: 2 weeks over."


def test_load_stands_on_the_days_of_the_gantt():
    scales = set()
    for chart in (gantt(ROWS, TIME, LIGHT), load((PersonLoad("Ana", WEEKS),), TIME, LIGHT)):
        x = layers(chart, "rect")[0]["encoding"]["x"]
        scales.add(json.dumps([x["scale"], x["axis"]["values"]], sort_keys=True))
    assert len(scales) == 1


FINISH = (
    FinishRow("Harbour Bank", date(2027, 3, 12), date(2027, 3, 5), 5),
    FinishRow("City Clinic", date(2027, 5, 3), date(2027, 5, 10)),
    FinishRow("River", None, date(2027, 6, 1)),
)


def test_finish_keeps_the_order_and_marks_forecast_and_baseline():
    chart = finish(FINISH, LIGHT)
    assert [record["label"] for record in marks(chart, "point")] == ["Harbour Bank", "City Clinic"]
    assert [record["ink"] for record in marks(chart, "point")] == [LIGHT.red, LIGHT.teal]
    assert len(marks(chart, "tick")) == 3
    assert finish_alt(FINISH) == "Harbour Bank: 12 Mar, 5 d late. City Clinic: 3 May, in time. River: no date yet."


def test_a_portfolio_without_dates_is_still_a_chart():
    assert texts(finish((FinishRow("New", None, None),), LIGHT)) == ["New", "no date yet"]


def test_months_carry_the_year_once_in_the_era_of_the_reader():
    use("th")
    expression = date_axis(date(2026, 11, 1), date(2027, 3, 31), LIGHT).to_dict()["labelExpr"]
    use("en")
    assert expression.count("2569") == expression.count("2570") == 1
    assert expression.startswith('[["2569", "พ.ย."], ["", "ธ.ค."], ["2570", "ม.ค."]')


def test_weeks_for_short_spans_and_quarters_for_long_ones():
    short = date_axis(date(2027, 1, 6), date(2027, 2, 10), LIGHT, "bottom").to_dict()["values"]
    assert short == [date(2027, 1, 11).toordinal() + 7 * n for n in range(5)]
    long = date_axis(date(2026, 1, 1), date(2028, 12, 31), LIGHT).to_dict()["values"]
    assert len(long) == 12
