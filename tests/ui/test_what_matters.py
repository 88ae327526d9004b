"""A survey with importance, pairs of questions and tickets: the page and the command show what matters."""

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from improvement.cli import main
from improvement.usecases.new import new
from improvement.usecases.start import start
from tests.conftest import ROOT

SETTINGS = (
    *("overall=overall", "drivers=sat_speed,sat_tone", "role.with_speed=kano-functional", "of.with_speed=speed"),
    *("role.without_speed=kano-dysfunctional", "of.without_speed=speed", "good.with_speed=low"),
    *("good.without_speed=low", "scale.with_speed=1..5", "scale.without_speed=1..5"),
)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A programme with such a survey, tickets, what a contact costs, and a finding about the speed."""
    today = datetime.now(UTC).date()
    new(start(tmp_path, lambda: datetime.now(UTC).astimezone()).store, "shop", "Shop", today)
    rng = np.random.default_rng(1)
    answers = rng.integers(1, 6, (150, 3))
    overall = np.clip(np.round(answers[:, :2].mean(axis=1) + 0.4 * rng.normal(size=150)), 1, 5).astype(int)
    pairs = ["2,5" if each < 110 else "1,3" for each in range(150)]
    head = "id,overall,sat_speed,sat_tone,importance_speed,with_speed,without_speed"
    rows = (f"{n},{overall[n]},{a},{b},{max(3, c)},{pairs[n]}" for n, (a, b, c) in enumerate(answers))
    (tmp_path / "survey.csv").write_text("\n".join((head, *rows)) + "\n")
    cases = (f"{n},2026-01-{1 + n % 28:02} 09:00,2026-01-{1 + n % 28:02} {10 + n % 9}:30" for n in range(60))
    (tmp_path / "tickets.csv").write_text("\n".join(("ticket,opened,closed", *cases)) + "\n")
    store = ["--plans", str(tmp_path), "--plan", "shop"]
    wanted = [part for each in SETTINGS for part in ("--set", each)]
    assert main(["evidence", *store, str(tmp_path / "survey.csv"), "--as", "survey", *wanted]) == 0
    assert main(["evidence", *store, str(tmp_path / "tickets.csv"), "--as", "tickets"]) == 0
    change(tmp_path, "programme.assumptions.contact-cost", "{value: 6.5, grade: D, source: finance}")
    change(tmp_path, "assessment.findings.slow", "{statement: It is slow, evidence: [survey/sat-speed]}")
    return tmp_path


def change(plans: Path, path: str, value: str) -> None:
    assert main(["add", "--plans", str(plans), "shop", path, value]) == 0


def page(plans: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("KEPT_PLANS", str(plans))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["plan"] = "shop"
    app.run()
    app.switch_page("pages/assessment.py").run()
    assert not app.exception
    return app


def test_the_page_shows_what_customers_say_matters(plans, monkeypatch) -> None:
    app = page(plans, monkeypatch)
    told = " ".join(each.value for each in (*app.markdown, *app.caption)).replace("\\", "")
    assert "Taken for granted: Speed" in told
    assert "What customers call important" in told
    assert "The score weighs: Shortfall" in told
    assert "Rival ahead is empty" in told
    assert "Cost of contacts is empty" not in told
    tables = [list(each.value.columns) for each in app.dataframe]
    assert any("Among the first three" in each and "Cost of contacts" in each for each in tables)
    assert any("Opportunity, 0 to 20" in each for each in tables)
    assert any("Missing it displeases" in each for each in tables)


def test_effort_is_typed_and_the_score_follows(plans, monkeypatch, capsys) -> None:
    for field, value in (("reach", "5000"), ("impact", "high"), ("effort", "2")):
        change(plans, f"assessment.findings.slow.{field}", value)
    told = " ".join(each.value for each in page(plans, monkeypatch).markdown).replace("\\", "")
    assert "It is slow" in told
    assert "Worth the effort" in told
    capsys.readouterr()
    assert main(["assess", "--plans", str(plans), "shop", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (one,) = found["worth"]
    assert one["score"] == pytest.approx(5000 * 2 * one["confidence"] / 2)
    tickets = next(each for each in found["candidates"] if each["id"].startswith("tickets/"))
    assert tickets["criteria"]["contact_cost"] == pytest.approx(60 * 6.5)
    assert found["sources"]["survey"]["kano"]["speed"]["kind"] == "must-be"
    assert {"shortfall", "stated", "contact_cost"} <= set(found["weights"])


def test_the_command_says_it_in_words(plans, capsys) -> None:
    assert main(["assess", "--plans", str(plans), "shop"]) == 0
    told = capsys.readouterr().out
    assert "Taken for granted: Speed" in told
    assert "among the first three in" in told
    assert "believed, not measured: 6.5 each, grade D (finance)" in told
