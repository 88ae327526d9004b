"""A rating by telephone keys has a note beside its score, read from the mapping that people write."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from improvement.cli import main
from improvement.usecases.new import new
from improvement.usecases.start import start
from tests.conftest import ROOT

KEYS = (
    "keypad:\n      labels: {1: satisfied, 2: average, 3: dissatisfied}\n      read: [1, 2, 3]\n"
    "      pause_seconds: 3\n      started_by: staff\n      offered: 200\n"
)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A programme with 100 ratings by keys, of which 70 say 1, and the keypad described by hand."""
    new(start(tmp_path, lambda: datetime.now(UTC).astimezone()).store, "line", "Line", datetime.now(UTC).date())
    rows = "".join(f"{n},{1 if n < 70 else 2 + n % 2}\n" for n in range(100))
    (tmp_path / "log.csv").write_text(f"call,overall\n{rows}")
    store = ["evidence", "--plans", str(tmp_path), str(tmp_path / "log.csv"), "--plan", "line", "--as", "keys"]
    assert main([*store, "--set", "overall=overall", "--set", "scale.overall=1..3"]) == 0
    mapping = next((tmp_path / "line").rglob("keys.mapping.yaml"))
    text = mapping.read_text().replace("good: high", "good: low")
    head, scale, rest = text.partition("    scale: ")
    assert scale
    mapping.write_text(f"{head}    {KEYS}{scale}{rest}")
    return tmp_path


def test_the_note_says_what_the_design_does(plans, monkeypatch, capsys) -> None:
    assert main(["assess", "--plans", str(plans), "line"]) == 0
    printed = capsys.readouterr().out
    assert "overall: the best answer, a pause, then the others" in printed
    monkeypatch.setenv("KEPT_PLANS", str(plans))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params["plan"] = "line"
    app.run()
    app.switch_page("pages/assessment.py").run()
    assert not app.exception
    told = " ".join(each.value for each in app.markdown)
    assert "70 of 100 pressed the best answer" in told
    assert "among all of them it is between 35 and 85 of 100" in told
    assert "Nobody should be paid or compared by it" in told
    assert "The staff who are rated decide who is asked" in told
