"""What the first visitor after a start sees, and what two visitors do to each other."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from improvement.cli import main
from tests.e2e.server import ROOT, App, running_app, settle

pytestmark = pytest.mark.e2e


def test_a_deep_link_opened_first_has_its_navigation(chromium: Browser, plans: Path) -> None:
    shutil.copytree(ROOT / "plans/city-clinic", plans / "city-clinic")
    with running_app(plans) as address:
        page = chromium.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{address}/assessment?plan=city-clinic")
        settle(page)
        expect(page.get_by_role("link", name="Commitment").first).to_be_visible()
        expect(page.get_by_text("City Clinic").first).to_be_visible()
        page.close()


def test_a_field_changed_by_somebody_else_is_shown_and_the_person_chooses(chromium: Browser, common: App) -> None:
    plan = common.copy("city-clinic")
    page = chromium.new_page(viewport={"width": 1440, "height": 1200})
    page.goto(f"{common.address}/programme?plan={plan.name}")
    settle(page)
    page.locator(".st-key-charter summary").click()
    settle(page)
    title = page.locator(".st-key-charter").get_by_label("Title")
    title.fill("Mine")
    file = plan / "plan.yaml"
    text = file.read_text()
    theirs = text.replace(title_of(text), "Theirs")
    file.write_text(theirs)
    page.get_by_role("button", name="Save the charter").click()
    clash = page.locator(".st-key-conflict")
    expect(clash.get_by_text("Theirs", exact=True)).to_be_visible()
    expect(clash.get_by_text("Mine", exact=True)).to_be_visible()
    assert file.read_text() == theirs

    clash.get_by_role("button", name="Keep mine").click()
    expect(clash).to_have_count(0)
    expect(title).to_have_value("Mine")
    assert file.read_text() == theirs.replace("Theirs", "Mine")
    page.close()


def title_of(text: str) -> str:
    line = next(each for each in text.splitlines() if each.startswith("  title:"))
    return line.removeprefix("  title:").strip()


def test_others_changes_are_announced_and_ones_own_taken_back(chromium: Browser, common: App) -> None:
    plan = common.copy("city-clinic")
    file = plan / "plan.yaml"
    before = file.read_bytes()
    page = chromium.new_page(viewport={"width": 1440, "height": 1200})
    page.goto(f"{common.address}/programme?plan={plan.name}")
    settle(page)
    page.locator(".st-key-who button").click()
    page.get_by_label("Your name, for the record of changes and to undo your own").fill("Ana Ruiz")
    page.keyboard.press("Enter")
    settle(page)
    page.keyboard.press("Escape")
    page.locator(".st-key-charter summary").click()
    settle(page)
    page.locator(".st-key-charter").get_by_label("Title").fill("Clinic that calls back")
    page.get_by_role("button", name="Save the charter").click()
    expect(page.get_by_text("Ana Ruiz changed the charter just now")).to_be_visible()
    assert b"title: Clinic that calls back" in file.read_bytes()

    page.get_by_role("button", name="Undo: the charter").click()
    expect(page.get_by_text("Ana Ruiz took back a change of the charter just now")).to_be_visible()
    assert file.read_bytes() == before

    page.locator(".st-key-charter").get_by_label("Title").fill("Half a tit")
    told = ["--plans", str(common.plans), "--who", "Bo", plan.name, "programme.listen_again", "2027-03-01"]
    assert main(["set", *told]) == 0
    news = page.locator(".st-key-news")
    expect(news.get_by_text("Bo changed the charter just now")).to_be_visible()
    expect(page.locator(".st-key-charter").get_by_label("Title")).to_have_value("Half a tit")
    news.get_by_role("button", name="Refresh").click()
    expect(news).to_have_count(0)
    page.close()


def test_no_page_asks_anybody_else_for_anything(chromium: Browser, common: App) -> None:
    plan = common.copy("city-clinic")
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in ("", "programme", "assessment", "commitment", "realization", "guarantee", "present"):
        page.goto(f"{common.address}/{name}?plan={plan.name}")
        settle(page)
    page.close()
    assert asked
    assert [each for each in asked if not each.startswith((common.address, "data:", "blob:"))] == []
