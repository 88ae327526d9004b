"""A workshop in real browsers: a facilitator, two phones and a projector; a reload and a cut line lose nothing."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from improvement.store.source import read_source
from tests.e2e.proxy import Line, line
from tests.e2e.server import ROOT, running_app, settle

pytestmark = pytest.mark.e2e
CUT = 5_000
ASKED = "What falls short for our customers? One sentence."


class Room(NamedTuple):
    """The second phone's line can be cut."""

    lead: Page
    phones: tuple[Page, Page]
    wall: Page
    wire: Line


@pytest.fixture
def room(chromium: Browser, plans: Path) -> Iterator[Room]:
    shutil.copytree(ROOT / "plans/city-clinic", plans / "city-clinic")
    with running_app(plans) as address, line(address) as wire:
        lead = opened(chromium, f"{address}/room?plan=city-clinic", 1440)
        lead.get_by_label("Your name, which the others see").fill("Ana Ruiz")
        lead.get_by_label("How many people do you expect?").fill("3")
        lead.get_by_role("button", name="Open the workshop").click()
        expect(lead.get_by_text("0 of 3 here")).to_be_visible()
        near, far = (f"{each}/room?plan=city-clinic&as=phone" for each in (address, wire.address))
        phones = opened(chromium, near, 390), opened(chromium, far, 390)
        wall = opened(chromium, f"{address}/present?plan=city-clinic&follow=1", 1440)
        yield Room(lead, phones, wall, wire)
        for page in (lead, *phones, wall):
            page.context.close()


def opened(chromium: Browser, address: str, width: int) -> Page:
    context = chromium.new_context(
        viewport={"width": width, "height": 844}, reduced_motion="reduce", locale="en-GB"
    )  # fmt: skip
    page = context.new_page()
    page.goto(address)
    settle(page)
    return page


def step(room: Room, name: str) -> None:
    room.lead.locator(".st-key-room-step").get_by_text(name, exact=True).click()


def more(phone: Page, finding: str) -> Locator:
    return phone.locator(f".st-key-more-{finding} button")


def dots(phone: Page, finding: str) -> Locator:
    return phone.locator(f".st-key-dots-{finding}")


def test_two_phones_join_propose_and_vote_and_the_counts_are_kept(room: Room, plans: Path) -> None:
    join(room)
    propose(room)
    vote(room)
    keep(room, plans / "city-clinic/plan.yaml")


def join(room: Room) -> None:
    expect(room.lead.locator(".st-key-room-code img")).to_be_visible()
    expect(room.wall.locator(".st-key-room-code img")).to_be_visible()
    for phone, name in zip(room.phones, ("ณัฐวุฒิ ศรีสุวรรณพงศ์ไพศาล", "欧阳娜娜王小明李建国"), strict=True):
        phone.get_by_label("Your name").fill(name)
        phone.get_by_role("button", name="Join").click()
        expect(phone.get_by_text(f"You are in, {name}")).to_be_visible()
    expect(room.lead.get_by_text("2 of 3 here")).to_be_visible()
    expect(room.wall.get_by_text("2 of 3 here")).to_be_visible()


def propose(room: Room) -> None:
    first, second = room.phones
    step(room, "Propose")
    for phone in room.phones:
        expect(phone.get_by_label(ASKED)).to_be_visible()
    # half a sentence, while the others go on and the line is cut
    second.get_by_label(ASKED).fill("The letters cannot be under")
    first.get_by_label(ASKED).fill("Patients wait for a parking place")
    first.get_by_role("button", name="Propose").click()
    expect(second.locator(".kept-proposals").get_by_text("Patients wait for a parking place")).to_be_visible()
    expect(second.get_by_label(ASKED)).to_have_value("The letters cannot be under")
    room.wire.cut()
    room.lead.get_by_role("button", name="5 min", exact=True).click()
    expect(first.get_by_role("timer")).to_have_text(re.compile(r"4:5\d"))
    second.wait_for_timeout(CUT)
    room.wire.mend()
    expect(second.get_by_role("timer")).to_have_text(re.compile(r"4:\d\d"))
    expect(second.get_by_label(ASKED)).to_have_value("The letters cannot be under")
    second.get_by_label(ASKED).press("Control+End")
    second.get_by_label(ASKED).press_sequentially("stood")
    second.get_by_role("button", name="Propose").click()
    expect(room.wall.get_by_text("The letters cannot be understood")).to_be_visible()
    room.lead.get_by_role("button", name="Take 2 findings into the programme").click()
    expect(room.lead.get_by_text("in the programme").first).to_be_visible()


def vote(room: Room) -> None:
    first, second = room.phones
    step(room, "Vote")
    for phone in room.phones:
        expect(more(phone, "seen-late")).to_be_visible()
        box = more(phone, "seen-late").bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    lay(first, "seen-late", 3)
    lay(first, "the-letters-cannot-be-understood", 2)
    expect(first.get_by_text("0 of 5 votes left")).to_be_visible()
    lay(second, "seen-late", 1)
    expect(room.lead.get_by_text("2 of 2 have voted")).to_be_visible()
    first.reload()
    expect(dots(first, "seen-late")).to_contain_text("3")
    expect(first.get_by_text("0 of 5 votes left")).to_be_visible()
    expect(first.get_by_text("Nobody sees votes until Ana Ruiz shows them.")).to_be_visible()
    expect(room.wall.get_by_text("4 votes")).to_have_count(0)


def lay(phone: Page, finding: str, count: int) -> None:
    for number in range(1, count + 1):
        more(phone, finding).click()
        expect(dots(phone, finding)).to_contain_text(str(number))


def keep(room: Room, plan: Path) -> None:
    room.lead.get_by_role("button", name="Show the votes").click()
    for page in (room.lead, *room.phones, room.wall):
        expect(page.locator(".kept-places").get_by_text("4 votes")).to_be_visible()
        expect(page.get_by_text(re.compile("Two people could turn")).first).to_be_visible()
    assert "votes:" not in plan.read_text()
    room.lead.get_by_role("button", name="Keep the result").click()
    expect(room.lead.get_by_text(re.compile("Kept on"))).to_be_visible()
    found = read_source(plan.read_bytes()).data
    assert isinstance(found, dict)
    assessment = found["assessment"]
    assert isinstance(assessment, dict)
    ((day, counts),) = assessment["votes"].items()  # type: ignore[union-attr]
    assert counts["seen-late"] == "4"
    assert assessment["voters"] == {day: "2"}
    assert "ณัฐวุฒิ" not in plan.read_text()
