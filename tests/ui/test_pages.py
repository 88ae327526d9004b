"""Every page opens without an exception: on an empty folder, without a programme, and on each sample."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

PAGES = sorted(each.stem for each in (ROOT / "pages").glob("[a-z]*.py"))
SAMPLES = ("harbour-bank", "city-clinic", "river-logistics")


@pytest.fixture(scope="session")
def sample_plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    return Path(shutil.copytree(ROOT / "plans", folder / "plans"))


def opened(page: str, plan: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    if plan:
        app.query_params["plan"] = plan
    app.run()
    return app if page == "portfolio" else app.switch_page(f"pages/{page}.py").run()


def test_there_are_the_pages_of_the_loop_and_the_room() -> None:
    loop = {"portfolio", "programme", "assessment", "commitment", "realization", "guarantee", "present"}
    assert set(PAGES) == {*loop, "room"}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("plan", ["", *SAMPLES])
def test_a_page_opens_on_the_samples(page, plan, sample_plans, monkeypatch) -> None:
    monkeypatch.setenv("KEPT_PLANS", str(sample_plans))
    app = opened(page, plan)
    assert not app.exception
    assert app.header, "a page says what it answers"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_on_an_empty_folder(page, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("KEPT_PLANS", str(tmp_path))
    app = opened(page, "")
    assert not app.exception
    assert app.info or app.button, "an empty page says what to do next"


@pytest.mark.parametrize("page", PAGES)
def test_a_broken_plan_is_named_with_its_place_and_no_traceback(page, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("KEPT_PLANS", str(tmp_path))
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken/plan.yaml").write_text("programme:\n  titel: x\n  starts: 2027-01-01\n")
    app = opened(page, "broken")
    assert not app.exception
    if page != "portfolio":
        assert any("plan.yaml:2:3: error[unknown-key]" in each.value for each in app.code)


def test_a_programme_that_does_not_exist_leads_to_the_portfolio(sample_plans, monkeypatch) -> None:
    monkeypatch.setenv("KEPT_PLANS", str(sample_plans))
    app = opened("programme", "../etc")
    assert not app.exception
    assert app.info


def test_the_name_is_asked_beside_the_title_and_kept_on_every_page(sample_plans, monkeypatch) -> None:
    monkeypatch.setenv("KEPT_PLANS", str(sample_plans))
    app = opened("programme", "city-clinic")
    app.text_input(key="kept.name.typed").set_value(" Ana  Ruiz ").run()
    assert app.session_state["kept.name"] == "Ana Ruiz"
    app = app.switch_page("pages/guarantee.py").run()
    assert not app.exception
    assert app.text_input(key="kept.name.typed").value == "Ana Ruiz"
    assert app.session_state["kept.name"] == "Ana Ruiz"


@pytest.mark.parametrize("page", ["portfolio", "realization"])
def test_a_damaged_file_of_shared_people_is_named_with_its_place(page, tmp_path, monkeypatch) -> None:
    folder = Path(shutil.copytree(ROOT / "plans", tmp_path / "plans"))
    monkeypatch.setenv("KEPT_PLANS", str(folder))
    (folder / "people.yaml").write_text("people: [\n  x")
    app = opened(page, "harbour-bank")
    assert not app.exception
    assert any("people.yaml:" in each.value for each in app.code)


def test_a_lost_file_of_approved_dates_is_said(tmp_path, monkeypatch) -> None:
    folder = Path(shutil.copytree(ROOT / "plans", tmp_path / "plans"))
    monkeypatch.setenv("KEPT_PLANS", str(folder))
    assert not any(
        "Bring baselines" in told.value.replace("\\", "") for told in opened("realization", "harbour-bank").markdown
    )
    (folder / "harbour-bank/baselines/2026-02-02.yaml").unlink()
    app = opened("realization", "harbour-bank")
    assert not app.exception
    assert any("Bring baselines/2026-02-02.yaml back" in told.value.replace("\\", "") for told in app.markdown)


def _says_its_language() -> None:
    import streamlit as st

    from improvement.ui.session import set_language

    st.text(set_language())


def test_the_language_of_the_address_stays_when_the_navigation_drops_it() -> None:
    app = AppTest.from_function(_says_its_language)
    app.query_params["lang"] = "th"
    assert app.run().text[0].value == "th"
    del app.query_params["lang"]
    assert app.run().text[0].value == "th"
    assert "th" in app.query_params["lang"]
    app.query_params["lang"] = "ru"
    assert app.run().text[0].value == "ru"


def test_an_empty_programme_offers_a_first_activity_by_hand(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("KEPT_PLANS", str(tmp_path))
    (tmp_path / "fresh").mkdir()
    (tmp_path / "fresh/plan.yaml").write_text("programme:\n  title: Fresh\n  starts: 2027-01-01\n")
    app = opened("realization", "fresh").button(key="add-work").click().run()
    assert not app.exception
    assert app.text_input(key="add-title")
