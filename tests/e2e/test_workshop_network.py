"""A workshop seen from another machine: a network namespace of its own, with its own browser."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from improvement.usecases.access import close_workshop
from improvement.usecases.start import start
from tests.e2e.server import ARGUMENTS, ROOT, free_port, settle, started

pytestmark = pytest.mark.e2e

# addresses of the documentation (RFC 5737): no real network has them
HERE, THERE = "198.51.100.1", "198.51.100.2"
SECRETS = ("City Clinic", "Noor Haddad", "Harbour Bank", "harbour-bank")
FETCH = """
import sys, urllib.request
for url in sys.argv[1:]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            print(answer.status, answer.read().decode("utf-8", "replace"))
    except urllib.error.HTTPError as wrong:
        print(wrong.code, wrong.read().decode("utf-8", "replace"))
"""


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True, timeout=20)


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """The name of a network namespace, joined to this one by a cable."""
    if shutil.which("ip") is None:
        pytest.skip("a second network needs the program ip (Debian: iproute2)")
    if os.geteuid() != 0:
        pytest.skip("a second network needs root")
    name, cable = f"kept-{os.getpid()}", f"kept{os.getpid() % 10**7}"
    try:
        ip("netns", "add", name)
    except subprocess.CalledProcessError as wrong:
        pytest.skip(f"this machine makes no network namespaces: {wrong.stderr.decode()}")
    try:
        ip("link", "add", f"{cable}a", "type", "veth", "peer", "name", f"{cable}b", "netns", name)
        ip("address", "add", f"{HERE}/30", "dev", f"{cable}a")
        ip("link", "set", f"{cable}a", "up")
        ip("-n", name, "address", "add", f"{THERE}/30", "dev", f"{cable}b")
        ip("-n", name, "link", "set", f"{cable}b", "up")
        ip("-n", name, "link", "set", "lo", "up")
        yield name
    finally:
        ip("netns", "delete", name)
        with contextlib.suppress(subprocess.CalledProcessError):
            ip("link", "delete", f"{cable}a")


@pytest.fixture(scope="module")
def stranger(chromium: Browser, elsewhere: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser that runs there."""
    program = tmp_path_factory.mktemp("elsewhere") / "chromium"
    program.write_text(f'#!/bin/sh\nexec ip netns exec {elsewhere} {shutil.which("chromium")} "$@"\n')
    program.chmod(0o755)
    opened = chromium.browser_type.launch(executable_path=str(program), args=ARGUMENTS)
    yield opened
    opened.close()


class Workshop(NamedTuple):
    """The address of the app, and the link of each role."""

    address: str
    member: str
    viewer: str
    owner: str


