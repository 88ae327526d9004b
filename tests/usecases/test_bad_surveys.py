"""Surveys that no method likes: every one ends in a result with its warning, or in a refusal that says why."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from improvement.cli import main
from improvement.usecases.new import new
from improvement.usecases.start import start
from tests.conftest import ROOT
from tests.usecases.survey import assessed, store, table, warned

pytestmark = pytest.mark.heavy

RNG = np.random.default_rng(5)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    new(start(folder, lambda: datetime.now(UTC).astimezone()).store, "line", "Line", datetime.now(UTC).date())
    return folder


def columns(n: int, **more: object) -> dict[str, object]:
    overall = [1 + k % 5 for k in range(n)]
    return {"id": range(n), "overall": overall, "food": [1 + (k * 7 // 3) % 5 for k in range(n)], **more}


def page(plans: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """All words of the page, which must not fail."""
    monkeypatch.setenv("KEPT_PLANS", str(plans))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["plan"] = "line"
    app.run()
    app.switch_page("pages/assessment.py").run()
    assert not app.exception
    return " ".join(each.value.replace("\\", "") for each in (*app.markdown, *app.caption, *app.warning))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the file is empty"),
        ("\n\n", "the file is empty"),
        ("id,overall\n", "there are headings, but no rows below them"),
    ],
)
def test_a_file_without_rows_is_refused_and_nothing_is_stored(text: str, why: str, plans, capsys) -> None:
    assert store(plans, text) != 0
    assert why in capsys.readouterr().err
    shown, _printed = assessed(plans, capsys)
    assert shown["sources"] == {}


def test_one_row_gives_counts_and_no_scores(plans, capsys, monkeypatch) -> None:
    assert store(plans, table(columns(1)), overall="overall", scale__overall="1..5", scale__food="1..5") == 0
    shown, printed = assessed(plans, capsys)
    assert "too-few-answers" in warned(shown)
    assert shown["sources"]["s"]["items"]["overall"]["too_few"] is True
    assert shown["sources"]["s"]["items"]["overall"]["lo"] is None
    assert "overall: too few answers (1)" in printed
    assert not re.search(r"overall: \d", printed)
    assert "too few answers (1)" in page(plans, monkeypatch)


def test_less_than_thirty_answers_give_no_number_and_no_place(plans, capsys, monkeypatch) -> None:
    given = columns(25, recommend=[(10, 9, 7, 3, 0)[k % 5] for k in range(25)])
    roles = {"overall": "overall", "recommend": "recommend", "drivers": "food", "scale__recommend": "0..10"}
    assert store(plans, table(given), **roles) == 0
    shown, printed = assessed(plans, capsys)
    assert shown["sources"]["s"]["nps"]["too_few"] is True
    assert all(each["place_from"] is None for each in shown["candidates"])
    drivers = shown["sources"]["s"].get("drivers", {"johnson": {}})
    assert all(each["place_from"] is None for each in drivers["johnson"].values())
    for line in printed.splitlines():
        assert not re.match(r"  (overall|food|recommend\w*|- food|\d\S* food)\W*[-+\d]", line), line
    assert "recommendation: too few answers (25)" in printed
    assert "too few answers (25)" in page(plans, monkeypatch)


def test_a_constant_column_explains_nothing_and_says_so(plans, capsys, monkeypatch) -> None:
    given = columns(150, seat=[4] * 150)
    assert store(plans, table(given), overall="overall", scale__seat="1..5", drivers="food,seat") == 0
    shown, printed = assessed(plans, capsys)
    assert "driver-constant" in warned(shown)
    assert "seat" not in shown["sources"]["s"]["drivers"]["johnson"]
    assert "seat has the same answer everywhere, so it explains nothing" in printed
    assert "the same answer everywhere" in page(plans, monkeypatch)


def test_an_outcome_that_never_varies_has_no_drivers(plans, capsys, monkeypatch) -> None:
    given = columns(150) | {"overall": [4] * 150}
    assert store(plans, table(given), overall="overall", scale__overall="1..5", drivers="food") == 0
    shown, _printed = assessed(plans, capsys)
    assert "drivers-not-computed" in warned(shown)
    assert "drivers" not in shown["sources"]["s"]
    assert "what matters for overall cannot be computed" in page(plans, monkeypatch).lower()


def test_singular_drivers_leave_one_out_and_share_no_number_twice(plans, capsys) -> None:
    noise = RNG.integers(1, 6, 150)
    given = columns(150, seat=noise, chair=noise)
    assert store(plans, table(given), overall="overall", drivers="food,seat,chair") == 0
    shown, _printed = assessed(plans, capsys)
    assert "driver-duplicate" in warned(shown)
    assert set(shown["sources"]["s"]["drivers"]["johnson"]) == {"food", "seat"}


def test_a_column_without_answers_has_no_score(plans, capsys, monkeypatch) -> None:
    given = columns(150, seat=[99] * 150)
    roles = {"overall": "overall", "drivers": "food,seat", "scale__seat": "1..5", "not_answers__seat": "99"}
    assert store(plans, table(given), **roles) == 0
    shown, _printed = assessed(plans, capsys)
    assert "seat" not in shown["sources"]["s"]["items"]
    assert "items-unanswered" in warned(shown)
    assert "Nobody answered: seat" in page(plans, monkeypatch)


def test_a_survey_without_any_answer_says_so(plans, capsys, monkeypatch) -> None:
    given = columns(150) | {"overall": [99] * 150, "food": [99] * 150}
    roles = {name: value for item in ("overall", "food") for name, value in _blank(item)}
    assert store(plans, table(given), overall="overall", **roles) == 0
    shown, printed = assessed(plans, capsys)
    assert "items" not in shown["sources"]["s"]
    assert "items-unanswered" in warned(shown)
    assert "nobody answered: overall" in printed
    assert shown["candidates"] == []
    assert "Nobody answered: overall" in page(plans, monkeypatch)


def _blank(item: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (f"scale__{item}", "1..5"), (f"not_answers__{item}", "99")


def test_a_round_with_other_labels_is_not_joined(plans, capsys, monkeypatch) -> None:
    words = ["Very bad", "Bad", "So-so", "Good", "Very good"]
    other = ["Terrible", "Poor", "Good", "Very good"]
    first = columns(150) | {"food": [words[k % 5] for k in range(150)]}
    second = columns(150) | {"food": [other[k % 4] for k in range(150)]}
    about = {"mode": "web", "overall": "overall"}
    assert store(plans, table(first), "one", wave="2025", collected="2025-11-01", **about) == 0
    later = {"scale__food": "1..4", "labels__food": ";".join(f"{word}={n + 1}" for n, word in enumerate(other))}
    later["labels__food"] += ";Excellent=4"
    capsys.readouterr()
    assert store(plans, table(second), "two", wave="2026", collected="2026-11-01", **about, **later) == 0
    shown, printed = assessed(plans, capsys)
    (wave,) = shown["waves"]
    assert "food" not in wave["items"]
    assert "food" in {each["path"][-1] for each in wave["warnings"] if each["id"] == "wave-not-comparable"}
    assert "is not compared" in printed
    assert "is not compared" in page(plans, monkeypatch)


def test_weights_of_zero_weight_nothing_and_say_so(plans, capsys, monkeypatch) -> None:
    given = columns(150, w=[0] * 150)
    assert store(plans, table(given), overall="overall", weight="w") == 0
    shown, printed = assessed(plans, capsys)
    assert "weights-all-zero" in warned(shown)
    assert "weighted" not in shown["sources"]["s"]["items"]["overall"]
    assert "no row has a weight above 0" in printed
    assert "o row has a weight above 0" in page(plans, monkeypatch)


def wide(questions: int) -> str:
    return table(columns(120) | {f"q{n}": RNG.integers(1, 6, 120).tolist() for n in range(questions)})


def test_three_hundred_columns_are_scored_and_too_many_to_weigh(plans, capsys, monkeypatch) -> None:
    assert store(plans, wide(297), overall="overall") == 0
    shown, printed = assessed(plans, capsys)
    assert len(shown["sources"]["s"]["items"]) == 299
    assert "drivers" not in shown["sources"]["s"]
    assert "298 questions are too many to weigh against each other; at most 60 can be" in printed
    assert "298 questions are too many to weigh against each other" in page(plans, monkeypatch)


def test_sixty_drivers_get_no_places_beyond_what_the_rows_carry(plans, capsys) -> None:
    assert store(plans, wide(59), overall="overall") == 0
    shown, _printed = assessed(plans, capsys)
    johnson = shown["sources"]["s"]["drivers"]["johnson"]
    assert len(johnson) == 60
    assert "ranks-withheld" in warned(shown)
    assert all(each["place_from"] is None for each in johnson.values())


def test_where_ranges_overlap_no_place_stands_alone(plans, capsys) -> None:
    """Three equal drivers: the command shows a range of places, never first, second, third."""
    parts = RNG.integers(1, 6, (400, 3))
    overall = np.clip(np.round(parts.mean(axis=1) + RNG.normal(0, 0.3, 400)), 1, 5).astype(int)
    given = {"id": range(400), "overall": overall, **{f"p{n}": parts[:, n] for n in range(3)}}
    assert store(plans, table(given), overall="overall", drivers="p0,p1,p2") == 0
    shown, printed = assessed(plans, capsys)
    johnson = shown["sources"]["s"]["drivers"]["johnson"]
    pairs = [(one, other) for one in johnson.values() for other in johnson.values() if one is not other]
    tied = [(a, b) for a, b in pairs if a["lo"] <= b["hi"] and b["lo"] <= a["hi"]]
    assert tied
    assert all(a["place_from"] <= b["place_to"] and a["place_to"] > a["place_from"] for a, b in tied)
    assert not re.search(r"^  [123] p\d", printed, re.MULTILINE)


def test_the_report_is_json_whatever_the_survey(plans, capsys) -> None:
    assert store(plans, table(columns(2)), overall="overall", scale__overall="1..5") == 0
    capsys.readouterr()
    assert main(["assess", "--plans", str(plans), "line", "--json"]) == 0
    json.loads(capsys.readouterr().out, parse_constant=lambda each: pytest.fail(f"{each} is no JSON"))
