"""How long the server takes to show new dates after an edit: 300 activities, 12 people, beside an empty page.

A client speaks Streamlit's protocol: it opens the fields of one activity, types another estimate, saves, and waits
until the page stands again. Once with the part of limited people closed, once with it open: then the answer at once is
in the time, and the search beside the page is running.
"""

import asyncio
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.figures import told
from tests.benchmarks.limited_plan import text_with
from tests.load import server
from tests.load.tab import Tab
from tests.load.tree import Node

ACTIVITIES, PEOPLE, EDITS, AT_MOST = 300, 12, 12, 300.0
PLAN, CHOSEN = "crowded", "a40"
MILLISECONDS, PATIENCE, WARM, PAUSE = 1000.0, 30.0, 8.0, 1.0


def main() -> int:
    """Print every figure; the number of goals that were missed."""
    print(f"{ACTIVITIES} activities, {PEOPLE} people, {EDITS} edits")
    with server.idle() as (address, _group):
        told("empty page: median of the reruns", MILLISECONDS * median(asyncio.run(_idle(address))), "ms")
    missed = 0
    for opened, what in ((False, "nobody limited"), (True, "limited people, search running")):
        with tempfile.TemporaryDirectory() as folder:
            plans = Path(folder) / "plans"
            (plans / PLAN).mkdir(parents=True)
            (plans / PLAN / "plan.yaml").write_text(text_with(ACTIVITIES, PEOPLE))
            with server.app(plans) as (address, group):
                waits, processor = asyncio.run(_edits(address, group, opened))
        told(f"{what}: processor an edit", MILLISECONDS * processor / EDITS, "ms")
        told(f"{what}: longest edit", MILLISECONDS * max(waits), "ms")
        missed += not told(f"{what}: median of the edits", MILLISECONDS * median(waits), "ms", at_most=AT_MOST)
    return missed


async def _idle(address: str) -> list[float]:
    tab = Tab(address, "", "")
    await tab.open()
    waits = [await tab.rerun() for _ in range(EDITS)]
    await tab.close()
    return waits


async def _edits(address: str, group: int, opened: bool) -> tuple[list[float], float]:
    """Seconds from the click on save until the page stands with the new dates; processor seconds of all that."""
    tab = Tab(address, "realization", f"plan={PLAN}&id={CHOSEN}")
    await tab.open()
    # the server loads what it compiles after its first page
    await asyncio.sleep(WARM)
    if opened:
        await tab.enter(await _there(tab, "limited"), bool_value=True)
    await tab.enter(await _there(tab, f"edit-{CHOSEN}"), bool_value=True)
    used = server.Usage(group)
    before = used.processor()
    waits = [await _edit(tab, n, opened) for n in range(EDITS)]
    processor = used.processor() - before
    await tab.close()
    if tab.errors:
        raise RuntimeError(tab.errors[0])
    return waits, processor


async def _edit(tab: Tab, n: int, opened: bool) -> float:
    await asyncio.sleep(PAUSE)
    before, toasts = _shown(tab), len(tab.toasts)
    await tab.changed(lambda: _estimate(tab), PATIENCE)
    field = _estimate(tab)
    if field is None:
        raise RuntimeError("the page shows no estimate")
    tab.write(field, string_value=f"{20 + n}d")
    save = tab.tree.labelled("button", "Save the changes")
    if save is None:
        raise RuntimeError("the page shows no button to save")
    waited = await tab.click(save)
    if len(tab.toasts) == toasts or _shown(tab) == before:
        raise RuntimeError("the edit did not reach the page")
    if opened and tab.tree.keyed("limited-stop") is None:
        raise RuntimeError("no search is running")
    return waited


def _estimate(tab: Tab) -> Node | None:
    inputs = (each for each in tab.tree.nodes() if each.kind == "text_input")
    return next((each for each in inputs if f".{CHOSEN}.estimate." in each.element.id), None)


def _shown(tab: Tab) -> str:
    """The days of the chosen activity."""
    return " ".join(each.body for each in tab.tree.elements("markdown") if " as forecast" in each.body)


async def _there(tab: Tab, key: str) -> Node:
    await tab.changed(lambda: tab.tree.keyed(key), PATIENCE)
    found = tab.tree.keyed(key)
    if found is None:
        raise RuntimeError(f"the page shows no {key}")
    return found


if __name__ == "__main__":
    sys.exit(main())
