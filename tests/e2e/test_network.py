"""The picture of who waits for whom, with a mouse and with the keyboard alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.server import App, settle

pytestmark = pytest.mark.e2e


@pytest.fixture
def plan(common: App) -> Path:
    return common.copy("harbour-bank") / "plan.yaml"


@pytest.fixture
def page(chromium: Browser, common: App, plan: Path) -> Iterator[Page]:
    opened = chromium.new_page(viewport={"width": 1280, "height": 1200}, reduced_motion="reduce", locale="en-GB")
    opened.goto(f"{common.address}/realization?plan={plan.parent.name}&id=call-list")
    settle(opened)
    yield opened
    opened.close()


def test_boxes_choose_work_and_a_link_is_made_without_typing_an_id(page: Page, plan: Path) -> None:
    part = page.locator(".st-key-network-part")
    part.locator("summary").first.click()
    expect(part.get_by_text("0 lead to “Put agreed calls into one list with a time”, 3 follow it")).to_be_visible()
    part.locator("button.box", has_text="Draw up who calls").click()
    page.wait_for_url(re.compile("id=call-roster"))
    chosen = part.locator("button.box.chosen")
    expect(chosen).to_contain_text("Draw up who calls")
    chosen.focus()
    page.keyboard.press("Tab")
    expect(part.locator("button.box:focus")).to_contain_text("Try the roster")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("id=call-pilot"))
    expect(part.locator("button.box.chosen")).to_be_focused()
    settle(page)
    choose(page, "Also waits for", "Show the note to whoever takes the call")
    choose(page, "How it waits", "may start once it has started")
    expect(part.get_by_text("If you save:")).to_be_visible()
    part.get_by_role("button", name="Save the links").click()
    expect(part.locator("text.words", has_text="SS")).to_be_visible()
    assert "note-screen SS" in plan.read_text()


def choose(page: Page, label: str, option: str) -> None:
    """By its words; a long list draws only the part in sight."""
    box = page.locator(".st-key-network-part [data-testid=stSelectbox]", has_text=label).locator("input")
    box.click()
    box.press_sequentially(option[:12])
    page.get_by_role("option", name=option).click()
    settle(page)
