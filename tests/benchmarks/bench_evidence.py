"""The whole assessment of ten million answers, engine by engine, beside plain pandas: make bench-evidence

Every engine works in a process of its own, so that its seconds and its highest memory are its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from math import isclose
from pathlib import Path
from shutil import which
from time import perf_counter, process_time
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from improvement.assessment.report import as_json
from improvement.assessment.scores import assess
from improvement.evidence.engines import scan_parquet
from improvement.evidence.large import clean_parquet
from tests.assessment.build import plan_with
from tests.benchmarks import plain_pandas
from tests.benchmarks.figures import told
from tests.benchmarks.survey_file import RATED, SEGMENTS, meaning, write_survey

ROOT = Path(__file__).resolve().parents[2]
ROWS, SPARK_ROWS = 10_000_000, 200_000
LESS_TIME, LESS_MEMORY = 0.35, 0.2
CLOSE = 1e-9
ENGINES = ("pandas", "polars", "duckdb")


class Run(NamedTuple):
    """What one process took, and what it found."""

    cpu: float
    wall: float
    megabytes: float
    found: dict[str, Any]


def main() -> int:
    """Print every figure; the number of goals that were missed."""
    told_by = argparse.ArgumentParser(description=__doc__)
    told_by.add_argument("--rows", type=int, default=ROWS)
    told_by.add_argument("--work", nargs=2, help=argparse.SUPPRESS)
    given = told_by.parse_args()
    if given.work:
        _work(*given.work)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        missed = [_compared(Path(folder), given.rows), *([_spark(Path(folder))] if _has_spark() else [True])]
    return missed.count(False)


def _compared(folder: Path, rows: int) -> bool:
    raw = folder / "raw.parquet"
    write_survey(raw, rows)
    print(f"{rows:,} rows x 25 columns, {raw.stat().st_size / 1e6:.0f} MB of Parquet", flush=True)
    _tell("storing it (the command evidence)", _run("store", raw))
    stored = _stored(raw)
    plain = _run("plain", stored)
    _tell("plain pandas", plain)
    runs = {engine: _run(engine, stored) for engine in ENGINES}
    for engine, run in runs.items():
        _tell(f"assess on {engine}", run)
    pandas = runs["pandas"].found
    same = [_told_differences(f"{each} against pandas", pandas, runs[each].found) for each in ENGINES[1:]]
    same.append(_told_differences("plain pandas against pandas", *_shared(plain.found, runs["pandas"].found)))
    for engine in ENGINES[1:]:
        print(
            f"  {engine}: wall {runs[engine].wall / plain.wall:.2f} of plain pandas' (others may use the machine too)"
        )
    # polars is what runs in the product; DuckDB stands beside it
    told("duckdb: processor seconds / plain pandas'", runs["duckdb"].cpu / plain.cpu)
    told("duckdb: memory / plain pandas'", runs["duckdb"].megabytes / plain.megabytes)
    time = told("polars: processor seconds / plain pandas'", runs["polars"].cpu / plain.cpu, at_most=LESS_TIME)
    memory = told("polars: memory / plain pandas'", runs["polars"].megabytes / plain.megabytes, at_most=LESS_MEMORY)
    return time and memory and all(same)


def _spark(folder: Path) -> bool:
    raw = folder / "fewer.parquet"
    write_survey(raw, SPARK_ROWS)
    _run("store", raw)
    pandas, spark = (_run(each, _stored(raw)) for each in ("pandas", "pyspark"))
    print(f"{SPARK_ROWS:,} rows")
    _tell("assess on pandas", pandas)
    print(f"  {'assess on PySpark, local[2]':<58} {spark.wall:.1f} s by the clock (its memory is Java's)")
    return _told_differences("PySpark against pandas", pandas.found, spark.found)


def _has_spark() -> bool:
    missing = [name for name, there in (("Java", which("java")), ("PySpark", find_spec("pyspark"))) if not there]
    if missing:
        print(f"PySpark is left out: {' and '.join(missing)} not installed")
    return not missing


def _tell(what: str, run: Run) -> None:
    print(
        f"  {what:<58} {run.cpu:6.1f} s of processor {run.wall:6.1f} s by the clock {run.megabytes:6.0f} MB", flush=True
    )


def _stored(raw: Path) -> Path:
    return raw.with_name(f"stored-{raw.name}")


def _run(work: str, file: Path) -> Run:
    command = [sys.executable, "-m", "tests.benchmarks.bench_evidence", "--work", work, str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def _work(work: str, file: str) -> None:
    """What a process of its own does: prints its figures."""
    wall, cpu = perf_counter(), process_time()
    found = _found(work, Path(file))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(Run(process_time() - cpu, perf_counter() - wall, memory, found)._asdict()))


def _found(work: str, file: Path) -> dict[str, Any]:
    if work == "store":
        stored, _notes = clean_parquet(file.read_bytes(), file.name, meaning(), b"key of the benchmark")
        _stored(file).write_bytes(stored)
        return {}
    if work == "plain":
        return plain_pandas.assess(file)
    found = as_json(assess(plan_with("s"), {"s": (meaning(), _table(work, file))}))["sources"]["s"]
    return {name: part for name, part in found.items() if name != "engine"}


def _table(engine: str, file: Path) -> Any:
    if engine == "duckdb":
        import duckdb

        return duckdb.read_parquet(str(file))
    if engine == "pyspark":
        from pyspark.sql import SparkSession

        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    return scan_parquet(file, meaning(), engine)  # type: ignore[arg-type]  # a word of the command line


def _shared(plain: dict[str, Any], found: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What both found, as far as dice do not matter, under the same names."""
    ours: dict[str, Any] = {"shares": [each["share"] for each in found["drivers"]["johnson"].values()]}
    for name in RATED:
        item = found["items"][name]
        weighted = item["weighted"]
        ours[name] = [
            item["mean"],
            item["top2"]["estimate"],
            *(weighted[each]["estimate"] for each in ("mean", "top2")),
        ]
    for gap in found["gaps"].values():
        ours[f"gap {gap['items'][1]}"] = [gap["gap"], gap["weighted"]["estimate"]]
    for state in found["states"].values():
        ours[f"states {state['item']}"] = [state[each]["estimate"] for each in ("below", "within", "above")]
    ours["r2"] = [found["gap_test"]["r2"], found["gap_test"]["r2_with"]]
    for name in SEGMENTS:
        ours[f"segment {name}"] = [each["overall"]["estimate"] for each in found["segments"] if each["item"] == name]
    return {name: plain[name] for name in ours}, ours


def _told_differences(what: str, one: dict[str, Any], other: dict[str, Any]) -> bool:
    wrong = list(differences(one, other))
    for each in wrong[:5]:
        print(f"    {each}")
    return told(f"{what}: figures that differ by more than 1e-9", len(wrong), at_most=0)


def differences(one: Any, other: Any, path: str = "") -> Iterator[str]:
    """Where two results differ: in their shape, a word, or a number by more than 1e-9 of it."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for name in one:
            yield from differences(one[name], other[name], f"{path}/{name}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, pair in enumerate(zip(one, other, strict=True)):
            yield from differences(*pair, f"{path}/{place}")
    elif isinstance(one, float) and isinstance(other, int | float):
        if not isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE):
            yield f"{path}: {one} and {other}"
    elif one != other:
        yield f"{path}: {one} and {other}"


if __name__ == "__main__":
    sys.exit(main())
