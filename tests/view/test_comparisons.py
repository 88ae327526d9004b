"""Rivals, value, expectation and blind spots in words and pictures."""

from dataclasses import replace

import pandas as pd

from improvement.assessment.beside import FEWEST
from improvement.assessment.comparison_results import RivalScores
from improvement.assessment.results import SourceScores
from improvement.model.mapping import Mapping as Meaning
from improvement.view.beside import beside_rows, beside_table
from improvement.view.blind_spots import blind_title, blind_words
from improvement.view.charts.dots import GapRow, gaps, gaps_alt
from improvement.view.charts.states import StateRow, states, states_alt
from improvement.view.charts.theme import LIGHT
from improvement.view.charts.value_map import ValueView, value_map, value_map_alt
from improvement.view.comparisons import comparison_lines
from improvement.view.expectations import state_rows, state_table, state_words, zone_rows, zone_words
from improvement.view.rivals import part_rows, perceived_caution, perceived_line, rival_words, value_view, value_words
from tests.assessment.test_comparisons import THREE, WITHIN, assessed, parted, people, priced, scores
from tests.evidence.tables import rated
from tests.view.charts import marks, spec, texts

NAMES = {name: name.capitalize() for name in THREE}
VIEW = ValueView("we", "Acme", 1.2, (1.1, 1.3), 1.05, (1.0, 1.1), 1.0, sure=True)


def staffed() -> SourceScores:
    staff = pd.DataFrame({"speed": [5.0, 4.0] * 25, "reach": [2.0, 3.0] * 25})
    items = {name: rated(name, "driver") for name in THREE}
    views = Meaning(items={name: rated(name, "perception") for name in ("speed", "reach")}, respondents="staff")
    return assessed(s=(Meaning(items=items), people()[list(THREE)]), team=(views, staff)).sources["s"]


def test_a_rival_is_told_with_parity_and_the_farthest_behind_first() -> None:
    found = scores(people(), WITHIN)
    (rival,) = found.rivals
    words = rival_words(rival, NAMES)
    assert words.title == "Acme: we are behind in 1, ahead in 1, without a clear lead in 1"
    assert words.caption == "No clear lead, so no advantage: Reach"
    rows, domain = beside_rows(found, rival.attributes, NAMES)
    assert ([row.label for row in rows], domain) == (["Speed", "Reach", "Tone"], (1, 5))
    assert [row.proven for row in rows] == [True, False, True]
    assert [record["Question"] for record in beside_table(rival.attributes, NAMES, "Ours", "Acme")] == [
        "Speed",
        "Reach",
        "Tone",
    ]


def test_with_few_answers_no_number_is_shown() -> None:
    found = scores(people(20), WITHIN)
    (rival,) = found.rivals
    assert rival_words(rival, NAMES).title == "Acme: too few answers to compare"
    assert all(row.expected is None for row in beside_rows(found, rival.attributes, NAMES)[0])
    assert beside_table(rival.attributes, NAMES, "Ours", "Acme") == []
    assert "too few answers (20)" in "\n".join(comparison_lines(found, NAMES))


def test_better_value_is_said_only_where_the_range_holds() -> None:
    said = []
    for own in (5.0, 6.0, 7.0):
        table, items = priced(own, 5.0)
        (rival,) = scores(table, items).rivals
        assert rival.value is not None
        words = value_words(rival, rival.value, {})
        said.append(words.title)
        assert "Care 50 of 100, Dear 50 of 100" in " ".join(words.how)
        view = value_view(rival)
        assert view is not None
        assert view.sure == (own != 6.0)
    assert said == [
        "We give better value than Acme",
        "Who gives the better value, Acme or we, cannot be told",
        "Acme gives the better value",
    ]


def test_the_map_tints_worse_value_and_fills_our_dot_only_when_sure() -> None:
    chart = value_map(VIEW, LIGHT)
    assert {"we", "Acme", "Worse value", "Better value"} <= set(texts(chart))
    us, rival = marks(chart, "point")
    assert (us["fill"], rival["fill"], rival["x"], rival["y"]) == (LIGHT.teal, LIGHT.background, 1.0, 1.0)
    open_view = replace(VIEW, sure=False)
    assert marks(value_map(open_view, LIGHT), "point")[0]["fill"] == LIGHT.background
    assert value_map_alt(VIEW) == "Quality between 1.1 and 1.3 times that of Acme, price between 1 and 1.1 times."


