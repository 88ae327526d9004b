"""What the first visitor after a start sees, and what two visitors do to each other."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.server import ROOT, running_app, settle

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


def test_a_field_changed_by_somebody_else_is_shown_and_not_overwritten(chromium: Browser, plans: Path) -> None:
    shutil.copytree(ROOT / "plans/city-clinic", plans / "city-clinic")
    with running_app(plans) as address:
        page = chromium.new_page(viewport={"width": 1440, "height": 1200})
        page.goto(f"{address}/programme?plan=city-clinic")
        settle(page)
        page.locator(".st-key-charter summary").click()
        title = page.locator(".st-key-charter").get_by_label("Title")
        title.fill("Mine")
        file = plans / "city-clinic/plan.yaml"
        text = file.read_text()
        theirs = text.replace(title_of(text), "Theirs")
        file.write_text(theirs)
        page.get_by_role("button", name="Save the charter").click()
        expect(page.get_by_text("Somebody changed the same field meanwhile")).to_be_visible()
        assert file.read_text() == theirs
        page.close()


def title_of(text: str) -> str:
    line = next(each for each in text.splitlines() if each.startswith("  title:"))
    return line.removeprefix("  title:").strip()
