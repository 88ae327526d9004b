"""What one person does in a workshop: chooses work of their own, changes it, saves, and reads what the page answers."""

import asyncio
import io
import json
import random
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pyarrow as pa

from tests.load.tab import Tab
from tests.load.tree import Node, key_of
from tests.load.workload import At, at, id_of, name_of

SHARED = 0
TOKEN = re.compile(rb"word\d\dx\d{4}")
PATIENCE = 15.0
LEFT = 0.15


class Outcome(StrEnum):
    """How the page answered a wish to save."""

    SAVED = "saved"
    MINE = "conflict, mine kept"
    THEIRS = "conflict, theirs kept"
    REFUSED = "refused"
    SWALLOWED = "typed, but not taken"
    UNANSWERED = "unanswered"
    UNTOLD = "saved, but not told"


TAKEN = (Outcome.SAVED, Outcome.MINE)
ANSWERS = (*TAKEN, Outcome.THEIRS)


@dataclass(slots=True)
class Edit:
    """One wish to save: what was to stand where, when the button was pressed and what the page answered."""

    who: str
    place: At
    value: Any
    clicked: float
    outcome: Outcome = Outcome.UNANSWERED
    token: bytes = b""
    said: str = ""


class Person:
    """A tab with somebody before it, who owns the activities whose numbers leave the same rest by the crowd's size."""

    def __init__(self, tab: Tab, number: int, own: list[int], seed: int, hurry: float = 1.0) -> None:
        self.tab, self.number, self.own = tab, number, own
        self.name = f"Person {number:02}"
        self.edits: list[Edit] = []
        self.stuck: list[str] = []
        self.waits: dict[str, list[float]] = {}
        self._dice = random.Random(f"{seed}.{number}")
        self._hurry = hurry
        self._count = 0
        self._cells: dict[str, dict[str, dict[str, str]]] = {}

    async def arrive(self) -> None:
        """Load the page and say who one is."""
        await self.tab.open()
        self._hands("none")
        await self._do("name", self.tab.enter(await self._keyed("kept.name.typed"), string_value=self.name))

    async def work(self, until: float, pause: float, shared: float) -> None:
        """Edit again and again, `pause` seconds apart on average; a share of the edits goes to one common field."""
        while True:
            rest = until - time.perf_counter()
            await asyncio.sleep(min(self._dice.expovariate(1 / pause), max(rest, 0)))
            if time.perf_counter() >= until:
                return
            if self._dice.random() < shared:
                await self.attempt(self.retitle, SHARED)
                continue
            act = self._dice.choices((self.retitle, self.report, self.estimate), (6, 2, 2))[0]
            await self.attempt(act, self._dice.choice(self.own))

    async def attempt(self, act: Callable[[int], Awaitable[Edit]], number: int) -> None:
        """One edit; a page that does not answer or shows something else is noted, and one goes on."""
        try:
            await act(number)
        except (TimeoutError, LookupError) as wrong:
            self.stuck.append(f"{self.name}, {act.__name__} {number}: {str(wrong) or 'no answer'}")

    async def retitle(self, number: int) -> Edit:
        """A new title, in the fields of the activity."""
        await self._choose(number)
        await self._unfold(f"edit-{id_of(number)}", lambda: self._input(number, "title"))
        self._hands("editor")
        token = self._token()
        title = f"{name_of(number)}{token} renamed by {self.name}"
        await self._type(await self._there(lambda: self._input(number, "title"), "title"), title)
        edit = Edit(self.name, at(number, "title"), title, 0.0, token=token.encode())
        return await self._save(edit, await self._labelled("button", "Save the changes"))

    async def report(self, number: int) -> Edit:
        """What blocks the work, through the report with its preview."""
        await self._choose(number)
        if self.tab.tree.keyed("save-report") is None:
            opened = self.tab.click(await self._keyed("report-progress"))
            await self._do("open", opened, lambda: self._input(number, "blocked_by"))
        self._hands("editor")
        reason = f"waits for {self._token()}"
        await self._type(await self._there(lambda: self._input(number, "blocked_by"), "blocked_by"), reason)
        return await self._save(
            Edit(self.name, at(number, "blocked_by"), reason, 0.0), await self._keyed("save-report")
        )

    async def estimate(self, number: int) -> Edit:
        """Another estimate, in the cell of the table: saved as soon as the cell is left."""
        await self._unfold("work-table", lambda: self._grid(number))
        self._hands("cell")
        await self._think()
        self._count += 1
        grid = await self._there(lambda: self._grid(number), "table")
        cells = self._cells.setdefault(grid.element.id, {})
        cells[str(_rows(grid).index(id_of(number)))] = {"estimate": f"{10 + self._count}h"}
        typed = json.dumps({"edited_rows": cells, "added_rows": [], "deleted_rows": []})
        return await self._save(
            Edit(self.name, at(number, "estimate"), f"{10 + self._count}h", 0.0), grid, string_value=typed
        )

    async def _choose(self, number: int) -> None:
        fold = f"edit-{id_of(number)}"
        if self.tab.tree.keyed(fold):
            return
        picker = await self._keyed("work.pick")
        wanted = next((each for each in picker.element.options if name_of(number) in each), "")
        await self._do("choose", self.tab.enter(picker, string_value=wanted), lambda: self.tab.tree.keyed(fold))

    async def _unfold(self, key: str, shows: Callable[[], object]) -> None:
        """Open a fold, unless it is open."""
        if not shows():
            await self._do("unfold", self.tab.enter(await self._keyed(key), bool_value=True), shows)

    def _grid(self, number: int) -> Node | None:
        """The table of all work, where it has a row for this activity."""
        return next((each for each in self.tab.tree.nodes() if _editor(each) and id_of(number) in _rows(each)), None)

    def _input(self, number: int, field: str) -> Node | None:
        """The text input of a field of an activity; None where the page has none."""
        inputs = (each for each in self.tab.tree.nodes() if each.kind == "text_input")
        return next((each for each in inputs if f".{id_of(number)}.{field}." in each.element.id), None)

    async def _type(self, node: Node, text: str) -> None:
        """Write a text and take a moment; where the page wants to know at once, wait for what it says."""
        self._hands("typing")
        self.tab.write(node, string_value=text)
        await self._think()
        if not (node.element.form_id or node.element.ignore_rerun):
            await self._do("type", self.tab.rerun(node.fragment))

    def _hands(self, busy: str) -> None:
        """What the page's watcher writes into its unseen input when somebody begins to type and when they stop."""
        watcher = self.tab.tree.keyed("hands")
        if watcher and watcher.kind == "text_input":
            self.tab.write(watcher, string_value=busy)

    async def _save(self, edit: Edit, node: Node, **value: object) -> Edit:
        """Press (or leave the cell) and wait for the answer."""
        self.edits.append(edit)
        before = len(self.tab.toasts)
        edit.clicked = time.perf_counter()
        asyncio.get_running_loop().call_later(LEFT, self._hands, "editor")
        await self._do("save", self.tab.enter(node, **value) if value else self.tab.click(node))
        edit.outcome = await self._answer(before)
        for _turn in range(5):
            if edit.outcome != Outcome.UNANSWERED or self.tab.tree.keyed("conflict") is None:
                break
            edit.outcome = await self._settle()
        if edit.outcome not in ANSWERS:
            edit.said = f"{self._alerts()} {self._reasons()}".strip()
        return edit

    async def _answer(self, before: int) -> Outcome:
        """What the page says; UNANSWERED where it asks whose value shall stand, or says nothing."""
        told = self._told(before)
        if told is None:
            await self.tab.changed(lambda: self._told(before) is not None, PATIENCE / 5)
            told = self._told(before)
        return told or Outcome.UNANSWERED

    def _told(self, before: int) -> Outcome | None:
        if len(self.tab.toasts) > before:
            return Outcome.SAVED
        if self.tab.tree.keyed("conflict"):
            return Outcome.UNANSWERED
        words = self._alerts()
        if "nothing was saved" in words.lower():
            return Outcome.REFUSED
        return Outcome.SWALLOWED if "Nothing was changed" in words else None

    def _alerts(self) -> str:
        return " ".join(each.body for each in self.tab.tree.elements("alert"))

    def _reasons(self) -> str:
        texts = [each.body for each in self.tab.tree.elements("markdown")]
        return " ".join(each for each in texts if each.startswith("- "))

    async def _settle(self) -> Outcome:
        """Somebody else wrote the same: keep one's own or theirs."""
        await self._think()
        mine = self._dice.random() < 0.5
        before = len(self.tab.toasts)
        await self._do("settle", self.tab.click(await self._keyed("keep-mine" if mine else "keep-theirs")))
        if not mine:
            return Outcome.THEIRS
        return Outcome.MINE if await self._answer(before) == Outcome.SAVED else Outcome.UNANSWERED

    async def _do(self, what: str, act: Awaitable[float], shows: Callable[[], object] = lambda: True) -> None:
        """Wait until the script has finished and the page shows what was asked for; remember how long it took."""
        start = time.perf_counter()
        waited = await act
        if not shows():
            await self.tab.changed(shows, PATIENCE)
            waited = time.perf_counter() - start
        self.waits.setdefault(what, []).append(waited)

    async def _think(self) -> None:
        await asyncio.sleep(self._dice.uniform(0.5, 2.0) * self._hurry)

    def _token(self) -> str:
        self._count += 1
        return f"word{self.number:02}x{self._count:04}"

    async def _keyed(self, key: str) -> Node:
        return await self._there(lambda: self.tab.tree.keyed(key), key)

    async def _labelled(self, kind: str, label: str) -> Node:
        return await self._there(lambda: self.tab.tree.labelled(kind, label), label)

    async def _there(self, find: Callable[[], Node | None], what: str) -> Node:
        """What is looked for, as soon as the page shows it: it may just be drawn anew. LookupError if it never is."""
        await self.tab.changed(find, PATIENCE)
        if (found := find()) is None:
            keys = ", ".join(key_of(each) for each in sorted(self.tab.tree.ids()))
            raise LookupError(f"the page shows no “{what}”, but {keys}")
        return found


def _editor(node: Node) -> bool:
    return node.kind == "dataframe" and key_of(node.element.id).startswith("work-editor")


def _rows(node: Node) -> list[str]:
    """The ids of a table's rows, in their order: its index."""
    found = pa.ipc.open_stream(io.BytesIO(node.element.arrow_data.data)).read_all()
    return [str(each) for each in found.column("id").to_pylist()]
