"""Long searches beside the pages: one for a question however many ask it, one at a time, each with a deadline."""

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from threading import Event, Lock
from typing import Generic, Literal, TypeVar

T = TypeVar("T")
State = Literal["waiting", "running", "over"]
SECONDS = 20
# a question that has waited its turn and that nobody has looked at for so long is put off
ASKED_WITHIN = 5.0
KEPT = 50


@dataclass(frozen=True, slots=True)
class Glance(Generic[T]):
    """How a search stands: the best so far (None: nothing yet), seconds of work so far, whether somebody stopped it.

    `fault`: what broke it off; None where it ended as it should.
    """

    state: State
    found: T | None
    seconds: float
    stopped: bool
    fault: Exception | None = None


class Run(Generic[T]):
    """What a search is given: when it has to end, by the clock of Jobs; `round` counts from 0 how often it went on."""

    def __init__(self, group: str, work: "Work[T]") -> None:
        self.group, self.work = group, work
        self.state: State = "waiting"
        self.found: T | None = None
        self.round, self.begun, self.ended, self.deadline, self.asked = 0, 0.0, 0.0, 0.0, 0.0
        self.fault: Exception | None = None
        self.outdated = False
        self.over = Event()
        self._stopped = False

    def stopped(self) -> bool:
        """Whether it is to end at once: somebody stopped it, or it is `outdated` by another question of its group."""
        return self._stopped or self.outdated

    def stop(self) -> None:
        """Let it end at once; one that has ended stays as it is."""
        self._stopped = self._stopped or self.state != "over"

    def tell(self, found: T) -> None:
        """Replaces what is found."""
        self.found = found

    def again(self) -> None:
        """Puts it back to the beginning with what it has found."""
        self.state, self.round, self.fault = "waiting", self.round + 1, None
        self._stopped = self.outdated = False
        self.over.clear()

    def glance(self, now: float) -> Glance[T]:
        """How it stands at a moment."""
        seconds = {"waiting": 0.0, "running": now - self.begun, "over": self.ended - self.begun}[self.state]
        return Glance(self.state, self.found, seconds, self._stopped, self.fault)


Work = Callable[[Run[T]], None]


class Jobs(Generic[T]):
    """One per process. `now`: seconds of a clock that never goes back; `start` runs something beside its caller."""

    def __init__(
        self, now: Callable[[], float], start: Callable[[Callable[[], None]], None], seconds: float = SECONDS
    ) -> None:
        self.seconds = seconds
        self._now, self._start = now, start
        self._lock = Lock()
        self._runs: OrderedDict[Hashable, Run[T]] = OrderedDict()
        self._queue: deque[Run[T]] = deque()
        self._running: Run[T] | None = None

    def ask(self, group: str, key: Hashable, work: Work[T]) -> Glance[T]:
        """How the search for a key stands; it begins with the first who asks, and others of its group end.

        One that had to end for another of its group begins again with what it has found.
        """
        with self._lock:
            run = self._runs.get(key)
            self._end_group(group, key)
            if run is None or run.outdated:
                run = self._runs[key] = _anew(run, group, work)
                self._begin(run)
                self._forget()
            return self._seen(run)

    def make_way(self, group: str, key: Hashable) -> None:
        """End the searches of a group for other questions than this key."""
        with self._lock:
            self._end_group(group, key)

    def look(self, key: Hashable) -> Glance[T] | None:
        """How a search stands; None for one that nobody asked for, or that is forgotten or put off."""
        with self._lock:
            run = self._runs.get(key)
            return self._seen(run) if run else None

    def stop(self, key: Hashable) -> None:
        """End a search with what it has found; one that waits its turn is over at once."""
        with self._lock:
            if run := self._runs.get(key):
                run.stop()
                if run in self._queue:
                    self._queue.remove(run)
                    self._never(run)

    def wait(self, key: Hashable, seconds: float) -> Glance[T] | None:
        """How a search stands as soon as it is over, or so many seconds later; None as for `look`."""
        if run := self._runs.get(key):
            run.over.wait(seconds)
        return self.look(key)

    def go_on(self, key: Hashable) -> None:
        """Let a search that is over go on for as long again."""
        with self._lock:
            run = self._runs.get(key)
            if run and run.state == "over":
                run.again()
                self._begin(run)

    def _seen(self, run: Run[T]) -> Glance[T]:
        run.asked = self._now()
        return run.glance(run.asked)

    def _end_group(self, group: str, but: Hashable) -> None:
        for key, run in list(self._runs.items()):
            if run.group == group and key != but and run.state != "over":
                run.outdated = True
                if run.state == "waiting":
                    del self._runs[key]

    def _begin(self, run: Run[T]) -> None:
        run.asked = self._now()
        self._queue.append(run)
        self._next()

    def _next(self) -> None:
        while self._queue and self._running is None:
            run, now = self._queue.popleft(), self._now()
            if run.stopped():
                self._never(run)
            elif now - run.asked > ASKED_WITHIN:
                self._runs = OrderedDict((key, each) for key, each in self._runs.items() if each is not run)
            else:
                run.state, run.begun, run.deadline = "running", now, now + self.seconds
                self._running = run
                try:
                    self._start(partial(self._work, run))
                except Exception as fault:
                    # no thread to be had: the next may find one
                    run.fault = fault
                    self._over(run)

    def _work(self, run: Run[T]) -> None:
        try:
            run.work(run)
        except Exception as fault:
            run.fault = fault
            raise
        finally:
            with self._lock:
                self._over(run)
                self._next()

    def _over(self, run: Run[T]) -> None:
        run.state, run.ended, self._running = "over", self._now(), None
        run.over.set()

    def _never(self, run: Run[T]) -> None:
        """It is over without having begun."""
        run.begun = run.ended = self._now()
        run.state = "over"
        run.over.set()

    def _forget(self) -> None:
        """The oldest searches that are over go."""
        over = [key for key, run in self._runs.items() if run.state == "over"]
        for key in over[: max(len(self._runs) - KEPT, 0)]:
            del self._runs[key]


def _anew(old: Run[T] | None, group: str, work: Work[T]) -> Run[T]:
    """A search of its own, for the old one may still be about to end; it has what that has found, and other dice."""
    run = Run(group, work)
    if old:
        run.found, run.round = old.found, old.round + 1
    return run
