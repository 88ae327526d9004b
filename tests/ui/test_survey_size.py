"""The Assessment page tells whether a survey has answers enough, and sizes for the next one."""

from streamlit.testing.v1 import AppTest

from improvement.statistics.sample_size import answers_needed
from tests.conftest import ROOT


def page(monkeypatch) -> AppTest:
    monkeypatch.setenv("KEPT_PLANS", str(ROOT / "plans"))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params["plan"] = "city-clinic"
    app.run()
    return app.switch_page("pages/assessment.py").run()


def test_a_survey_is_judged_and_the_next_one_planned(monkeypatch) -> None:
    app = page(monkeypatch)
    assert not app.exception
    assert any("answers tell a share to ±" in each.value for each in app.caption)
    app.number_input(key="see-size.population").set_value(50)
    app.number_input(key="see-size.margin").set_value(10.0)
    app.number_input(key="see-size.response").set_value(100.0).run()
    assert not app.exception
    (told,) = [each.value for each in app.markdown if "it takes" in each.value]
    # the share seen asks for a little less than one half would
    assert 25 <= int(told.split("it takes ")[1].split(" ")[0]) <= answers_needed(0.1, population=50)
