"""How often pages are drawn anew because others changed something: a share of the processor for all tabs together.

Two people see each other's values at once. Where thirty people save every few seconds, each tab still says within one
poll who changed what, and its values follow when it is its turn.
"""

import contextlib
import time
from collections.abc import Iterator
from threading import Lock

SHARE = 0.05
# what the first page costs is not known yet; later ones are measured
FIRST_COST, WEIGHT = 0.1, 0.2


class Pace:
    """One per process. Costs are seconds of processor time, moments seconds of a clock that never goes back."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._cost, self._free_at = FIRST_COST, 0.0

    def spent(self, cost: float) -> None:
        """A page was drawn: what it cost."""
        with self._lock:
            self._cost += WEIGHT * (cost - self._cost)

    def is_free(self, now: float) -> bool:
        """Whether nobody's drawing stands in the way at this moment."""
        return now >= self._free_at

    def may_draw(self, now: float) -> bool:
        """Whether a page may be drawn anew at this moment; if so, the next one has to wait for its share."""
        with self._lock:
            if not self.is_free(now):
                return False
            self._free_at = max(self._free_at, now - self._cost) + self._cost / SHARE
            return True

    @contextlib.contextmanager
    def measured(self) -> Iterator[None]:
        """Measures the drawing of a page; one that is broken off tells nothing."""
        start = time.thread_time()
        yield
        self.spent(time.thread_time() - start)


PACE = Pace()
