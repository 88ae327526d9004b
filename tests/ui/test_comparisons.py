"""The Assessment page: rivals and blind spots unfold, states stand open, what is left out gets its reason."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from improvement.usecases.evidence import Upload, store_evidence, understand_file
from improvement.usecases.new import new
from improvement.usecases.opened import opened
from improvement.usecases.start import start
from improvement.usecases.workspace import Workspace
from tests.conftest import ROOT


def csv(**columns: float) -> bytes:
    rng = np.random.default_rng(2)
    mood = rng.normal(0, 0.6, 120)
    answers = [np.clip(np.round(mean + mood + rng.normal(0, 0.7, 120)), 1, 7).astype(int) for mean in columns.values()]
    for each in answers:
        # both ends are answered, so that the scale is plain
        each[:2] = 1, 7
    rows = "\n".join(",".join(map(str, row)) for row in zip(*answers, strict=True))
    return f"{','.join(columns)}\n{rows}\n".encode()


def with_kinds(content: bytes) -> bytes:
    """Every other answer is from a key account."""
    first, *rows = content.decode().splitlines()
    return "\n".join([f"{first},Kind", *(f"{row},{('key', 'other')[n % 2]}" for n, row in enumerate(rows))]).encode()


CUSTOMERS = csv(
    **{"Speed": 4.0, "Speed (competitor)": 5.0, "Price": 4.0, "Price (competitor)": 4.0},
    **{"Parking (expected)": 5.0, "Parking (received)": 4.0, "Overall satisfaction": 5.0},
)
STAFF = csv(Speed=5.5, Price=4.0)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("KEPT_PLANS", str(tmp_path))
    found = start(tmp_path, lambda: datetime.now(UTC).astimezone())
    new(found.store, "airport", "Airport", found.today, owner="Ana Ruiz")
    for name, content, settings in (
        ("customers", with_kinds(CUSTOMERS), {"factor.Price": "price"}),
        ("team", STAFF, {"respondents": "staff"}),
    ):
        upload = Upload(content, f"{name}.csv")
        into = opened(found, "airport")
        store_evidence(into, name, upload, understand_file(upload, settings).mapping, "Ana Ruiz")
    return found


def page() -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["plan"] = "airport"
    app.run()
    return app.switch_page("pages/assessment.py").run()


def told(app: AppTest) -> str:
    parts = [*app.markdown, *app.caption, *app.expander]
    return "\n".join(str(getattr(each, "value", "") or getattr(each, "label", "")) for each in parts).replace("\\", "")


def test_rivals_and_blind_spots_have_their_titles_before_they_are_open(workspace) -> None:
    app = page()
    assert not app.exception
    shown = told(app)
    assert "competitor: we are behind in 1, ahead in 0, without a clear lead in 1" in shown
    assert "We think better of ourselves than customers do in 1 of 2 questions" in shown
    assert "got less than they expected: Parking (received)" in shown
    # the picture is made once the part is open
    assert "better value" not in shown


def test_an_opened_rival_shows_the_value_map(workspace) -> None:
    app = page()
    app.session_state["rival-0"] = True
    app.session_state["blind-0"] = True
    app.run()
    assert not app.exception
    shown = told(app)
    assert "competitor gives the better value" in shown
    assert "Blind spots: Speed" in shown
    assert "By kind of customer" in shown
    tables = [each.value for each in app.dataframe if "Better value" in each.value]
    assert [list(each["Who"]) for each in tables] == [["everybody", "Kind: key", "Kind: other"]]
    assert "Fewer than 100 answers: key (60), other (60)" in shown


def test_a_factor_is_left_out_with_a_reason(workspace) -> None:
    app = page()
    assert "2 of 4 factors are looked at" in told(app)
    app.session_state["coverage"] = True
    app.run()
    next(each for each in app.text_input if each.label == "Why not: Channel").set_value("one counter only")
    next(each for each in app.button if each.label == "Save the reasons").click().run()
    assert not app.exception
    plan = workspace.store.snapshot("airport").plan
    assert plan is not None
    assert dict(plan.assessment.left_out) == {"channel": "one counter only"}
    assert "3 of 4 factors are looked at" in told(app)
