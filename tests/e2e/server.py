"""The app as a process of its own, and a browser on it."""

import contextlib
import itertools
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
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = itertools.count(1)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
# each call with another number waits anew
STILL = """number => {
  const now = performance.now()
  if (!window.keptStill) {
    window.keptStill = {}
    const moved = new MutationObserver(() => { window.keptStill.since = performance.now() })
    moved.observe(document, {subtree: true, childList: true, attributes: true, characterData: true})
  }
  const still = window.keptStill
  const done = document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]")
  if (!done || still.number !== number) Object.assign(still, {number, since: now})
  return now - still.since >= 250
}"""


class App(NamedTuple):
    """Where an app answers, and the folder of its plans."""

    address: str
    plans: Path

    def copy(self, sample: str) -> Path:
        """A sample programme under a name that no other test uses."""
        return Path(shutil.copytree(ROOT / "plans" / sample, self.plans / f"{sample}-{next(NUMBERS)}"))

    def write(self, name: str, text: str) -> Path:
        """A plan of that text, under a name that no other test uses."""
        folder = self.plans / f"{name}-{next(NUMBERS)}"
        folder.mkdir()
        (folder / "plan.yaml").write_text(text)
        return folder


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
    """Wait until the script has run and everything is drawn: nothing of the page changes for a quarter of a second.

    Comes after a fold was opened, too: while it still opens, its buttons move from under a click.
    """
    page.wait_for_function(STILL, arg=next(NUMBERS), polling=50, timeout=60_000)
