"""The Gantt chart on paper: one sheet for forty rows, nothing else of the page, white also from a dark screen."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.server import App, settle

pytestmark = pytest.mark.e2e


def test_forty_rows_are_one_sheet(chromium: Browser, common: App) -> None:
    # the fortieth row is the heading of the group
    works = "".join(f"    w-{n}: {{title: Piece of work number {n}, estimate: {n + 1}d}}\n" for n in range(39))
    head = "programme:\n  title: Many\n  starts: 2027-01-04\nrealization:\n  activities:\n"
    plan = common.write("many", head + works).name
    page = chromium.new_page(viewport={"width": 1280, "height": 1200}, color_scheme="dark")
    page.goto(f"{common.address}/realization?plan={plan}")
    settle(page)
    page.locator(".st-key-gantt-size").get_by_text("For print").click()
    expect(page.locator(".st-key-gantt-print svg.marks")).to_be_visible()
    settle(page)
    assert [sheets(page, "A4", False), sheets(page, "A3", True)] == [1, 1]
    page.emulate_media(media="print")
    expect(page.locator(".st-key-gantt-print svg.marks")).to_be_visible()
    expect(page.locator(".st-key-report")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.close()


def sheets(page: Page, paper: str, landscape: bool) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper, landscape=landscape)))
