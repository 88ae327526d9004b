"""How sure the dates are, in words and pictures."""

from dataclasses import replace
from datetime import date

from improvement.schedule.risk import PlanRisk, risk
from improvement.view.charts.chances import chances, chances_alt
from improvement.view.charts.theme import LIGHT
from improvement.view.charts.tornado import tornado, tornado_alt
from improvement.view.language import use
from improvement.view.risk import (
    bias_parts,
    bias_words,
    chance,
    chance_rows,
    chance_words,
    chances_json,
    date_words,
    finish_chances,
    finish_words,
    method_words,
    risk_lines,
    tornado_rows,
)
from tests.schedule.plan_text import plan_of
from tests.schedule.risky import FOUR_PATHS, head
from tests.view.charts import marks, texts

RISK = """
risks:
  flu: {title: Flu, probability: 20%, impact: {e: [1d, 3d, 9d]}}
"""
PLAN = plan_of(FOUR_PATHS + RISK, head())


def found(limited: bool = False, text: str = FOUR_PATHS) -> PlanRisk:
    runs = risk(plan_of(text, head()), 4000, limited=limited)
    assert runs
    return runs


def test_the_sentence_says_why_the_plain_path_is_early() -> None:
    runs = found()
    p80 = f"{runs.finish.days[1]:.1f}"
    assert bias_words(PLAN, runs) == (
        f"The plain critical path says 15 days; with 4 paths that meet at “E” 8 of 10 runs end by {p80}."
    )
    assert bias_parts(runs).startswith("Working days from the start; 3.6 are added because work on that path slips, 1.")
    held = bias_words(PLAN, found(limited=True))
    assert held.endswith(" As people do one thing at a time, 8 of 10 runs end by 31.6.")


def test_a_single_path_only_slips_and_a_sure_one_does_nothing() -> None:
    alone = "activities:\n  a: {title: A, estimate: [8d, 10d, 16d]}"
    runs = found(text=alone)
    assert "work slips more than it gains" in bias_words(PLAN, runs)
    sure = found(text="activities:\n  a: {title: A, estimate: 10d}")
    assert bias_words(PLAN, sure) == "The plain critical path says 10 days; 8 of 10 runs end by 10."
    assert bias_parts(sure) == ""
    assert finish_words(sure) == "Ready by 22 Jan 2027 in almost every run"
    assert tornado_rows(PLAN, sure) == ()


def test_rows_of_what_lies_ahead() -> None:
    rows = chance_rows(PLAN, found())
    assert [row["what"] for row in rows] == ["All work", "◆ Live"]
    assert rows[1]["due"] == "5 Feb 2027"
    assert 70 < int(rows[1]["on_time"]) < 82
    reached = PLAN.model_copy(update={"programme": PLAN.programme.model_copy(update={"data_date": date(2027, 12, 1)})})
    assert [row["what"] for row in chance_rows(reached, found())] == ["All work"]


def test_a_share_is_never_rounded_to_none_or_all() -> None:
    assert [chance(share, 1000) for share in (0, 0.001, 0.25, 0.996, 0.999, 1)] == [
        "0",
        "< 1",
        "25",
        "> 99",
        "> 99",
        "100",
    ]


def test_a_chance_of_a_day_and_the_day_of_a_chance() -> None:
    runs = found()
    assert chance_words(runs, date(2027, 1, 12)) == "Ready by 12 Jan 2027 in 0 of 100 runs"
    assert date_words(runs, 0.8) == "80 of 100 runs are ready by 8 Feb 2027"


def test_the_chart_of_the_finish() -> None:
    runs = found()
    view = finish_chances(runs, date(2027, 2, 2))
    chart = chances(view, LIGHT)
    bars = marks(chart, "rect", color=LIGHT.teal_pale)
    assert [bar["day"] for bar in bars] == [day.toordinal() for day, _count in runs.finish.counts]
    lines = marks(chart, "line", color=LIGHT.teal)
    assert lines[-1]["share"] == 100
    assert {"half: 4 Feb", "8 of 10: 8 Feb", "plain: 2 Feb"} <= set(texts(chart))
    assert chances_alt(view).endswith("plain: 2 Feb.")
    # the earlier a mark the lower its words, so that no line runs through them
    words = {bar["word"]: bar["y"] for bar in marks(chart, "text")}
    assert words["plain: 2 Feb"] > words["half: 4 Feb"] > words["8 of 10: 8 Feb"]


def test_many_days_share_bars() -> None:
    runs = found()
    spread = tuple((date.fromordinal(date(2027, 1, 1).toordinal() + k), 1) for k in range(400))
    wide = replace(runs, finish=replace(runs.finish, counts=spread))
    bars = marks(chances(finish_chances(wide, date(2027, 1, 1)), LIGHT), "rect", color=LIGHT.teal_pale)
    assert len(bars) <= 60
    assert bars[0]["until"] - bars[0]["day"] == 7


def test_what_the_finish_hangs_on() -> None:
    runs = risk(PLAN, 4000)
    assert runs
    rows = tornado_rows(PLAN, runs)
    assert {rows[0].label, rows[1].label} == {"E", "⚡ Flu"}
    assert [row.words for row in rows if row.is_risk] == ["risk of 20 %"]
    assert "critical in 100 of 100" in [row.words for row in rows]
    bars = marks(tornado(rows, LIGHT), "rule")
    assert [bar["ink"] == LIGHT.amber for bar in bars] == [row.is_risk for row in rows]
    assert "E: " in tornado_alt(rows)


def test_how_it_was_computed_is_said() -> None:
    words = method_words(PLAN, found())
    assert words.startswith("4,000 runs with dice of seed 1:")
    assert "Three points are read as a triangle; each piece of work has its own luck; people are not limited." in words
    lucky = plan_of(FOUR_PATHS, head(more="  correlation: {by: department}\n"))
    assert "work of one department shares 30 % of its luck" in method_words(lucky, found())


def test_lines_in_every_language() -> None:
    runs = found()
    try:
        for code in ("es", "zh", "th", "ru"):
            use(code)
            assert len(list(risk_lines(PLAN, runs))) >= 8
    finally:
        use("en")


def test_another_order_than_that_of_the_dates_is_told() -> None:
    text = """
    activities:
      short: {title: Short, estimate: 2d, needs: {team: 1}}
      first: {title: First, estimate: 3d, needs: {team: 1}}
      last: {title: Last, estimate: 10d, after: [first]}
    """
    plan = plan_of(text, head(people=1))
    runs = risk(plan, 8, limited=True)
    assert runs
    (line,) = (each for each in risk_lines(plan, runs) if each.startswith("!"))
    assert line.startswith("! With all work")
    assert "these runs end on 29 Jan 2027, the first dates with limited people on 27 Jan 2027" in line
    (told,) = chances_json(runs)["warnings"]
    assert (told["id"], told["message"]) == ("runs-in-list-order", line.removeprefix("! "))
