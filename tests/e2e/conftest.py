"""One browser and one app for the walks, each of which brings a programme of its own."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, expect

from tests.e2e.server import ROOT, App, browser, running_app

# a busy machine may need a while; a right answer comes as soon as it is there
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app that most walks share."""
    folder = tmp_path_factory.mktemp("common") / "plans"
    folder.mkdir()
    shutil.copy(ROOT / "plans/people.yaml", folder)
    with running_app(folder) as address:
        yield App(address, folder)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def stopped(tmp_path: Path) -> Path:
    """The picture of the page where a walk stopped."""
    return tmp_path / "stopped.png"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Takes the picture of a walk that stopped."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]  # pluggy hands the result over
    page = getattr(item, "funcargs", {}).get("page")
    if report.failed and call.when == "call" and page:
        # what failed is told even where no picture can be taken any more
        with contextlib.suppress(Error):
            page.screenshot(path=item.funcargs["stopped"], full_page=True)  # type: ignore[attr-defined]
