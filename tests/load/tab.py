"""One browser tab without the browser: Streamlit's websocket protocol as its own frontend speaks it.

It keeps the page, the state of every widget and the cache of large messages, reruns fragments by their timers, and with
each rerun sends what the frontend sends: all widget states, query string, page, hashes of the cached messages.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.load.tree import Node, Tree, id_of
from tests.load.widgets import first_state, sets_value

Seen = Callable[[bytes], None]
SPOKEN = Subprotocol("streamlit")
EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN
LOOK = 0.02


class Tab:
    """A connection, the page that it shows, and what a person can do on it."""

    def __init__(self, address: str, page: str, query: str, seen: Seen | None = None) -> None:
        self._address, self._page, self._query = address, page, query
        self._seen = seen
        self._line: ClientConnection
        self._reader: asyncio.Task[None]
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._cache: dict[str, tuple[ForwardMsg, str, int]] = {}
        self._cache_age, self._cache_runs = 2, 0
        self._script, self._run = "", ""
        self._states: dict[str, WidgetState] = {}
        self._typed: dict[str, dict[str, WidgetState]] = {}
        self._begun: set[str] = set()
        self._drawing = ""
        self._question: tuple[str, asyncio.Future[float]] | None = None
        self.tree = Tree()
        self.toasts: list[str] = []
        self.errors: list[str] = []
        self.bytes_read, self.untold = 0, 0
        self.polls: list[float] = []
        self.redraws: list[float] = []
        self._polled = "", 0.0

    async def open(self) -> None:
        """Connect and load the page."""
        stream = f"{self._address.replace('http', 'ws', 1)}/_stcore/stream"
        self._line = await connect(stream, origin=Origin(self._address), subprotocols=[SPOKEN], max_size=None)
        self._reader = asyncio.create_task(self._read())
        await self.rerun()

    async def close(self) -> None:
        """Leave: no timer fires any more."""
        self._stop_timers()
        await self._line.close()
        with contextlib.suppress(asyncio.CancelledError):
            await self._reader

    def write(self, node: Node, **value: object) -> None:
        """Give a widget a value without telling the server yet: what is typed into a form waits for its button."""
        state = WidgetState(id=id_of(node), **value)  # type: ignore[arg-type]
        form = getattr(node.element, "form_id", "")
        (self._typed.setdefault(form, {}) if form else self._states)[state.id] = state

    async def enter(self, node: Node, **value: object) -> float:
        """Give a widget a value and leave it; seconds until the page stands again."""
        self.write(node, **value)
        return await self.rerun(node.fragment)

    async def click(self, node: Node) -> float:
        """Press a button, of a form too; seconds until the page stands again."""
        trigger = WidgetState(id=node.element.id, trigger_value=True)
        self._states.update(self._typed.pop(node.element.form_id, {}))
        return await self.rerun(node.fragment, trigger)

    async def rerun(self, fragment: str = "", *triggers: WidgetState, timeout: float = 30) -> float:
        """Let the script run as after a click; seconds until it has finished. TimeoutError where it does not."""
        start = time.perf_counter()
        answer = asyncio.get_running_loop().create_future()
        self._begun.clear()
        self._question = fragment, answer
        await self._send(fragment, *triggers)
        async with asyncio.timeout(timeout):
            return float(await answer) - start

    async def poll(self) -> None:
        """Let every timer fire at this moment; does not wait for what comes of it."""
        for fragment in list(self._timers):
            await self._send(fragment, timed=True)

    async def changed(self, wanted: Callable[[], object], timeout: float) -> bool:
        """Wait for runs that nobody here asked for until something holds; False where it never did."""
        end = time.perf_counter() + timeout
        while not wanted() and time.perf_counter() < end:
            await asyncio.sleep(LOOK)
        return bool(wanted())

    async def _send(self, fragment: str, *triggers: WidgetState, timed: bool = False) -> None:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.fragment_id, state.is_auto_rerun = self._query, fragment, timed
        state.page_script_hash, state.page_name = self._script, "" if self._script else self._page
        state.widget_states.widgets.extend([*self._states.values(), *triggers])
        state.cached_message_hashes.extend(self._cache)
        state.context_info.timezone, state.context_info.locale = "UTC", "en-GB"
        state.context_info.url = f"{self._address}/{self._page}"
        await self._line.send(message.SerializeToString())

    async def _read(self) -> None:
        async for data in self._line:
            assert isinstance(data, bytes)
            self.bytes_read += len(data)
            if self._seen:
                self._seen(data)
            message = ForwardMsg.FromString(data)
            self._take(message)

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind in ("delta", "ref_hash"):
            self._draw(self._whole(message), message)
        elif kind == "new_session":
            self._begin(message)
        elif kind == "script_finished":
            self._finish(message)
        elif kind == "auto_rerun":
            self._start_timer(message.auto_rerun.fragment_id, message.auto_rerun.interval)
        elif kind == "stop_auto_rerun":
            for fragment in message.stop_auto_rerun.fragment_ids:
                self._stop_timer(fragment)
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "navigation":
            self._script = message.navigation.page_script_hash

    def _begin(self, message: ForwardMsg) -> None:
        by_fragment = bool(message.metadata.run.fragment_ids)
        self._overtaken(by_fragment)
        self._run = message.metadata.run.script_run_id
        self._drawing = "" if by_fragment else self._run
        self._begun.add(self._run)
        if by_fragment:
            return
        self._stop_timers()
        self._cache_age = message.new_session.config.max_cached_message_age
        if self._script and message.new_session.page_script_hash != self._script:
            self.tree.clear()
        self._script = message.new_session.page_script_hash

    def _whole(self, message: ForwardMsg) -> ForwardMsg:
        """The message itself, or the one that it names by its hash; large ones are kept."""
        if message.WhichOneof("type") == "ref_hash":
            found, fragment, _run = self._cache[message.ref_hash]
            self._cache[message.ref_hash] = found, fragment, self._cache_runs
            return found
        if message.metadata.cacheable and message.hash not in self._cache:
            self._cache[message.hash] = message, message.delta.fragment_id, self._cache_runs
        return message

    def _draw(self, whole: ForwardMsg, message: ForwardMsg) -> None:
        run = message.metadata.run.script_run_id or self._run
        node = self.tree.apply(list(message.metadata.delta_path), whole.delta, run)
        if node is None:
            return
        if node.kind == "toast":
            self.toasts.append(node.element.body)
        elif node.kind == "exception":
            self.errors.append(f"{node.element.type}: {node.element.message}")
        elif (id := id_of(node)) and (id not in self._states or sets_value(node.kind, node.element)):
            state = first_state(node.kind, node.element)
            if state:
                self._states[id] = state

    def _finish(self, message: ForwardMsg) -> None:
        run, fragments = message.metadata.run.script_run_id, frozenset(message.metadata.run.fragment_ids)
        self._drawing = ""
        if message.script_finished == EARLY:
            return
        self.tree.clear_stale(run, fragments)
        self._forget(fragments)
        self._note_poll(fragments)
        self._answer(run, fragments)

    def _note_poll(self, fragments: frozenset[str]) -> None:
        """How long the oldest open poll took: alone, or with drawing the whole page anew because it found news."""
        fragment, asked = self._polled
        if asked and (not fragments or fragment in fragments):
            if fragments or not self._question:
                (self.polls if fragments else self.redraws).append(time.perf_counter() - asked)
            self._polled = "", 0.0

    def _answer(self, run: str, fragments: frozenset[str]) -> None:
        """Answer the open question if this run began after it and drew what was asked for."""
        if self._question is None or run not in self._begun:
            return
        fragment, answer = self._question
        if not fragments or fragment in fragments:
            self._question = None
            if not answer.done():
                answer.set_result(time.perf_counter())

    def _overtaken(self, by_fragment: bool) -> None:
        """A page that was drawn to its end, but whose end is not told because a poll came meanwhile, answers too.

        Streamlit drops the last events of a run when a fragment's request reaches the session before them (#9921).
        """
        if by_fragment and self._drawing in self._begun:
            self.untold += 1
            self._answer(self._drawing, frozenset())

    def _forget(self, fragments: frozenset[str]) -> None:
        """States of widgets that are gone, and messages that were not used for some runs."""
        ids = self.tree.ids()
        for states in (self._states, *self._typed.values()):
            for id in states.keys() - ids:
                del states[id]
        self._cache_runs += 1
        for hash, (_found, fragment, used) in list(self._cache.items()):
            if (not fragments or fragment in fragments) and self._cache_runs - used > self._cache_age:
                del self._cache[hash]

    def _start_timer(self, fragment: str, seconds: float) -> None:
        if fragment not in self._timers:
            loop = asyncio.get_running_loop()
            self._timers[fragment] = loop.call_later(seconds, self._tick, fragment, seconds, loop.time() + seconds)

    def _tick(self, fragment: str, seconds: float, due: float) -> None:
        loop = asyncio.get_running_loop()
        self._timers[fragment] = loop.call_at(due + seconds, self._tick, fragment, seconds, due + seconds)
        if not self._polled[1]:
            self._polled = fragment, time.perf_counter()
        asking = loop.create_task(self._send(fragment, timed=True))
        asking.add_done_callback(lambda done: done.cancelled() or done.exception())

    def _stop_timer(self, fragment: str) -> None:
        if timer := self._timers.pop(fragment, None):
            timer.cancel()

    def _stop_timers(self) -> None:
        for fragment in list(self._timers):
            self._stop_timer(fragment)
