"""Plans as TaskJuggler reads them (Debian package tj3), and the finishes that it finds."""

import csv
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from improvement.schedule.cpm import Link, Node

HEAD = """project plans "Plans" {start} +{months}m {{
  timezone "UTC"
  timeformat "%Y-%m-%dT%H:%M"
  timingresolution 60min
  workinghours mon - fri 9:00 - 17:00
  workinghours sat, sun off
  dailyworkinghours 8
  now {start}
}}
"""
REPORT = 'taskreport dates "dates" { formats csv columns id, end timeformat "%Y-%m-%dT%H:%M" }\n'
SECONDS = 120


def command() -> str:
    """The program; the test is skipped where it is not installed."""
    found = shutil.which("tj3")
    if not found:
        pytest.skip("TaskJuggler is not installed (Debian package tj3)")
    return found


def finishes(
    plans: Sequence[tuple[Sequence[Node], Sequence[Link]]], start: date, closed: Sequence[date], folder: Path
) -> list[dict[str, date]]:
    """The last day of every node, plan by plan, all in one run."""
    free = "".join(f'vacation "closed" {day}\n' for day in closed)
    tasks = "".join(_plan(f"p{place}", *plan) for place, plan in enumerate(plans))
    (folder / "plans.tjp").write_text(HEAD.format(start=start, months=24) + free + tasks + REPORT)
    done = subprocess.run(
        [command(), "--silent", "plans.tjp"], cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, date]] = [{} for _ in plans]
    for row in csv.DictReader((folder / "dates.csv").open(encoding="utf-8"), delimiter=";"):
        plan, _, id = row["Id"].partition(".")
        if id:
            # the first moment after the last day counts to that day
            found[int(plan[1:])][id] = (datetime.fromisoformat(row["End"]) - timedelta(minutes=1)).date()
    return found


def _plan(id: str, nodes: Sequence[Node], links: Sequence[Link]) -> str:
    before: Mapping[str, list[Link]] = {node.id: [] for node in nodes}
    for link in links:
        before[link.successor].append(link)
    return f'task {id} "{id}" {{\n' + "".join(_task(node, before[node.id]) for node in nodes) + "}\n"


def _task(node: Node, links: Sequence[Link]) -> str:
    length = f"{'duration' if node.elapsed else 'length'} {node.duration:g}d" if node.duration else "milestone"
    waits = [f"!{link.predecessor} {{ {_gap(link)} }}" for link in links]
    return f'  task {node.id} "{node.id}" {{ {length} {"depends " + ", ".join(waits) if waits else ""} }}\n'


def _gap(link: Link) -> str:
    point = "onend" if link.kind == "FS" else "onstart"
    gap = f"{'gapduration' if link.elapsed else 'gaplength'} {link.lag:g}d"
    return f"{point} {gap}" if link.lag else point
