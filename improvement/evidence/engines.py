"""Which engine computes on a table: chosen by how the table is stored, so by its size; results tell which one did.

pandas for what fits into memory easily; polars reads a Parquet file in pieces, as often as it needs to; PySpark
computes the same where a cluster is at hand (requirements-spark.txt) and only when somebody asks for it.
"""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, Literal

import narwhals as nw
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from narwhals.typing import IntoFrame

from improvement.errors import KeptError, Severity, issue
from improvement.evidence.cleaning import GROUP
from improvement.evidence.decoding import refuse

# a longer table is stored as Parquet
LARGE_ROWS = 1_000_000
PARQUET = ".parquet"
Engine = Literal["pandas", "polars", "pyspark"]
# hears which share of long work is done, 0..1
Tell = Callable[[float], None]


def quiet(_done: float) -> None:
    """Nobody waits."""


def engine_of(table: IntoFrame) -> str:
    """The name of the engine that holds a table: pandas, polars, duckdb, pyspark."""
    return nw.from_native(table).implementation.name.lower()


def scan_parquet(file: Path, items: Collection[str], engine: Engine = "polars") -> IntoFrame:
    """The columns of a stored Parquet file that are items, and its groups, read when something is computed.

    What is no such file is UnreadableData; KeptError where PySpark is not installed.
    """
    stored = _columns(file)
    columns = [each for each in stored if each in items or each == GROUP]
    if engine == "pandas":
        return pd.read_parquet(file, columns=columns)
    if engine == "pyspark":
        frame: IntoFrame = _spark().read.parquet(str(file)).select(columns)
        return frame
    import polars

    # a name, not a pattern: folders may have brackets in theirs
    return polars.scan_parquet(file, glob=False).select(columns)


def _columns(file: Path) -> list[str]:
    try:
        return list(pq.read_schema(file).names)
    except (pa.ArrowException, OSError):
        raise refuse("unreadable-file", file.name, "damaged") from None


def _spark() -> Any:
    """The Spark session of this process, else a new one on the cores of this machine; its table goes through Arrow."""
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError:
        raise KeptError(issue("engine-not-installed", Severity.ERROR, engine="PySpark")) from None
    settings: dict[str, bool | float | int | str | None] = {
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.sql.shuffle.partitions": "8",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    try:
        return SparkSession.builder.appName("kept").config(map=settings).getOrCreate()
    except PySparkRuntimeError:
        raise KeptError(issue("engine-not-installed", Severity.ERROR, engine="Java")) from None


def in_engine(table: pd.DataFrame, engine: Engine) -> IntoFrame:
    """A table in memory as a table of this engine. KeptError where PySpark is not installed."""
    if engine == "polars":
        import polars

        return polars.from_pandas(table).lazy()
    return table if engine == "pandas" else _spark().createDataFrame(table)
