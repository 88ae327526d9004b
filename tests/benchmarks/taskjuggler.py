"""The same plan in TaskJuggler 3: the Debian package `taskjuggler`."""

import resource
import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

import numpy as np

from improvement.model.plan import Plan

YEARS = 12


def installed() -> bool:
    """Whether there is a TaskJuggler on this machine."""
    return shutil.which("tj3") is not None


def makespan(plan: Plan) -> tuple[int, float]:
    """Working days until the last end (Monday to Friday), and its seconds of the processor."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "plan.tjp").write_text(_project(plan))
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run(["tj3", "--silent", "plan.tjp"], cwd=folder, check=True, capture_output=True)
        seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        rows = (Path(folder) / "ends.csv").read_text().splitlines()[1:]
    last = max(row.strip('"') for row in rows)
    return int(np.busday_count(plan.programme.starts, date.fromisoformat(last))) + 1, seconds


def _project(plan: Plan) -> str:
    lines = [f'project kept "Kept" {plan.programme.starts} +{YEARS}y {{ timingresolution 60min }}']
    lines += [f'resource {id} "{id}" {{ workinghours mon - fri 9:00 - 17:00 }}' for id in plan.programme.people]
    for id, each in plan.realization.activities.items():
        assert each.estimate
        waits = [
            link.predecessor + (f" {{ gaplength {link.lag.amount:g}d }}" if link.lag else "") for link in each.after
        ]
        allocated = " ".join(f"allocate {person} {{ mandatory }}" for person in each.needs)
        days = each.estimate.most_likely.amount
        effort = days * len(each.needs)
        depends = f"depends {', '.join(waits)}" if waits else ""
        lines.append(f'task {id} "{id}" {{ effort {effort:g}d {allocated} {depends} }}')
    lines.append('taskreport ends "ends" { formats csv columns end timeformat "%Y-%m-%d" }')
    return "\n".join(lines)
