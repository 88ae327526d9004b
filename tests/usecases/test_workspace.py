"""The memory of results: shared by threads, the least asked-for goes first."""

import threading
from datetime import UTC, datetime
from pathlib import Path

from improvement.usecases import workspace as module
from improvement.usecases.start import start


def test_a_result_is_computed_once(tmp_path: Path) -> None:
    space = start(tmp_path, lambda: datetime(2027, 1, 1, tzinfo=UTC))
    made: list[int] = []
    for _ in range(3):
        assert space.remember("key", lambda: made.append(1) or 7) == 7
    assert made == [1]


def test_what_was_asked_for_lately_stays(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(module, "KEPT_RESULTS", 3)
    space = start(tmp_path, lambda: datetime(2027, 1, 1, tzinfo=UTC))
    for key in ("a", "b", "c", "a", "d"):
        space.remember(key, lambda key=key: key)
    made: list[str] = []
    for key in ("a", "b"):
        space.remember(key, lambda key=key: made.append(key))
    assert made == ["b"]


def test_threads_that_crowd_each_other_out_still_get_their_results(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(module, "KEPT_RESULTS", 2)
    space = start(tmp_path, lambda: datetime(2027, 1, 1, tzinfo=UTC))
    wrong: list[object] = []

    def work(name: int) -> None:
        for number in range(300):
            found = space.remember((name, number % 5), lambda: (name, number % 5))  # noqa: B023  # called at once
            if found != (name, number % 5):
                wrong.append(found)

    threads = [threading.Thread(target=work, args=(name,)) for name in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert wrong == []
