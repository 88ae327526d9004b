"""A trainer in two programmes: priorities are set, the programmes levelled, the dates kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.server import running_app, settle
from tests.realization.shared_plans import NORTH, SOUTH, place

pytestmark = pytest.mark.e2e


@pytest.fixture
def page(chromium: Browser, plans: Path) -> Iterator[Page]:
    place(plans, NORTH.replace("  priority: 1\n", ""), SOUTH.replace("  priority: 2\n", ""))
    with running_app(plans) as address:
        opened = chromium.new_page(viewport={"width": 1280, "height": 1200}, reduced_motion="reduce", locale="en-GB")
        opened.goto(f"{address}/programme?plan=south")
        settle(opened)
        yield opened
        opened.close()


def test_the_programme_with_the_priority_has_the_trainer_first(page: Page, plans: Path) -> None:
    page.locator(".st-key-charter summary").click()
    settle(page)
    page.get_by_role("textbox", name="Priority among programmes").fill("1")
    page.get_by_role("button", name="Save the charter").click()
    expect(page.get_by_text("Charter saved")).to_be_visible()
    assert "priority: 1" in (plans / "south/plan.yaml").read_text()
    page.get_by_role("link", name="Portfolio").first.click()
    box = page.locator(".st-key-overbooked")
    box.get_by_role("button", name="Level across programmes").click()
    expect(box.get_by_text("“North” waits for Kim Alvarez (busy for “South”)")).to_be_visible()
    expect(box.get_by_text("Finish +5 working days: 29 Jan 2027")).to_be_visible()
    assert "not_before" not in (plans / "north/plan.yaml").read_text()
    box.get_by_role("button", name="Keep these dates").click()
    expect(page.get_by_text("Dates levelled across programmes")).to_be_visible()
    expect(box).to_have_count(0)
    assert "not_before: 2027-01-18" in (plans / "north/plan.yaml").read_text()
    assert "not_before" not in (plans / "south/plan.yaml").read_text()
