"""Threads of one process take turns; whoever's wish another one has fulfilled meanwhile goes on at once."""

from collections.abc import Callable
from threading import Condition


class Turns:
    """One thread at a time; no order among those who wait."""

    def __init__(self) -> None:
        self._changed, self._is_taken = Condition(), False

    def take(self, is_done: Callable[[], bool] = lambda: False) -> bool:
        """Wait for a turn; False where there is nothing left to do for this thread."""
        with self._changed:
            self._changed.wait_for(lambda: is_done() or not self._is_taken)
            if is_done():
                return False
            self._is_taken = True
            return True

    def end(self) -> None:
        """Let the others look what became of their wishes, and one of them take the next turn."""
        with self._changed:
            self._is_taken = False
            self._changed.notify_all()