@pytest.fixture(scope="module")
def workshop(elsewhere: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    with opened(tmp_path_factory.mktemp("workshop") / "plans") as found:
        yield found


@contextlib.contextmanager
def opened(plans: Path) -> Iterator[Workshop]:
    """A workshop on a folder with two programmes, of which it opens one."""
    for name in ("city-clinic", "harbour-bank"):
        shutil.copytree(ROOT / f"plans/{name}", plans / name)
    port = free_port()
    address = f"http://{HERE}:{port}"
    command = ["improvement", "run", "--plans", str(plans), "--port", str(port), "--link", address]
    with started([*command, "--workshop", "city-clinic", "--viewers"], port) as printed:
        links = [line for line in printed.read_text().splitlines() if "join=" in line]
        yield Workshop(address, *links)


class Heard:
    """Everything that a page was sent over its live connection."""

    def __init__(self, page: Page) -> None:
        self.frames: list[bytes] = []
        page.on("websocket", lambda line: line.on("framereceived", self._keep))

    def _keep(self, frame: bytes | str) -> None:
        self.frames.append(frame.encode() if isinstance(frame, str) else frame)

    def secrets(self) -> list[str]:
        return [each for each in SECRETS if any(each.encode() in frame for frame in self.frames)]


def test_without_a_link_there_is_the_sign_in_and_nothing_else(stranger: Browser, workshop: Workshop) -> None:
    page = stranger.new_page()
    heard = Heard(page)
    for place in ("assessment?plan=city-clinic", "", "room?plan=city-clinic", "programme?plan=harbour-bank"):
        page.goto(f"{workshop.address}/{place}")
        settle(page)
        expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()
        expect(page.get_by_role("link", name="Portfolio")).to_have_count(0)
    assert heard.frames
    assert heard.secrets() == []
    page.close()


def test_no_other_address_of_the_server_gives_anything_away(elsewhere: str, workshop: Workshop) -> None:
    places = (
        "_stcore/health", "_stcore/host-config", "_stcore/metrics", "_stcore/script-health-check", "_stcore/agent",
        "media/", "media/plan.yaml", "static/", "app/static/plan.yaml", "component/", "_stcore/upload_file/x/y",
        "plans/city-clinic/plan.yaml", ".store/workshop.json", "../plans/city-clinic/plan.yaml", "city-clinic",
    )  # fmt: skip
    urls = [f"{workshop.address}/{place}" for place in places]
    fetch = ["ip", "netns", "exec", elsewhere, sys.executable, "-c", FETCH, *urls]
    told = subprocess.run(fetch, capture_output=True, text=True, check=True, timeout=120).stdout
    assert "200 ok" in told
    assert not [each for each in (*SECRETS, "city-clinic", "sha256", "cache_memory_bytes") if each in told]


def test_the_person_at_the_machine_needs_a_link_too(chromium: Browser, workshop: Workshop) -> None:
    page = chromium.new_page()
    page.goto(f"{workshop.address.replace(HERE, '127.0.0.1')}/programme?plan=city-clinic")
    settle(page)
    expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()
    page.close()


@pytest.fixture
def fresh(plans: Path, elsewhere: str) -> Iterator[Workshop]:
    """One that a test may end."""
    with opened(plans) as found:
        yield found


def test_a_member_takes_part_from_elsewhere_until_the_workshop_ends(
    stranger: Browser, fresh: Workshop, plans: Path
) -> None:
    page = stranger.new_context(viewport={"width": 1280, "height": 1400}).new_page()
    # the first request of a fresh server
    page.goto(fresh.member)
    settle(page)
    page.wait_for_url(re.compile(r"^((?!join=).)*$"))
    page.goto(f"{fresh.address}/programme?plan=city-clinic")
    settle(page)
    page.locator(".st-key-charter summary").click()
    settle(page)
    page.locator(".st-key-charter").get_by_label("Title").fill("Seen from elsewhere")
    page.get_by_role("button", name="Save the charter").click()
    expect(page.get_by_role("heading", name="Seen from elsewhere")).to_be_visible()
    assert "title: Seen from elsewhere" in (plans / "city-clinic/plan.yaml").read_text()
    heard = Heard(page)
    page.goto(f"{fresh.address}/programme?plan=harbour-bank")
    settle(page)
    assert not {"Harbour Bank"} & set(heard.secrets())

    close_workshop(start(plans, lambda: datetime.now(UTC)), "city-clinic")
    page.goto(f"{fresh.address}/programme?plan=city-clinic")
    settle(page)
    expect(page.get_by_text("the workshop has ended")).to_be_visible()
    expect(page.get_by_text("Seen from elsewhere")).to_have_count(0)
    page.context.close()


@pytest.mark.parametrize("role", ["viewer", "owner"])
def test_each_link_gives_its_role(role: str, stranger: Browser, workshop: Workshop) -> None:
    page = stranger.new_context(viewport={"width": 1280, "height": 1400}).new_page()
    heard = Heard(page)
    page.goto(getattr(workshop, role).replace("/room?", "/programme?"))
    settle(page)
    expect(page.get_by_role("heading", name="City Clinic").first).to_be_visible()
    assert heard.secrets(), "whoever is let in does hear them"
    page.locator(".st-key-charter summary").click()
    settle(page)
    expect(page.get_by_role("button", name="Save the charter")).to_have_count(1 if role == "owner" else 0)
    page.context.close()


def test_a_device_that_warmed_up_loads_little_more(stranger: Browser, workshop: Workshop) -> None:
    context = stranger.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    loaded = [0.0]
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.on("Network.loadingFinished", lambda told: loaded.append(told["encodedDataLength"]))
    page.goto(f"{workshop.address}/?warm-up=1")
    settle(page)
    expect(page.get_by_test_id("stVegaLiteChart")).to_be_visible()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    first = sum(loaded)
    assert 5e6 < first < 6.5e6, "what the command says"
    for name in ("programme", "assessment"):
        page.goto(workshop.member.replace("/room?", f"/{name}?"))
        settle(page)
    assert sum(loaded) - first < first / 10
    context.close()