def test_the_line_of_fair_value_stays_in_the_picture() -> None:
    for slope in (0.05, 1.0, 40.0):
        view = replace(VIEW, slope=slope)
        line = marks(value_map(view, LIGHT), "line")
        (low, high), (left, right) = view.price_axis, view.quality_axis
        assert all(low - 1e-9 <= at["y"] <= high + 1e-9 and left <= at["x"] <= right for at in line)
        assert all(abs(at["y"] - 1 - slope * (at["x"] - 1)) < 1e-9 for at in line)


def test_states_are_bars_that_fill_the_row() -> None:
    rows = (StateRow("Speed", 50, 0.2, 0.5, 0.3), StateRow("Tone", 12, 1.0, 0.0, 0.0))
    chart = states(rows, ("less", "same", "more"), LIGHT)
    bars = [each for each in marks(chart, "rule") if "ink" in each]
    assert [(each["from"], round(each["to"], 9), each["ink"]) for each in bars] == [
        (0.0, 0.2, LIGHT.red),
        (0.2, 0.7, LIGHT.grey_pale),
        (0.7, 1.0, LIGHT.green),
    ]
    assert {"20 · 50 · 30", "too few answers (12)", "less", "same", "more"} <= set(texts(chart))
    told = states_alt(rows, ("less", "same", "more"))
    assert told == "Speed: less 20 of 100, same 50 of 100, more 30 of 100. Tone: too few answers (12)."
    assert spec(chart)


def test_who_is_disappointed_is_the_title_with_ranges_in_the_table() -> None:
    table = pd.DataFrame({"e": [4.0] * 50, "p": [3.0] * 10 + [4.0] * 25 + [5.0] * 15, "m": [3.0] * 45 + [5.0] * 5})
    pair = {"e": rated("e", "expectation", of="x"), "p": rated("p", "perception", of="x")}
    found = scores(table, pair)
    assert state_words(state_rows(found, {"p": "Speed"})).title == "20 of 100 got less than they expected: Speed"
    (record,) = state_table(found, {"p": "Speed"})
    assert record["Less than expected"] == "between 11 and 34 of 100"
    zoned = scores(table, pair | {"m": rated("m", "adequate", of="x")})
    words = zone_words(zoned, zone_rows(zoned, {"p": "Speed"}))
    assert words.title == "0 of 100 got less than they accept: Speed"
    assert words.cautions == ("5 answers call more acceptable than desired and are left out",)


def test_blind_spots_are_named_and_customers_stand_filled() -> None:
    found = staffed()
    (spots,) = found.blind_spots
    assert blind_title(spots) == "We think better of ourselves than customers do in 1 of 2 questions"
    assert blind_words(spots, NAMES).caption == "Blind spots: Speed · Customers think better of it: Reach"
    rows, _domain = beside_rows(found, spots.spots, NAMES, turned=True)
    assert rows[0].label == "Speed"
    assert (rows[0].expected, rows[0].received) == (spots.spots[0].one.estimate, spots.spots[0].other.estimate)
    assert (rows[0].lo, rows[0].hi) == (-(spots.spots[0].difference.hi or 0), -(spots.spots[0].difference.lo or 0))


def test_a_limit_beside_0_is_not_shown_as_0_and_an_unproven_bar_is_grey() -> None:
    rows = (GapRow("A", 90, 4.0, 3.9, -0.27, -0.01), GapRow("B", 90, 4.0, 3.5, -0.6, -0.4, proven=False))
    assert "between −0.27 and −0.01" in gaps_alt(rows)
    chart = gaps(rows, (1, 5), LIGHT, ("Acme", "we"))
    assert [each["ink"] for each in marks(chart, "rule") if "ink" in each] == [LIGHT.red, LIGHT.grey]
    assert {"Acme", "we"} <= set(texts(chart))


def test_the_lines_name_all_sides() -> None:
    told = "\n".join(comparison_lines(staffed(), NAMES))
    assert "Speed: staff 4.5, customers" in told
    table, items = priced(5.0, 5.0)
    told = "\n".join(comparison_lines(scores(table, items), {}))
    assert "care: ours" in told
    assert "We give better value than Acme" in told


