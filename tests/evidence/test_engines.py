"""One assessment, whatever engine computes it: equal to nine digits, and said which."""

import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

import duckdb
import pandas as pd
import pytest

from improvement.assessment.report import as_json
from improvement.assessment.scores import assess
from improvement.errors import KeptError, UnreadableData
from improvement.evidence.aggregate import ALL
from improvement.evidence.engines import engine_of, in_engine, scan_parquet
from improvement.evidence.large import clean_parquet, to_parquet_bytes
from improvement.evidence.moments import answer_moments, columns_of, values_of
from improvement.model.mapping import Item, Mapping
from tests.assessment.build import plan_with, real_source
from tests.benchmarks.bench_evidence import differences
from tests.benchmarks.survey_file import SEVEN, meaning, write_survey
from tests.evidence.tables import rated

pytestmark = pytest.mark.heavy

Scan = Callable[[Path, Mapping], Any]
SCANS: dict[str, Scan] = {
    "polars": scan_parquet,
    "duckdb": lambda file, _mapping: duckdb.connect().read_parquet(str(file)),
}
KIND = Item(column="kind", role="segment")
NPS = {"role.netpro": "recommend", "scale.netpro": "0..10", "not_answers.netpro": "11"}


def assessed(mapping: Mapping, table: Any) -> dict[str, Any]:
    """An assessment of one source, without the word that says which engine it was."""
    found = as_json(assess(plan_with("s"), {"s": (mapping, table)}))
    found["sources"]["s"].pop("engine")
    return found


def same_in_every_engine(mapping: Mapping, table: pd.DataFrame, file: Path) -> None:
    """Store a cleaned table and compare what engines make of it."""
    file.write_bytes(to_parquet_bytes(table))
    expected = assessed(mapping, table)
    for name, scan in SCANS.items():
        assert list(differences(expected, assessed(mapping, scan(file, mapping)))) == [], name


@pytest.mark.parametrize("rows", [1500, 5000], ids=["cases redrawn", "groups redrawn"])
def test_generated_answers_give_the_same_in_every_engine(rows: int, tmp_path: Path) -> None:
    raw = tmp_path / "raw.parquet"
    write_survey(raw, rows)
    stored, _notes = clean_parquet(raw.read_bytes(), raw.name, meaning(), b"key")
    (tmp_path / "a.parquet").write_bytes(stored)
    same_in_every_engine(meaning(), pd.read_parquet(tmp_path / "a.parquet"), tmp_path / "b.parquet")


def test_the_airport_gives_the_same_in_every_engine(shared: Path, tmp_path: Path) -> None:
    mapping, table = real_source(shared, "sfo-airport-2017.csv", **NPS)
    same_in_every_engine(mapping, table, tmp_path / "sfo.parquet")


def test_a_result_says_what_computed_it(tmp_path: Path) -> None:
    table = pd.DataFrame({"all": [5.0, 6.0, 7.0], "kind": ["a", "b", None], "_group": [0, 1, 2]})
    mapping = Mapping(items={"all": rated("all", "overall", SEVEN)})
    file = tmp_path / "a [1].parquet"
    file.write_bytes(to_parquet_bytes(table))
    told = {
        engine: as_json(assess(plan_with("s"), {"s": (mapping, held)}))["sources"]["s"]["engine"]
        for engine, held in {
            "pandas": scan_parquet(file, mapping, "pandas"),
            "polars": scan_parquet(file, mapping),
            "duckdb": duckdb.connect().from_df(table),
        }.items()
    }
    assert told == {"pandas": "pandas", "polars": "polars", "duckdb": "duckdb"}
    assert columns_of(scan_parquet(file, mapping)) == {"all", "_group"}, "what the mapping does not name stays unread"
    kinds = Mapping(items={"kind": KIND})
    assert values_of(scan_parquet(file, kinds), "kind") == {"a", "b"}


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    file.write_bytes(b"PAR1 is not all it takes")
    with pytest.raises(UnreadableData):
        scan_parquet(file, Mapping())


@pytest.mark.parametrize(
    ("column", "answered", "total"),
    [
        ("12345.5::decimal(38, 1)", 10, 123_455.0),
        ("120::tinyint", 10, 1200.0),
        ("true", 10, 10.0),
        ("'nan'::double", 0, 0.0),
        ("null::integer", 0, 0.0),
    ],
)
def test_columns_of_any_type_are_numbers_in_duckdb(column: str, answered: int, total: float) -> None:
    """Sums of DECIMAL come back as Decimal, squares of TINYINT overflow, NaN is no NULL."""
    found = answer_moments(duckdb.sql(f"select {column} as q from range(10)"), {"q": rated("q", "overall")})[ALL]["q"]
    assert (found.n, found.total) == (answered, total)
    assert found.squares == pytest.approx(total**2 / 10)
    assert (type(found.total), type(found.squares)) == (float, float)


def test_an_engine_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pyspark", "pyspark.sql", "pyspark.errors"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(KeptError) as refused:
        in_engine(pd.DataFrame({"a": [1.0]}), "pyspark")
    assert refused.value.issues[0].id == "engine-not-installed"


@pytest.mark.skipif(not which("java"), reason="Java is not on this machine")
@pytest.mark.skipif(not find_spec("pyspark"), reason="PySpark is not installed (requirements-spark.txt)")
def test_spark_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Moments only: make bench-evidence compares whole assessments."""
    from pyspark.sql import SparkSession

    monkeypatch.chdir(tmp_path)
    table = pd.DataFrame({"q": [5.0, None, 3.0, 4.0], "w": [1.5, 1.0, 0.5, 2.0], "kind": ["a", "b", "b", None]})
    mapping = Mapping(items={"q": rated("q", "overall"), "w": Item(column="w", role="weight"), "kind": KIND})
    (tmp_path / "a.parquet").write_bytes(to_parquet_bytes(table))
    items = {"q": rated("q", "overall")}
    session = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        held = scan_parquet(tmp_path / "a.parquet", mapping, "pyspark")
        assert engine_of(held) == "pyspark"
        for by in (None, "kind"):
            assert answer_moments(held, items, "w", by) == answer_moments(table, items, "w", by)
        assert sorted(held.toPandas()["_group"]) == [0, 1, 2, 3], "used in place: the numbers of the rows"
    finally:
        session.stop()
