"""How long the server takes for the Assessment page once it is computed, beside a page that does nothing.

A plan of its own holds the survey of an airport (2,800 passengers, 101 columns, six drivers); where it is not on this
machine, a sample's survey. A client speaks Streamlit's protocol and asks for the page again and again.
"""

import asyncio
import contextlib
import io
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from improvement.cli import main as command
from tests.benchmarks.figures import told
from tests.load import server
from tests.load.tab import Tab

ROOT = Path(__file__).resolve().parents[2]
AIRPORT = ROOT.parent / "shared/data/sfo-airport-2017.csv"
SAMPLE = ROOT / "plans/city-clinic/evidence/survey-2026.csv"
DRIVERS = "drivers=q7food,q7store,q7sign,q7walkways,q7screens,q7wifi"
PLAN, RERUNS, AT_MOST = "airport", 20, 300.0
MILLISECONDS, CHART = 1000.0, "vega_lite_chart"


class Times(NamedTuple):
    """Seconds until the page stood, first and asked for again; processor seconds of the server for the latter."""

    first: float
    again: tuple[float, ...]
    processor: float


def main() -> int:
    """Print every figure; the number of goals that were missed."""
    with server.idle() as (address, group):
        idle = asyncio.run(_times(address, group, "", ""))
    with tempfile.TemporaryDirectory() as folder:
        plans = Path(folder) / "plans"
        _place(plans)
        with server.app(plans) as (address, group):
            page = asyncio.run(_times(address, group, "assessment", f"plan={PLAN}"))
    told("first time, computing", page.first, "s")
    _told("empty page", idle)
    return 0 if _told("Assessment page", page, AT_MOST) else 1


def _place(plans: Path) -> None:
    plans.mkdir()
    survey, settings = (AIRPORT, ["--set", DRIVERS]) if AIRPORT.exists() else (SAMPLE, [])
    print(f"{survey.name}, {RERUNS} reruns")
    with contextlib.redirect_stdout(io.StringIO()):
        _run("new", PLAN, "--plans", str(plans))
        _run("evidence", str(survey), "--plans", str(plans), "--plan", PLAN, "--as", "survey", *settings)


def _run(*words: str) -> None:
    if command(list(words)):
        raise RuntimeError(" ".join(words))


async def _times(address: str, group: int, page: str, query: str) -> Times:
    tab = Tab(address, page, query)
    start = perf_counter()
    await tab.open()
    first = perf_counter() - start
    used = server.Usage(group)
    before = used.processor()
    again = [await tab.rerun() for _ in range(RERUNS)]
    processor = used.processor() - before
    await tab.close()
    if tab.errors:
        raise RuntimeError(tab.errors[0])
    if page and not any(node.kind == CHART for node in tab.tree.nodes()):
        raise RuntimeError("the page shows no chart")
    return Times(first, tuple(again), processor)


def _told(page: str, found: Times, at_most: float | None = None) -> bool:
    told(f"{page}: processor a rerun", MILLISECONDS * found.processor / RERUNS, "ms")
    told(f"{page}: longest rerun", MILLISECONDS * max(found.again), "ms")
    return told(f"{page}: median of the reruns", MILLISECONDS * median(found.again), "ms", at_most=at_most)


if __name__ == "__main__":
    sys.exit(main())
