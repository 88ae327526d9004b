"""The app as a process of its own, and a browser on it."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


@contextlib.contextmanager
def running_app(plans: Path) -> Iterator[str]:
    """Start the app on a folder of plans; yields its address."""
    port = free_port()
    with started(["improvement", "run", "--plans", str(plans), "--port", str(port)], port):
        yield f"http://127.0.0.1:{port}"


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def started(module: list[str], port: int, environment: Mapping[str, str] | None = None) -> Iterator[Path]:
    """Run a Python module that serves the app; yields the file of what it prints, once it answers."""
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "printed").open("a") as printed:
        server = subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdout=printed,
            start_new_session=True,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}")
            yield Path(printed.name)
        finally:
            os.killpg(server.pid, 15)
            server.wait(timeout=20)


def wait_for(address: str, seconds: float = 60) -> None:
    """Wait until the app answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.2)
    raise TimeoutError(f"the app at {address} did not start")


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        try:
            yield opened
        finally:
            opened.close()


def settle(page: Page) -> None:
    """Wait until the script has run and everything is drawn."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000)
    page.wait_for_timeout(400)
