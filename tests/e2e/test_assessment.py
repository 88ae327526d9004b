"""A team's own files dropped on the Assessment page: a survey and tickets, a wrong guess corrected, one ranking."""

import csv
import io
import random
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from improvement.cli import main
from improvement.usecases.evidence import mapping_of
from improvement.usecases.new import new
from improvement.usecases.opened import Opened, opened
from improvement.usecases.scores import assessed
from improvement.usecases.start import start
from improvement.usecases.workspace import Workspace
from tests.e2e.server import App, running_app, settle

pytestmark = pytest.mark.e2e
NOW = datetime.fromisoformat("2026-11-23T09:00:00+00:00")
QUESTIONS, ANSWERS, TICKETS = 9, 160, 60


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 1440, "height": 1600}, reduced_motion="reduce", locale="en-GB")
    yield page
    page.close()


def on_a_new_programme(page: Page, app: App) -> Workspace:
    """On the Assessment page of a programme without evidence."""
    workspace = start(app.plans, lambda: NOW)
    new(workspace.store, "line", "Line", NOW.date(), owner="Ana Ruiz")
    page.goto(f"{app.address}/assessment?plan=line")
    settle(page)
    return workspace


@pytest.fixture
def qualtrics(shared: Path, tmp_path: Path) -> Path:
    """The three heading rows of a real export above made-up answers, of which the first ten are tests."""
    sample = shared / "data/survey-exports/qualtrics_matrix_3header_singlequote.csv"
    headings = list(csv.reader(sample.open(encoding="utf-8", newline="")))[:3]
    dice = random.Random(3)
    rows = []
    for n in range(ANSWERS):
        overall = dice.randint(1, 5)
        rated = [min(5, max(1, overall + dice.choice((-2, -1, 0, 0, 1)))) for _ in range(QUESTIONS - 1)]
        told = dict(zip(rated_columns(headings[0]), (overall, *rated), strict=True))
        known = {
            "ResponseID": f"R_{n}",
            "StartDate": "2026-10-02 11:33:34",
            "EndDate": "2026-10-02 11:36:00",
            "Finished": "1",
            "Status": "2" if n < 10 else "0",
        }
        rows.append([(told | known).get(each, "") for each in headings[0]])
    return written(tmp_path / "survey.csv", [*headings, *rows])


def rated_columns(headings: list[str]) -> list[str]:
    """The columns of the first three matrices."""
    return [each for each in headings if re.match(r"Q[234]_", each)]


@pytest.fixture
def zendesk(shared: Path, tmp_path: Path) -> Path:
    """The headings of a real export above made-up tickets, each solved after some hours."""
    text = (shared / "data/survey-exports/zendesk_HEADER_ONLY.csv").read_text(encoding="utf-8-sig")
    headings = next(csv.reader([text.strip()]))
    dice = random.Random(4)
    rows = []
    for n in range(TICKETS):
        created = NOW - timedelta(days=50, hours=-6 * n)
        solved = created + timedelta(hours=dice.randint(2, 90))
        told = {
            "Id": n,
            "Requester": f"Person {n}",
            "Requester id": n,
            "Group": dice.choice(("Cards", "Loans")),
            "Status": "Solved",
            "Created at": f"{created:%Y-%m-%d %H:%M:%S} +0000",
            "Solved at": f"{solved:%Y-%m-%d %H:%M:%S} +0000",
        }
        rows.append([told.get(each, "") for each in headings])
    return written(tmp_path / "tickets.csv", [headings, *rows])


def written(file: Path, rows: Iterable[Iterable[object]]) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    file.write_text(text.getvalue(), encoding="utf-8")
    return file


def test_a_survey_and_tickets_make_one_ranking(page: Page, common: App, qualtrics: Path, zendesk: Path) -> None:
    workspace = on_a_new_programme(page, common)
    drop(page, qualtrics)
    expect(page.get_by_text("This looks like a Qualtrics export with three heading rows").first).to_be_visible()
    expect(page.get_by_text("10 of 160 rows are tests, previews or spam")).to_be_visible()
    # taken for one of many questions, it is the one about all of them
    choose(page, "Satisfaction on the whole", "Click to write the question text: Click to write Statement 1")
    page.get_by_role("button", name="Store this survey").click()
    shown(page)
    programme = opened(workspace, "line")
    assert roles(programme, "survey", "overall") == ["q2-1"]
    assert "q2-1" not in roles(programme, "survey", "driver")

    page.get_by_text("Add data", exact=True).click()
    drop(page, zendesk)
    expect(page.get_by_text("This looks like a ticket export of Zendesk").first).to_be_visible()
    page.get_by_role("button", name="Store these cases").click()
    expect(page.get_by_text("tickets is stored")).to_be_visible()
    shown(page)
    one_ranking(page, opened(workspace, "line"))


def test_the_first_computation_of_a_large_survey_shows_that_it_goes_on(page: Page, plans: Path, shared: Path) -> None:
    # an app of its own: it remembers what it has computed
    with running_app(plans) as address:
        on_a_new_programme(page, App(address, plans))
        file = str(shared / "data/sfo-airport-2017.csv")
        assert main(["evidence", file, "--plans", str(plans), "--plan", "line", "--as", "survey"]) == 0
        page.reload()
        expect(page.get_by_text("Computing scores, what matters and where you fall short")).to_be_visible()
        shown(page)
        expect(page.get_by_text("Computing scores, what matters and where you fall short")).to_have_count(0)


def drop(page: Page, file: Path) -> None:
    page.locator("input[type=file]").first.set_input_files(str(file))
    expect(page.get_by_text("What the columns are used for")).to_be_visible()
    settle(page)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label).first.click()
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


def shown(page: Page) -> None:
    expect(keyed(page, "card-candidate")).to_be_visible(timeout=60_000)
    settle(page)


def keyed(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-{key}")


def roles(programme: Opened, source: str, role: str) -> list[str]:
    mapping = mapping_of(programme, source)
    return [id for id, item in mapping.items.items() if item.role == role] if mapping else []


def one_ranking(page: Page, programme: Opened) -> None:
    """Both sources stand in the one list of the page; the candidate of the tickets is accepted with its evidence."""
    found = assessed(programme).candidates
    assert {each.evidence[0].partition("/")[0] for each in found} == {"survey", "tickets"}
    page.get_by_text(f"Show all {len(found)}").click()
    listed = page.get_by_role("radiogroup", name="Ranked by shortfall, importance and reach").get_by_role("radio")
    expect(listed).to_have_count(len(found))
    card = keyed(page, "card-candidate")
    for source, words in (("survey", "Rests on survey"), ("tickets", "Rests on tickets")):
        place = next(n for n, each in enumerate(found) if each.evidence[0].startswith(f"{source}/"))
        listed.nth(place).check(force=True)
        expect(card.get_by_text(words)).to_be_visible()
        settle(page)
    card.get_by_role("button", name="Accept").click()
    choose(page, "Who decides", "Ana Ruiz")
    card.get_by_label("Why").fill("Customers wait for days")
    card.get_by_role("button", name="Accept this finding").click()
    expect(keyed(page, "card-findings").get_by_text("Accepted by Ana Ruiz")).to_be_visible()
    (finding,) = opened(programme.workspace, "line").plan.assessment.findings.values()
    assert finding.evidence == ("tickets/solved-at",)
