"""What if, in a browser: a scenario, one that builds on it, both beside the plan, one deleted; after a reload too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.server import App, settle

pytestmark = pytest.mark.e2e

PLAN = """programme:
  title: One trainer
  starts: 2027-01-11
  people:
    trainers: {name: Trainers, count: 1, away: [2027-01-25..2027-01-26]}
    ana: {name: Ana Ruiz}
commitment:
  standards:
    first: {title: First answer, target: {within: 8h, share: 95%}}
  promises:
    day: {standard: first, text: Answered within a day}
realization:
  activities:
    north: {title: Teach the north, estimate: 10d, needs: {trainers: 1}}
    south: {title: Teach the south, estimate: 10d, needs: {trainers: 1}, serves: [first]}
  milestones:
    live: {title: Everybody is taught, after: [north, south], due: 2027-01-22}
"""


@pytest.fixture
def folder(common: App) -> Path:
    return common.write("trainer", PLAN)


@pytest.fixture
def page(chromium: Browser, common: App, folder: Path) -> Iterator[Page]:
    opened = chromium.new_page(viewport={"width": 1280, "height": 2000}, reduced_motion="reduce", locale="en-GB")
    opened.goto(f"{common.address}/realization?plan={folder.name}")
    unfold(opened)
    yield opened
    opened.close()


def unfold(page: Page) -> None:
    settle(page)
    part(page).locator("summary").click()
    settle(page)


def part(page: Page) -> Locator:
    return page.locator(".st-key-what-if")


def chosen(page: Page, where: Locator, label: str, words: str) -> None:
    """Choose from a list by the words that are seen."""
    where.get_by_label(label, exact=True).click()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    settle(page)


def typed(page: Page, where: Locator, label: str, words: str) -> None:
    field = where.get_by_label(label, exact=True)
    field.fill(words)
    field.press("Tab")
    settle(page)


def saved(page: Page, dialog: Locator, title: str) -> None:
    dialog.get_by_role("button", name="Save the scenario").click()
    expect(page.get_by_text(f"Scenario saved: {title}")).to_be_visible()
    settle(page)


def compared(page: Page) -> list[list[str]]:
    """The rows of the table of all plans; it is drawn, and stands in the page for those who cannot see."""
    rows = part(page).locator("table").first.locator("tbody tr")
    expect(rows.first).to_be_attached()
    return [row.locator("td").all_text_contents() for row in rows.all()]


def test_scenarios_are_made_nested_compared_deleted_and_still_there_after_a_reload(page: Page, folder: Path) -> None:
    kept = folder / "scenarios"
    expect(part(page)).to_contain_text("A scenario says so beside the plan")
    second_trainer(page)
    assert (kept / "a-second-trainer.yaml").read_text().endswith("trainers:\n      count: 2\n")
    expect(part(page)).to_contain_text("Overbooked, as it is: Trainers: 2027-W02")
    expect(part(page)).to_contain_text("Overbooked, in the scenario: nobody")
    longer_north(page)
    assert "builds_on: a-second-trainer" in (kept / "a-longer-north.yaml").read_text()
    expect(part(page)).to_contain_text("how many people of “Trainers”: 1 → 2")
    expect(part(page)).to_contain_text("estimate of “Teach the north”: 10d → 12d")
    expect(part(page)).to_contain_text("Finish +2 working days")
    page.reload()
    unfold(page)
    names, *columns = zip(*compared(page), strict=True)
    assert names == ("As it is", "A longer north", "A second trainer")
    ready, moved, with_people, *_rest = columns
    assert ready == ("22 Jan 2027", "26 Jan 2027", "22 Jan 2027")
    assert moved[1:] == ("+2 working days", "the same")
    assert with_people == ("9 Feb 2027", "28 Jan 2027", "22 Jan 2027"), "leave from 25 to 26 January"
    promise_of(page)
    deleted(page, folder)


def second_trainer(page: Page) -> None:
    part(page).get_by_role("button", name="New scenario").click()
    dialog = page.get_by_role("dialog")
    typed(page, dialog, "Title", "A second trainer")
    chosen(page, dialog, "What shall be different?", "People: Trainers")
    typed(page, dialog, "How many people", "2")
    expect(dialog).to_contain_text("The finish stays 22 Jan 2027")
    saved(page, dialog, "A second trainer")


def longer_north(page: Page) -> None:
    """It builds on the other one, and begins with what that one says."""
    part(page).get_by_role("button", name="New scenario").click()
    dialog = page.get_by_role("dialog")
    typed(page, dialog, "Title", "A longer north")
    chosen(page, dialog, "Builds on another scenario", "A second trainer")
    chosen(page, dialog, "What shall be different?", "People: Trainers")
    expect(dialog.get_by_label("How many people", exact=True)).to_have_value("2")
    chosen(page, dialog, "What shall be different?", "Teach the north")
    typed(page, dialog, "Estimate", "12d")
    expect(dialog).to_contain_text("Finish +2 working days: 26 Jan 2027")
    saved(page, dialog, "A longer north")


def promise_of(page: Page) -> None:
    """One more thing in the nested one: the promise is served by work that begins in March."""
    chosen(page, part(page), "Scenario", "A longer north")
    part(page).get_by_role("button", name="Change one more thing").click()
    dialog = page.get_by_role("dialog")
    chosen(page, dialog, "What shall be different?", "Teach the south")
    dialog.get_by_role("radio", name="Waits for", exact=True).click()
    settle(page)
    chosen(page, dialog, "Also waits for", "Teach the north")
    expect(dialog).to_contain_text("Finish +12 working days: 9 Feb 2027")
    saved(page, dialog, "A longer north")
    promises = part(page).locator("table").last
    expect(promises).to_contain_text("work done by 22 Jan 2027")
    expect(promises).to_contain_text("work done by 9 Feb 2027")


def deleted(page: Page, folder: Path) -> None:
    """One that another builds on stays; the other one goes, and the plan stays as it is."""
    chosen(page, part(page), "Scenario", "A second trainer")
    part(page).get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Delete it").click()
    expect(part(page)).to_contain_text("other scenarios build on this one: A longer north")
    page.keyboard.press("Escape")
    chosen(page, part(page), "Scenario", "A longer north")
    part(page).get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_text("Scenario deleted: A longer north")).to_be_visible()
    page.reload()
    unfold(page)
    assert [row[0] for row in compared(page)] == ["As it is", "A second trainer"]
    assert [each.name for each in (folder / "scenarios").iterdir()] == ["a-second-trainer.yaml"]
    assert (folder / "plan.yaml").read_text() == PLAN
