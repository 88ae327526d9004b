"""A promise that past cases refute: signed with a reason, published, then mended, in a real browser."""

from collections.abc import Iterator
from datetime import UTC, datetime
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
    opened = chromium.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce", locale="en-GB")
    opened.goto(f"{common.address}/commitment?plan={plan.parent.name}&id=call-the-same-morning")
    settle(opened)
    yield opened
    opened.close()


def test_signed_published_and_mended(page: Page, plan: Path) -> None:
    page.get_by_role("button", name="Keep it, signed with a reason").click()
    page.get_by_label("Why, in one sentence").fill("The roster starts in January")
    page.get_by_role("spinbutton", name="year, Last day").click()
    page.keyboard.type(f"{datetime.now(UTC).year + 2}0331")
    page.get_by_role("dialog").get_by_text("Who signs").click(force=True)  # closes the calendar
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_text("Nothing blocks. 2 points are open.")).to_be_visible()
    page.get_by_role("button", name="Publish it").click()
    page.get_by_role("button", name="Publish it today").click()
    expect(page.get_by_text("Customers have been told since")).to_be_visible()
    assert "reason: The roster starts in January" in plan.read_text()
    page.get_by_role("button", name="Promise 11 hours").click()
    expect(
        page.get_by_text("The wording says “four working hours”, but the standard says 11 working hours")
    ).to_be_visible()
    assert "target: {within: 11h, share: 95%}" in plan.read_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_verdict_follows_the_hours(page: Page) -> None:
    hours = page.locator(".st-key-card-trial input").first
    for amount, word in (("9", "Plausible, not proven"), ("12", "Safe"), ("3", "Over-promise")):
        hours.fill(amount)
        hours.press("Enter")
        expect(page.locator(".st-key-card-trial h3")).to_contain_text(word)
