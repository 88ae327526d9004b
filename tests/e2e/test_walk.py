"""The whole way once, as a person walks it: a survey becomes findings, a promise, a plan with dates, progress."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from improvement.cli import main
from improvement.store.source import read_source
from tests.e2e.server import ROOT, App, settle

pytestmark = pytest.mark.e2e
SIX_DRIVERS = ("Q7FOOD", "Q7STORE", "Q7SIGN", "Q7WALKWAYS", "Q7SCREENS", "Q7WIFI")
TITLE = "Airport that feeds people well"


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """The airport survey where the shared data is there, else a sample's survey."""
    shared = ROOT.parent / "shared/data/sfo-airport-2017.csv"
    return shared if shared.exists() else ROOT / "plans/city-clinic/evidence/survey-2026.csv"


@pytest.fixture
def page(chromium: Browser, common: App) -> Iterator[Page]:
    opened = chromium.new_page(viewport={"width": 1440, "height": 1600}, reduced_motion="reduce", locale="en-GB")
    opened.goto(common.address)
    settle(opened)
    yield opened
    opened.close()


def keyed(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-{key}")


def visit(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_url(re.compile(name.lower()))
    settle(page)


def test_from_a_survey_to_a_tracked_programme(page: Page, common: App, survey: Path) -> None:
    plan = new_programme(page, common.plans)
    store_survey(page, survey, plan)
    accept_first_candidate(page)
    write_promise(page)
    draft_activities(page)
    report_progress(page)
    look_at_proof_and_presentation(page)
    assert main(["check", "--plans", str(common.plans), plan.parent.name]) == 0
    found = read_source(plan.read_bytes()).data
    assert isinstance(found, dict)
    assert {"programme", "assessment", "commitment", "realization", "guarantee"} <= set(found)
    assert "actual_start: 2026-11-23" in plan.read_text()


def new_programme(page: Page, plans: Path) -> Path:
    page.get_by_role("button", name="New programme").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill(TITLE)
    dialog.get_by_label("Who answers for it").fill("Ana Ruiz")
    dialog.get_by_label("Who answers for it").press("Enter")
    dialog.get_by_role("button", name="Make it").click()
    page.wait_for_url(re.compile("assessment"))
    settle(page)
    return plans / "airport-that-feeds-people-well" / "plan.yaml"


def store_survey(page: Page, survey: Path, plan: Path) -> None:
    page.locator("input[type=file]").first.set_input_files(str(survey))
    expect(page.get_by_text("What the columns are used for")).to_be_visible()
    if "sfo" in survey.name:
        expect(page.get_by_text("is 11 in NETPRO blank or the top answer?")).to_be_visible()
    page.get_by_role("button", name="Store this survey").click()
    expect(keyed(page, "card-candidate")).to_be_visible(timeout=60_000)
    assert list(plan.parent.glob("evidence/*.mapping.yaml"))


def accept_first_candidate(page: Page) -> None:
    card = keyed(page, "card-candidate")
    expect(card.get_by_text(re.compile(r"n \d"))).not_to_have_count(0)
    keyed(page, "candidate-buttons").get_by_role("button", name="Accept").click()
    settle(page)
    expect(card.get_by_label("The finding in one sentence")).not_to_be_empty()
    card.get_by_label("The finding in one sentence").fill("Guests wait too long for an answer to a complaint")
    choose(page, card, "Who decides", "Ana Ruiz")
    card.get_by_label("Why").fill("largest shortfall that matters")
    card.get_by_role("button", name="Accept this finding").click()
    expect(keyed(page, "card-findings").get_by_text("Accepted by Ana Ruiz")).to_be_visible()


def choose(page: Page, place: Locator, label: str, option: str | re.Pattern[str]) -> None:
    """Choose an option of a select box."""
    place.get_by_label(label).first.click()
    page.get_by_role("option", name=option).first.click()
    settle(page)


def write_promise(page: Page) -> None:
    visit(page, "Commitment")
    page.get_by_role("button", name="Add a promise").first.click()
    draft = keyed(page, "card-draft")
    type_in(page, draft, "What staff must meet, in a few words", "Food that customers like")
    choose(page, draft, "Owner", "Ana Ruiz")
    # the survey has no case times, so the promise is about a share of answers
    choose(page, draft, "Measure", re.compile("New: good answers"))
    type_in(page, draft, "Of 100 cases", "50")
    expect(
        draft.get_by_text(re.compile("Safe|Plausible|Over-promise|Not enough cases|No verdict")).first
    ).to_be_visible()
    type_in(page, draft, "Wording, in the customer's words", "You find food you like, every other time at least")
    type_in(page, draft, "Slogan", "Good food here")
    type_in(page, draft, "What the customer gets when it is broken", "a voucher")
    draft.get_by_role("button", name="Save the promise").click()
    expect(page.get_by_text("May it go public?")).to_be_visible()
    settle(page)


def type_in(page: Page, place: Locator, label: str, text: str) -> None:
    """Type into a field and leave it, so that the page takes the text."""
    field = place.get_by_label(label).first
    field.fill(text)
    field.blur()
    settle(page)


def draft_activities(page: Page) -> None:
    visit(page, "Realization")
    drafting = keyed(page, "drafting")
    drafting.scroll_into_view_if_needed()
    if not keyed(page, "draft-take").is_visible():
        drafting.locator("summary").click()
    keyed(page, "draft-take").get_by_role("button").click()
    expect(page.get_by_text(re.compile("Ready by"))).to_be_visible()
    settle(page)


def report_progress(page: Page) -> None:
    keyed(page, "report-progress").get_by_role("button").click()
    settle(page)
    report = keyed(page, "report")
    type_day(page, report, "Started on", "20261123")
    type_in(page, report, "Still takes", "8d")
    expect(keyed(page, "quiet-effect").get_by_text(re.compile("Finish"))).to_be_visible()
    report.get_by_role("button", name="Save the report").click()
    expect(page.get_by_text("Progress reported")).to_be_visible()
    settle(page)


def type_day(page: Page, place: Locator, label: str, digits: str) -> None:
    """Type a date into its three parts."""
    place.get_by_role("group", name=re.compile(label)).first.get_by_role("spinbutton").first.click()
    page.keyboard.type(digits, delay=40)
    page.keyboard.press("Enter")
    settle(page)


def look_at_proof_and_presentation(page: Page) -> None:
    visit(page, "Guarantee")
    expect(page.get_by_text("Not public").first).to_be_visible()
    visit(page, "Programme")
    expect(page.get_by_text(re.compile("From finding to proof"))).to_be_visible()
    visit(page, "Present")
    expect(page.get_by_role("button", name="Next")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("step=2"))