def valued(n: int = 60) -> RivalScores:
    dear = rated("c", "cost").scale.model_copy(update={"good": "low"})
    table = pd.DataFrame({"b": [4.0] * n, "c": [2.0] * n, "b2": [3.0, 2.0] * (n // 2), "c2": [1.0] * n})
    theirs = {"rival": "Acme"}
    items = {
        "b": rated("b", "benefit"),
        "c": rated("c", "cost", dear),
        "b2": rated("b2", "benefit", of="b").model_copy(update=theirs),
        "c2": rated("c2", "cost", dear, of="c").model_copy(update=theirs),
    }
    (rival,) = scores(table, items).rivals
    return rival


def test_perceived_value_of_both_in_one_line() -> None:
    rival = valued()
    assert rival.perceived is not None
    line = perceived_line(rival, rival.perceived)
    assert line.startswith("Perceived value (benefits less costs): ours 2, Acme 1.5; difference between")
    assert perceived_caution(rival.perceived) == "Benefits per cost tell the other story: ours 2, theirs 2.5"


def test_the_ratio_tells_no_story_of_a_few_people_or_of_what_costs_nothing() -> None:
    few = valued(n=FEWEST - 2).perceived
    assert few is not None
    assert few.reversed
    assert perceived_caution(few) == ""
    enough = valued(n=FEWEST).perceived
    assert enough is not None
    assert perceived_caution(enough) != ""
    assert perceived_caution(replace(enough, one_ratio=None)) == ""


def test_every_kind_of_customers_stands_below_everybody_with_its_n_and_few_answers_are_said() -> None:
    table, items = parted()
    found = scores(table, items)
    (rival,) = found.rivals
    assert rival.value is not None
    rows = part_rows(rival.value, {"kind": "Kind"})
    assert [(row["Who"], row["Better value"], row["n"]) for row in rows] == [
        ("everybody", "cannot be told", "300"),
        ("Kind: few", "too few answers", "12"),
        ("Kind: key", "we", "144"),
        ("Kind: other", "the rival", "144"),
    ]
    assert rows[1]["Quality"] == ""
    assert any("Kind: key; Better value: we; Quality:" in line for line in comparison_lines(found, {"kind": "Kind"}))
    cautions = value_words(rival, rival.value, {}).cautions
    assert any(
        each.startswith("Kinds of customers (kind) differ: to key we give better value, to other worse")
        for each in cautions
    )
    assert any(each.startswith("Fewer than 100 answers: few (12).") for each in cautions)
    assert part_rows(replace(rival.value, parts=()), {}) == []


def test_weighted_ranges_stand_beside_the_unweighted_ones() -> None:
    table, items = priced(5.0, 5.0)
    table = table.assign(w=[1.0, 2.0] * 150)
    found = scores(table, items | {"w": rated("w", "weight").model_copy(update={"scale": None})})
    (rival,) = found.rivals
    assert rival.value is not None
    (care, _dear) = sorted(beside_table(rival.attributes, {}, "ours", "theirs"), key=lambda row: row["Question"])
    assert care["Difference, weighted"].startswith("between ")
    assert "; weighted: quality between " in value_words(rival, rival.value, {}).caption
    assert any("; weighted between " in line for line in comparison_lines(found, {}))
    assert any("Weighted beside it" in line for line in rival_words(rival, {}).how)
    plain = scores(table, items).rivals[0]
    assert "Difference, weighted" not in beside_table(plain.attributes, {}, "ours", "theirs")[0]


def test_long_names_of_rivals_stand_on_lines_of_their_own_and_are_cut_before_the_picture_is() -> None:
    rows = (GapRow("Speed", 100, 3.0, 3.5, 0.2, 0.8),)
    short, long = (
        gaps(rows, (1, 5), LIGHT, (name, "we")).to_dict() for name in ("Acme", "ธนาคารพาณิชย์แห่งภูมิภาคเอเชีย" * 2)
    )
    assert long["height"] > short["height"]
    keys = [
        layer["mark"] for layer in long["layer"] if layer.get("encoding", {}).get("text", {}).get("field") == "word"
    ]
    assert len({key["y"] for key in keys}) == 2
    assert all("width" in str(key["limit"]) for key in keys)
