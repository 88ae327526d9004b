"""Limited people on PSPLIB's instances, or any others in Patterson's format, beside the best known.

python -m tests.benchmarks.psplib FOLDER --seconds 5 [--sample 12] [--json]

Seconds are those of the processor. The best known values stand in best-known.json in the folder or the one above.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from improvement.schedule.rcpsp.project import Arc, Project, constant
from improvement.schedule.rcpsp.search import warm_up
from improvement.schedule.rcpsp.solve import Solved, solve


@dataclass(frozen=True, slots=True)
class Outcome:
    """One instance: what was found, and what is known (None where nothing is)."""

    instance: str
    found: Solved
    best_known: int | None

    @property
    def gap(self) -> float:
        """Makespan / best known - 1; NaN without a best known value."""
        return self.found.makespan / self.best_known - 1 if self.best_known else float("nan")


def read_rcp(path: Path) -> Project:
    """A project in Patterson's format: activities and resources, capacities, then a row for each activity."""
    numbers = iter(map(int, path.read_text().split()))
    count, resources = next(numbers), next(numbers)
    capacity = [next(numbers) for _ in range(resources)]
    durations, demands, arcs = [], [], []
    for i in range(count):
        durations.append(next(numbers))
        demands.append([next(numbers) for _ in range(resources)])
        arcs += [Arc(i, next(numbers) - 1) for _ in range(next(numbers))]
    needs = np.array(demands, np.int64).reshape(count, resources)
    return Project(np.array(durations, np.int64), needs, constant(capacity), tuple(arcs))


def best_known(folder: Path) -> dict[str, int]:
    """Best known makespans by instance; none where there is no such file."""
    for place in (folder, folder.parent):
        if (place / "best-known.json").is_file():
            values = json.loads((place / "best-known.json").read_text())
            return {instance: each["best_known"] for instance, each in values.items()}
    return {}


def sampled(paths: list[Path], size: int | None) -> list[Path]:
    """Some of the files, always the same ones."""
    return paths if size is None or size >= len(paths) else sorted(random.Random(1).sample(paths, size))


def run(folder: Path, seconds: float, sample: int | None = None, proof: bool = True) -> Iterator[Outcome]:
    """Every instance of a folder, or a sample of it, with so many seconds of the processor each."""
    known = best_known(folder)
    warm_up()
    for path in sampled(sorted(folder.rglob("*.rcp")), sample):
        project = read_rcp(path)
        found = solve(project, time.process_time, time.process_time() + seconds, proof=proof)
        yield Outcome(path.stem, found, known.get(path.stem))


def as_json(outcome: Outcome) -> dict[str, object]:
    """The row of the list that --json prints."""
    found = outcome.found
    return {
        "instance": outcome.instance,
        "makespan": found.makespan,
        "lower_bound": found.bound,
        "status": found.status,
        "seconds": round(found.seconds, 3),
    }


def summary(outcomes: list[Outcome]) -> str:
    """The means of a run: gap to the best known, gap to the bound, proofs."""
    gaps = [each.gap for each in outcomes if each.best_known]
    bounds = [each.found.gap for each in outcomes]
    proved = sum(each.found.status == "optimal" for each in outcomes)
    mean = f"{100 * np.mean(gaps):.2f} %" if gaps else "unknown"
    return (
        f"{len(outcomes)} instances: {mean} above the best known, {100 * np.mean(bounds):.2f} % above the bound, "
        f"{proved} proved, {np.mean([each.found.seconds for each in outcomes]):.2f} s each"
    )


def main(arguments: list[str]) -> None:
    """Run a folder and print."""
    parser = argparse.ArgumentParser(prog="psplib", description="Limited people on instances in Patterson's format.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--sample", type=int, help="only so many instances, always the same")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    outcomes = []
    for outcome in run(asked.folder, asked.seconds, asked.sample):
        outcomes.append(outcome)
        if not asked.json:
            row = " ".join(f"{value!s:>12}" for value in as_json(outcome).values())
            print(f"{row} {outcome.best_known or '':>6} {100 * outcome.gap:6.2f} %", flush=True)
    print(json.dumps([as_json(each) for each in outcomes], indent=1) if asked.json else summary(outcomes))


if __name__ == "__main__":
    main(sys.argv[1:])
