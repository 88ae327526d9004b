"""The Assessment page tells what changed since the round before."""

from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT


def test_the_sample_shows_what_got_better(monkeypatch) -> None:
    monkeypatch.setenv("KEPT_PLANS", str(ROOT / "plans"))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["plan"] = "harbour-bank"
    app.run()
    app.switch_page("pages/assessment.py").run()
    assert not app.exception
    told = [each.value.replace("\\", "") for each in app.markdown]
    assert any("6 of 35 questions changed since the round before: 6 better, 0 worse" in each for each in told)
    assert any("Recommendation (NPS): +14" in each for each in told)
