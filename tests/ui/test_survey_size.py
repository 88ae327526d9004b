"""The Assessment page tells whether a survey has answers enough, and sizes for the next one."""

import pytest
from streamlit.testing.v1 import AppTest

from improvement.assessment.planned_size import SizeQuestion, planned_size
from improvement.statistics.sample_size import answers_needed
from improvement.ui.survey_size import LARGEST_CHANGE, _change
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


@pytest.mark.parametrize("share", [0.01, 0.5, 0.509, 0.51, 0.99])
def test_the_largest_change_has_room_from_any_share(share: float) -> None:
    start, end = _change(share, LARGEST_CHANGE / 100)
    assert start == share
    assert 0 < end < 1
    assert planned_size(SizeQuestion(change=(start, end))).each_round
