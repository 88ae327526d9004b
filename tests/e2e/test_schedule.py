"""A session on the schedule in a real browser: links, few trainers, progress up to a day, the approved dates."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from improvement.cli import main
from tests.benchmarks.limited_plan import text_with
from tests.e2e.server import App, settle

pytestmark = pytest.mark.e2e

FOUR = "".join(f"    teach-{id}: {{title: Teach {id}, estimate: 10d, needs: {{trainers: 1}}}}\n" for id in "abcd")
PLAN = f"""programme:
  title: Few trainers
  starts: 2027-01-11
  people:
    trainers: {{name: Trainers, count: 4}}
realization:
  activities:
{FOUR}    doors: {{title: Open the doors, estimate: 5d, after: [teach-a, teach-b, teach-c, teach-d]}}
    poster: {{title: Print the poster, estimate: 12d}}
"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    opened = chromium.new_page(viewport={"width": 1280, "height": 2400}, reduced_motion="reduce", locale="en-GB")
    yield opened
    opened.close()


def keyed(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-{key}")


def test_links_few_trainers_progress_and_the_approved_dates(page: Page, common: App) -> None:
    folder = common.write("few", PLAN)
    page.goto(f"{common.address}/realization?plan={folder.name}&id=doors")
    settle(page)
    expect(page.get_by_text("Ready by 29 Jan 2027, as planned")).to_be_visible()
    add_dependency(page)
    expect(page.get_by_text("Ready by 2 Feb 2027", exact=False).first).to_be_visible()
    expect(page.get_by_text("The finish hangs on: Print the poster → Open the doors")).to_be_visible()
    assert "poster" in (folder / "plan.yaml").read_text().split("doors:")[1].split("estimate: 12d")[0]
    limit_trainers(page, folder)
    approve(page)
    report_progress(page)
    assert "data_date: 2027-01-15" in (folder / "plan.yaml").read_text()


def add_dependency(page: Page) -> None:
    keyed(page, "edit-doors").locator("summary").click()
    settle(page)
    waits = keyed(page, "activity").get_by_label("Waits for").last
    waits.click()
    page.keyboard.type("Print the poster")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    keyed(page, "activity").get_by_role("button", name="Save the changes").click()


def limit_trainers(page: Page, folder: Path) -> None:
    """Four trainers are enough; when only two are left the finish moves by itself, and it is proved."""
    part = keyed(page, "limited")
    part.locator("summary").click()
    expect(part.get_by_text("Ready by 2 Feb 2027 with the people there are, no later")).to_be_visible()
    expect(part.get_by_text("Optimal: no schedule with these people")).to_be_visible()
    assert main(["set", "--plans", str(folder.parent), folder.name, "programme.people.trainers.count", "2"]) == 0
    expect(part.get_by_text("Ready by 12 Feb 2027 with the people there are, 8 working days later")).to_be_visible()
    expect(part.get_by_text("waits for Trainers (10 working days)")).to_be_visible()
    bound = part.locator("[data-testid=stMetric]", has_text="No schedule is shorter than")
    expect(bound).to_contain_text("25 working days")
    part.get_by_role("radio", name="With the people there are").click()
    expect(page.get_by_text("Nobody is asked for more than they have")).to_be_visible()
    part.get_by_role("radio", name="Earliest, nobody limited").click()
    expect(page.get_by_text("Asked for more than they have: Trainers")).to_be_visible()


def approve(page: Page) -> None:
    page.get_by_role("button", name="Approve these dates").click()
    keyed(page, "approve-sure").get_by_role("button").click()
    expect(page.get_by_text("Ready by 2 Feb 2027, as approved")).to_be_visible()


def report_progress(page: Page) -> None:
    """Begun with a day, four weeks still to go at the data date: later than approved, and listed as moved."""
    page.goto(re.sub("id=[a-z-]*", "id=poster", page.url))
    settle(page)
    keyed(page, "report-progress").get_by_role("button").click()
    report = keyed(page, "report")
    for label, digits in (("Started on", "20270111"), ("Progress is complete up to", "20270115")):
        report.get_by_role("group", name=re.compile(label)).first.get_by_role("spinbutton").first.click()
        page.keyboard.type(digits)
        report.get_by_text("Still takes").first.click(force=True)  # closes the calendar
        settle(page)
    report.get_by_label("Still takes").fill("12d")
    report.get_by_label("Still takes").press("Tab")
    expect(page.get_by_text("If you save:")).to_contain_text("Finish +")
    report.get_by_role("button", name="Save the report").click()
    expect(page.get_by_text("5 working days later than approved")).to_be_visible()
    moved = keyed(page, "drift")
    moved.locator("summary").click()
    expect(moved).to_contain_text("moved since the dates were approved")


def test_a_search_is_watched_and_stopped(page: Page, common: App) -> None:
    page.goto(f"{common.address}/realization?plan={common.write('crowded', text_with(100, 10)).name}")
    settle(page)
    part = keyed(page, "limited")
    part.locator("summary").click()
    expect(part.get_by_text(re.compile(r"Feasible, at most [\d.]+ % above the bound"))).to_be_visible()
    expect(part.get_by_text("of at most 20 seconds")).to_be_visible()
    part.get_by_role("button", name="Stop").click()
    expect(part.get_by_text(re.compile("Stopped after|Optimal"))).to_be_visible(timeout=5_000)
