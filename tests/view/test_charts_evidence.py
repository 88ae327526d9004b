"""Gaps, weights, scores and the priority map."""

import json
from itertools import pairwise

from improvement.view.charts.dots import DotRow, GapRow, dots_alt, gaps, gaps_alt, scores, weights
from improvement.view.charts.priority_map import HEIGHT, MapPoint, PriorityMap, priority_map, priority_map_alt
from improvement.view.charts.scales import number_axis, round_values, text_width
from improvement.view.charts.theme import LIGHT
from tests.view.charts import layers, marks, records, spec, texts

GAPS = (
    GapRow("Knows my case", 412, 6.2, 5.3, -1.1, -0.7),
    GapRow("Answers in time", 398, 5.5, 5.4, -0.3, 0.1),
    GapRow("Friendly", 12),
)


def test_gaps_show_a_hollow_and_a_filled_dot_and_the_range_in_words():
    chart = gaps(GAPS, (1, 7), LIGHT)
    hollow, filled = (layer for layer in layers(chart, "point") if "field" in layer["encoding"]["x"])
    assert (hollow["encoding"]["x"]["field"], hollow["mark"]["filled"]) == ("expected", False)
    assert (filled["encoding"]["x"]["field"], filled["mark"]["fill"]) == ("received", LIGHT.teal)
    assert {"between −1.1 and −0.7", "between −0.3 and 0.1", "expected", "received"} <= set(texts(chart))


def test_fewer_than_30_answers_are_not_drawn():
    chart = gaps(GAPS, (1, 7), LIGHT)
    drawn = [record["label"] for layer in layers(chart, "point") for record in records(layer) if "label" in record]
    assert "Friendly" not in drawn
    assert "too few answers (12)" in texts(chart)
    assert gaps_alt(GAPS).endswith("Friendly: too few answers (12).")


def test_only_a_proven_shortfall_is_red():
    bars = [record for record in marks(gaps(GAPS, (1, 7), LIGHT), "rule") if "ink" in record]
    assert [record["ink"] for record in bars] == [LIGHT.red, LIGHT.grey]


WEIGHTS = (
    DotRow("First answer", 412, 0.22, 0.18, 0.26, 1, 2),
    DotRow("One person", 412, 0.2, 0.16, 0.25, 1, 2),
    DotRow("Opening hours", 412, 0.11, 0.08, 0.14, 3, 3),
)


def test_ties_share_a_place_and_a_band():
    chart = weights(WEIGHTS, LIGHT)
    assert [text for text in texts(chart) if text in {"1-2", "3"}] == ["1-2", "1-2", "3"]
    (band,) = marks(chart, "rect")
    rows = [record["top"] for record in records(layers(chart, "text")[0])]
    assert (band["top"], band["bottom"]) == (rows[0], rows[2])
    assert dots_alt(WEIGHTS, "share").startswith("1-2 First answer: between 18 and 26.")


def test_shares_start_from_0_and_rows_keep_their_order():
    chart = weights(WEIGHTS, LIGHT)
    track = marks(chart, "rule", color=LIGHT.line)[0]
    assert track["from"] == 0
    assert [record["label"] for record in records(layers(chart, "text")[0])] == [row.label for row in WEIGHTS]


def test_points_carry_their_sign():
    chart = scores((DotRow("Retail", 812, 0.12, 0.05, 0.19),), (-1, 1), "points", LIGHT)
    assert "between +5 and +19" in texts(chart)


def test_a_narrow_range_has_two_different_ends():
    chart = scores((DotRow("Food", 2400, 3.98, 3.96, 4.03), DotRow("Shops", 90, 3.6, 3.4, 3.8)), (1, 5), "score", LIGHT)
    assert {"between 3.96 and 4.03", "between 3.4 and 3.8"} <= set(texts(chart))


def test_fine_steps_of_an_axis_are_told_apart():
    label = str(number_axis(0.135, 0.155, 6).to_dict()["labelExpr"])
    assert label.startswith('["0.135", "0.14", "0.145", "0.15", "0.155"]')


MAP = PriorityMap(
    tuple(MapPoint(f"item {n}", 4 + 0.1 * n, 0.3 - 0.02 * n, 0.85 if n % 2 else 0.79) for n in range(13)),
    (4, 6.5),
    (0, 0.32),
    5.25,
    0.16,
)


def test_only_a_sure_quadrant_fills_its_dot():
    fills = [record["fill"] for record in marks(priority_map(MAP, LIGHT), "point")]
    assert fills == [LIGHT.teal if n % 2 else LIGHT.background for n in range(13)]


def test_at_most_ten_points_are_named_the_farthest_above_the_diagonal_first():
    named = [layer for layer in layers(priority_map(MAP, LIGHT), "text") if "opacity" in layer["mark"]]
    page = [record["label"] for layer in named if ">=" in layer["mark"]["opacity"]["expr"] for record in records(layer)]
    assert 0 < len(page) <= 10
    assert set(page) <= {f"item {n}" for n in range(10)}
    assert priority_map_alt(MAP).startswith("Above the diagonal, the farthest first: item 0, item 1")


def test_labels_of_crowded_points_do_not_touch():
    crowd = PriorityMap(tuple(MapPoint(f"item {n}", 4.5, 0.2, 0.9) for n in range(10)), (4, 6.5), (0, 0.32), 5.25, 0.16)
    chart = priority_map(crowd, LIGHT)
    for layer in layers(chart, "text"):
        if "opacity" in layer["mark"]:
            heights = sorted(record["y"] for record in records(layer))
            assert all(below - above >= LIGHT.size for above, below in pairwise(heights))


def test_a_label_stays_inside_the_plot():
    """A point in the lowest corner, where the words of the quadrant stand."""
    low = PriorityMap(
        (MapPoint("food", 0.6, 1.0, 0.9), MapPoint("speed", 0.7, 0.0, 0.9)), (0.6, 0.7), (0, 1), 0.65, 0.5
    )
    chart = priority_map(low, LIGHT)
    named = [record for layer in layers(chart, "text") if "opacity" in layer["mark"] for record in records(layer)]
    assert {each["label"] for each in named} == {"food", "speed"}
    assert all(0 <= each["y"] <= HEIGHT * LIGHT.size for each in named)


def test_quadrants_have_words():
    assert {"Improve first", "Keep it up", "Can wait", "More than needed"} <= set(texts(priority_map(MAP, LIGHT)))


def test_long_thai_titles_stay_whole_in_the_data_and_have_a_limit():
    title = "ลูกค้าต้องรอสี่วันกว่าจะได้รับคำตอบแรกเมื่อร้องเรียนเกี่ยวกับการดำเนินการของสาขา" * 3
    chart = weights((DotRow(title, 412, 0.2, 0.1, 0.3, 1, 1),), LIGHT)
    label = layers(chart, "text")[0]
    assert "limit" in label["mark"]
    assert label["encoding"]["tooltip"]["field"] == "label"
    assert title in json.dumps(spec(chart), ensure_ascii=False)


def test_round_values_are_multiples_of_1_2_or_5():
    assert round_values(0, 17, 9) == (0, 2, 4, 6, 8, 10, 12, 14, 16)
    assert round_values(0.1, 0.32, 4) == (0.1, 0.2, 0.3)
    assert round_values(3, 3) == (3,)


def test_combining_marks_take_no_width_and_chinese_takes_double():
    assert text_width("ก", 10) == text_width("กี่", 10)
    assert text_width("服务", 10) > 1.7 * text_width("ab", 10)
