"""Two people on one plan: what each sees of the other, and that nobody loses what they type."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from improvement.cli import main
from tests.e2e.proxy import line
from tests.e2e.server import App, settle

pytestmark = pytest.mark.e2e
# a change of another is on screen with the next poll, two seconds later at most; the rest is for a busy machine
SOON = 6_000
CUT = 20_000
WORK = "call-roster"


@pytest.fixture
def folder(common: App) -> Path:
    return common.plans


@pytest.fixture
def address(common: App) -> str:
    return common.address


@pytest.fixture(scope="module")
def browsers(chromium: Browser) -> Iterator[tuple[BrowserContext, BrowserContext]]:
    """Two, each with its own memory of what it has loaded."""
    size = ViewportSize(width=1440, height=1400)
    both = [chromium.new_context(viewport=size, reduced_motion="reduce", locale="en-GB") for _ in range(2)]
    yield both[0], both[1]
    for each in both:
        each.close()


@pytest.fixture
def plan(common: App) -> str:
    return common.copy("harbour-bank").name


@pytest.fixture
def ada(browsers: tuple[BrowserContext, BrowserContext], address: str, plan: str) -> Iterator[Page]:
    yield from visitor(browsers[0], address, plan, "Ada Lind")


@pytest.fixture
def bo(browsers: tuple[BrowserContext, BrowserContext], address: str, plan: str) -> Iterator[Page]:
    yield from visitor(browsers[1], address, plan, "Bo Berg")


@pytest.fixture
def nobody(browsers: tuple[BrowserContext, BrowserContext], address: str, plan: str) -> Iterator[Page]:
    yield from visitor(browsers[0], address, plan)


def visitor(context: BrowserContext, address: str, plan: str, name: str = "") -> Iterator[Page]:
    page = context.new_page()
    page.goto(f"{address}/realization?plan={plan}&id={WORK}")
    settle(page)
    if name:
        page.locator(".st-key-who button").click()
        page.get_by_label("Your name, for the record").fill(name)
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=f"You: {name}")).to_be_visible()
        page.keyboard.press("Escape")
    yield page
    page.close()


def form(page: Page) -> Locator:
    """The fields of the chosen activity, unfolded."""
    found = page.locator(f".st-key-typed-work-form-{WORK}")
    if not found.is_visible():
        page.locator(f".st-key-edit-{WORK} summary").click()
        settle(page)
    expect(found).to_be_visible()
    return found


def field(page: Page, label: str) -> Locator:
    return form(page).get_by_label(label, exact=True)


def save(page: Page) -> None:
    form(page).get_by_role("button", name="Save the changes").click()


def works(folder: Path, plan: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((folder / plan / "plan.yaml").read_text())["realization"]
    return found["activities"]


def stored(folder: Path, plan: str) -> dict[str, Any]:
    return works(folder, plan)[WORK]


def saved_soon(folder: Path, plan: str, id: str, estimate: str) -> None:
    end = time.monotonic() + SOON / 1000
    while works(folder, plan)[id]["estimate"] != estimate and time.monotonic() < end:
        time.sleep(0.1)
    assert works(folder, plan)[id]["estimate"] == estimate


def type_cell(page: Page, text: str) -> None:
    """As fast as people type: what comes right after Enter does not belong to the next cell yet."""
    page.wait_for_timeout(200)
    page.keyboard.type(text, delay=90)
    page.keyboard.press("Enter")


def test_different_fields_merge_and_both_see_both(ada: Page, bo: Page, folder: Path, plan: str) -> None:
    field(ada, "Department").fill("branches")
    field(bo, "Estimate").fill("9d")
    save(ada)
    expect(bo.locator(".st-key-news")).to_contain_text("Ada Lind changed", timeout=SOON)
    expect(field(bo, "Department")).to_have_value("operations")
    save(bo)
    expect(field(bo, "Department")).to_have_value("branches", timeout=SOON)
    expect(field(ada, "Estimate")).to_have_value("9d", timeout=SOON)
    expect(ada.get_by_text("Changed just now: estimate of")).to_be_visible()
    assert "Bo Berg changed" in ada.locator("[data-testid=stCaptionContainer]").first.inner_text()
    for page in (ada, bo):
        expect(page.locator(".st-key-conflict")).to_have_count(0)
    assert {stored(folder, plan)[key] for key in ("department", "estimate")} == {"branches", "9d"}


def test_the_same_field_gives_the_choice_with_both_names(ada: Page, bo: Page, folder: Path, plan: str) -> None:
    for page, estimate in ((ada, "6d"), (bo, "12d")):
        field(page, "Estimate").fill(estimate)
    save(ada)
    expect(ada.get_by_role("button", name="Undo: ")).to_be_visible()
    save(bo)
    clash = bo.locator(".st-key-conflict")
    expect(clash.get_by_text("Ada Lind and you changed the same")).to_contain_text("apart. Which shall stand?")
    for text in ("Ada Lind", "6d", "Bo Berg", "12d"):
        expect(clash.get_by_text(text, exact=True)).to_be_visible()
    assert stored(folder, plan)["estimate"] == "6d"
    clash.get_by_label("Or write something new").fill("8d")
    clash.get_by_label("Or write something new").press("Enter")
    clash.get_by_role("button", name="Keep this").click()
    expect(clash).to_have_count(0)
    for page in (bo, ada):
        expect(field(page, "Estimate")).to_have_value("8d", timeout=SOON)
    assert stored(folder, plan)["estimate"] == "8d"

    ada.keyboard.press("Alt+z")
    expect(ada.get_by_text("Bo Berg changed the same since, so it was not taken back.")).to_be_visible()
    bo.keyboard.press("Alt+z")
    expect(field(bo, "Estimate")).to_have_value("6d")
    assert stored(folder, plan)["estimate"] == "6d"


def test_a_row_added_by_one_does_not_disturb_the_open_cell_of_the_other(
    ada: Page, bo: Page, folder: Path, plan: str
) -> None:
    rows = list(works(folder, plan))
    ada.locator(".st-key-work-table summary").click()
    count = row_count(ada)
    select_cell(ada, row=0, column="estimate")
    ada.keyboard.type("1", delay=90)
    add_activity(bo, "Walk the first customers through it")
    expect(ada.locator(".st-key-news")).to_contain_text("1 new", timeout=SOON)
    type_cell(ada, "3d")
    saved_soon(folder, plan, rows[0], "13d")
    settle(ada)
    # on to the cell below: the rows on screen stay, so it is still the one that it was
    type_cell(ada, "14d")
    saved_soon(folder, plan, rows[1], "14d")

    expect(ada.locator(".st-key-news")).to_contain_text("1 new")
    assert row_count(ada) == count
    ada.locator(".st-key-news").get_by_role("button", name="Refresh").click()
    expect(ada.locator(".st-key-news")).to_have_count(0)
    expect(grid(ada).locator("[role=grid]")).to_have_attribute("aria-rowcount", str(count + 2))

    main(["set", "--plans", str(folder), "--who", "Cy", plan, f"realization.activities.{rows[0]}.estimate", "15d"])
    expect(cell(ada, 0, "estimate")).to_have_text("15d", timeout=SOON)
    select_cell(ada, row=1, column="estimate")
    type_cell(ada, "16d")
    saved_soon(folder, plan, rows[1], "16d")
    saved_soon(folder, plan, rows[0], "15d")


def test_a_cut_network_loses_nothing(nobody: Page, address: str, folder: Path, plan: str) -> None:
    with line(address) as wire:
        page = nobody
        page.goto(page.url.replace(address, wire.address))
        settle(page)
        field(page, "Department").fill("branches")
        save(page)
        expect(page.get_by_text(f"Saved: {WORK}")).to_be_visible()
        title = field(page, "Title")
        title.press("End")
        page.keyboard.type(" and who stands in", delay=40)
        wire.cut()
        main(["set", "--plans", str(folder), "--who", "Cy", plan, f"realization.activities.{WORK}.estimate", "15d"])
        expect(title).to_be_disabled()
        page.wait_for_timeout(CUT)
        wire.mend()
        expect(title).to_be_enabled()
        typed = title.input_value()
        assert typed.endswith(" and who stands in")
        expect(field(page, "Estimate")).to_have_value("15d")
        expect(title).to_have_value(typed)
        save(page)
        page.wait_for_function("!location.search.includes('draft=')")
        found = stored(folder, plan)
        assert [found[key] for key in ("department", "title", "estimate")] == ["branches", typed, "15d"]


def drafted(folder: Path, plan: str, text: str) -> None:
    """Wait until what somebody types has reached the server: a reload takes what is still on the way."""
    end = time.monotonic() + CUT / 1000
    drafts = folder / ".store" / plan / "drafts"
    while not any(text in each.read_text() for each in drafts.glob("*.json")) and time.monotonic() < end:
        time.sleep(0.1)


def test_unsent_text_is_offered_again_after_a_reload(nobody: Page, folder: Path, plan: str) -> None:
    page = nobody
    field(page, "Title").fill("Half a title")
    field(page, "Department").fill("half a department")
    page.wait_for_url("**draft=*")
    drafted(folder, plan, "half a department")
    page.reload()
    settle(page)
    begun = page.get_by_text("You had begun: title of “Draw up who calls")
    expect(begun).to_contain_text("department of")
    page.get_by_role("button", name="Go on").click()
    expect(begun).to_have_count(0)
    title = page.locator(f".st-key-typed-work-form-{WORK}").get_by_label("Title")
    expect(title).to_be_focused()
    expect(title).to_have_value("Half a title")
    expect(field(page, "Department")).to_have_value("half a department")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(f"Saved: {WORK}")).to_be_visible()
    page.wait_for_function("!location.search.includes('draft=')")


def add_activity(page: Page, title: str) -> None:
    page.get_by_role("button", name="Add activity, training or milestone").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill(title)
    dialog.get_by_label("Title").press("Enter")
    dialog.get_by_role("button", name="Add it").click()
    expect(dialog).to_have_count(0)


COLUMNS = ("status", "title", "owner", "estimate")


def grid(page: Page) -> Locator:
    return page.locator(".st-key-work-table [data-testid=stDataFrame]")


def cell(page: Page, row: int, column: str) -> Locator:
    """A cell as those hear it who do not see the canvas."""
    return grid(page).locator(f'[aria-rowindex="{row + 2}"] [aria-colindex="{COLUMNS.index(column) + 1}"]')


def row_count(page: Page) -> int:
    return int(grid(page).locator("[role=grid]").get_attribute("aria-rowcount") or 0) - 1  # the heading counts too


def select_cell(page: Page, row: int, column: str) -> None:
    """With the mouse into the first column (rows are 35 px high, as the heading is), then with the arrows."""
    settle(page)
    grid(page).scroll_into_view_if_needed()
    grid(page).click(position={"x": 40, "y": 35 * row + 52})
    for each in COLUMNS:
        expect(cell(page, row, each)).to_have_attribute("aria-selected", "true")
        if each == column:
            return
        page.wait_for_timeout(150)
        page.keyboard.press("ArrowRight")
