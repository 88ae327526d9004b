"""The part "With the people there are": found at once, improved beside the page, stopped, shown in the chart."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from improvement.errors import KeptError
from improvement.schedule.smoothed import SmoothedSchedule
from improvement.ui import limited as part
from improvement.ui import risk as risk_part
from improvement.usecases import limited
from improvement.usecases.dates import beyond_years
from improvement.usecases.opened import Opened
from tests.benchmarks.limited_plan import text_with
from tests.conftest import ROOT

FOUR = "".join(f"    {id}: {{title: Teach {id}, estimate: 10d, needs: {{trainers: 1}}}}\n" for id in "abcd")
FEW = f"""programme:
  title: Few trainers
  starts: 2027-01-11
  people:
    trainers: {{name: Trainers, count: 2}}
realization:
  activities:
{FOUR}    e: {{title: Open the doors, estimate: 5d, after: [a, b, c, d]}}
"""


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place(tmp_path / "plans", FEW)
    monkeypatch.setenv("KEPT_PLANS", str(tmp_path / "plans"))
    part._jobs.clear()
    return tmp_path / "plans"


def place(plans: Path, text: str) -> None:
    (plans / "few").mkdir(parents=True, exist_ok=True)
    (plans / "few" / "plan.yaml").write_text(text)


def page(opened: bool = True, **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["plan"] = "few"
    app.run()
    app = app.switch_page("pages/realization.py")
    for name, value in query.items():
        app.query_params[name] = value
    app.session_state[part.BOX] = opened
    return app.run()


def texts(app: AppTest) -> str:
    told = [each.value for each in (*app.markdown, *app.subheader, *app.caption)]
    return "\n".join(told).replace("\\", "").replace("\u2060", "")


def test_the_finish_with_and_without_limits_and_who_decides(plans: Path) -> None:
    app = page()
    assert not app.exception
    told = texts(app)
    assert "Ready by 12 Feb 2027 with the people there are, 10 working days later than if nobody were limited" in told
    assert "Optimal: no schedule with these people is ready on an earlier day." in told
    figures = [(each.label, each.value, each.delta) for each in app.metric]
    assert figures[:3] == [
        ("If nobody were limited", "15 working days", "29 Jan 2027"),
        ("With the people there are", "25 working days", "12 Feb 2027"),
        ("No schedule is shorter than", "25 working days", "12 Feb 2027"),
    ]
    assert "waits for Trainers (10 working days)" in told
    assert "waits 10 working days for Trainers, until “Teach" in told
    assert not [each for each in app.button if each.key in ("limited-stop", "limited-on")]


def test_nothing_is_computed_while_it_is_closed(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "at_once", None)
    app = page(opened=False)
    assert not app.exception
    assert "With the people there are" in [each.label for each in app.expander]


def test_the_chart_can_be_switched(plans: Path) -> None:
    app = page()
    assert "asked for more than they have: Trainers" in texts(app).lower().replace("trainers", "Trainers")
    choice = next(each for each in app.segmented_control if each.key == "url.dates")
    choice.set_value("people").run()
    assert not app.exception
    assert app.query_params["dates"] == "people"
    assert "Nobody is asked for more than they have" in texts(app)
    app.segmented_control(key="url.dates").set_value("even").run()
    assert not app.exception
    assert "Same finish" in texts(app)
    assert "Asked for more than they have: Trainers" in texts(app)
    again = page(opened=False, dates="people")
    assert "Nobody is asked for more than they have" in texts(again), "the chart follows the link"


def test_a_search_goes_on_beside_the_page_and_is_stopped(plans: Path) -> None:
    place(plans, text_with(100, 10))  # so much that nothing is proved at once
    app = page()
    assert not app.exception
    assert "Feasible, at most" in texts(app)
    jobs = part._jobs()
    running = jobs._running
    assert running is not None
    app.run()
    page()
    assert jobs._running is running, "one search for all tabs"
    app.button(key="limited-stop").click()
    begin = time.monotonic()
    app.run()
    while jobs._running and time.monotonic() < begin + 10:
        time.sleep(0.02)
    app.run()
    assert not app.exception
    assert "Stopped after" in texts(app)
    assert app.button(key="limited-on")


def test_without_needs_nobody_is_limited(plans: Path) -> None:
    place(plans, FEW.replace("needs: {trainers: 1}", "owner: trainers"))
    app = page()
    assert not app.exception
    assert "No work says whom it needs: nobody is limited." in texts(app)


def test_a_need_that_nobody_can_meet_is_said(plans: Path) -> None:
    place(plans, FEW.replace("needs: {trainers: 1}", "needs: {trainers: 3}", 1))
    app = page()
    assert "needs 3 of Trainers" in texts(app) or "needs 3 of trainers" in texts(app)


def test_customers_see_nothing_of_it(plans: Path) -> None:
    app = page(customer="1", dates="people")
    assert not app.exception
    assert "With the people there are" not in [each.label for each in app.expander]


@pytest.mark.parametrize("lang", ["th", "zh"])
def test_other_languages_do_not_break_it(plans: Path, lang: str) -> None:
    app = page(lang=lang)
    assert not app.exception
    assert len(app.metric) >= 3


def test_approving_says_that_other_dates_are_on_the_chart(plans: Path) -> None:
    told = "The earliest dates, with nobody limited, are approved"
    assert told in texts(page(opened=False, dates="people"))
    assert told not in texts(page(opened=False))


def test_even_dates_that_cannot_be_had_do_not_break_the_page(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(programme: Opened) -> SmoothedSchedule:
        raise KeptError(beyond_years())

    monkeypatch.setattr(limited, "evened", refuse)
    app = page(dates="even")
    assert not app.exception
    assert len(app.error) == 1


def test_a_search_that_broke_off_is_said(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(plans, text_with(100, 10))

    def broken(work: Callable[[], None]) -> None:
        raise RuntimeError("no thread")

    monkeypatch.setattr(part, "_beside", broken)
    app = page()
    assert not app.exception
    assert "The search broke off after 0 s" in texts(app)
    assert app.button(key="limited-on")


def test_chances_of_nothing_are_said(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(risk_part, "how_sure", lambda programme, limited: None)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["plan"] = "few"
    app.run()
    app = app.switch_page("pages/realization.py")
    app.session_state["how-sure"] = True
    app.run()
    assert "there are no dates to be sure of" in texts(app)
