"""Thirty people on one plan, as their browsers would speak: python -m tests.benchmarks.load --minutes 5."""

import argparse
import asyncio
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.load import server, workload
from tests.load.crowd import Crowd, play, play_idle
from tests.load.report import table

IDLE_SHARE = 0.2


def main() -> None:
    """Print a table: what the issue wants, what was reached, what a page that does nothing costs."""
    crowd = _asked()
    with server.idle() as (address, group):
        idle = asyncio.run(play_idle(address, group, replace(crowd, seconds=crowd.seconds * IDLE_SHARE)))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        workload.place(root, crowd.activities)
        with server.app(root) as (address, group):
            found = asyncio.run(play(address, group, root, crowd))
    print(
        f"{crowd.sessions} sessions on {crowd.activities} activities, {crowd.seconds:.0f} s, "
        f"a person edits about every {crowd.pause:.0f} s, {crowd.shared:.0%} of the edits on one common field"
    )
    print(table(found, idle))


def _asked() -> Crowd:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=5)
    asked.add_argument("--sessions", type=int, default=30)
    asked.add_argument("--activities", type=int, default=100)
    asked.add_argument("--pause", type=float, default=20, help="seconds between two edits of a person, on average")
    given = asked.parse_args()
    return Crowd(given.sessions, 60 * given.minutes, given.pause, activities=given.activities)


if __name__ == "__main__":
    main()
