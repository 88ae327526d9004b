"""One app and one browser for all walks; each test gets its own folder of programmes inside."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.server import browser

# a busy machine may need a while; a right answer comes as soon as it is there
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    return folder


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """A picture of the page where a walk stopped, beside its folder of programmes."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]  # pluggy hands the result over
    page = getattr(item, "funcargs", {}).get("page")
    if report.failed and call.when == "call" and page:
        page.screenshot(path=item.funcargs["tmp_path"] / "stopped.png", full_page=True)  # type: ignore[attr-defined]
