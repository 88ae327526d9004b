"""Which engine computes on a table: chosen by how the table is stored, so by its size; results tell which one did.

pandas for what fits into memory easily; polars reads a Parquet file in pieces, as often as it needs to; PySpark
computes the same where a cluster is at hand (requirements-spark.txt) and only when somebody asks for it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import narwhals as nw
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from narwhals.typing import IntoFrame

from improvement.errors import KeptError, Severity, issue
from improvement.evidence.cleaning import GROUP, GROUPS
from improvement.evidence.decoding import refuse
from improvement.evidence.in_place import columns_in_place
from improvement.evidence.total_row import TotalRow, total_row
from improvement.model.mapping import Mapping

# a longer table is stored as Parquet
LARGE_ROWS = 1_000_000
PARQUET = ".parquet"
ROW = "_row"
WHOLE = {
    pa.bool_(): pd.BooleanDtype(),
    pa.int8(): pd.Int8Dtype(), pa.int16(): pd.Int16Dtype(), pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype(),
    pa.uint8(): pd.UInt8Dtype(), pa.uint16(): pd.UInt16Dtype(), pa.uint32(): pd.UInt32Dtype(),
    pa.uint64(): pd.UInt64Dtype(),
}  # fmt: skip
Engine = Literal["pandas", "polars", "pyspark"]
# hears which share of long work is done, 0..1
Tell = Callable[[float], None]


def quiet(_done: float) -> None:
    """Nobody waits."""


def engine_of(table: IntoFrame) -> str:
    """The name of the engine that holds a table: pandas, polars, duckdb, pyspark."""
    return nw.from_native(table).implementation.name.lower()


def scan_parquet(file: Path, mapping: Mapping, engine: Engine = "polars") -> IntoFrame:
    """The items of a Parquet file and its groups, read when something is computed.

    A file without groups was not stored by this tool: it is used in place, as the mapping says, and a row's group is
    its number modulo 200; a last row that is a total is left out. What is no Parquet file is UnreadableData; KeptError
    where PySpark is not installed.
    """
    stored = _columns(file)
    if GROUP not in stored:
        return _in_place(_numbered(file, engine), mapping, _total(file))
    columns = [each for each in stored if each in mapping.items or each == GROUP]
    if engine == "pandas":
        return pd.read_parquet(file, columns=columns)
    if engine == "pyspark":
        frame: IntoFrame = _spark().read.parquet(str(file)).select(columns)
        return frame
    import polars

    # a name, not a pattern: folders may have brackets in theirs
    return polars.scan_parquet(file, glob=False).select(columns)


def _numbered(file: Path, engine: Engine) -> IntoFrame:
    """A whole Parquet file with the numbers of its rows, from 0."""
    if engine == "pandas":
        read = pq.read_table(file)
        table: pd.DataFrame = read.to_pandas(date_as_object=False, ignore_metadata=True, types_mapper=_exact_type)
        return table.assign(**{ROW: range(len(table))})
    if engine == "pyspark":
        frame: IntoFrame = _spark().read.parquet(str(file)).selectExpr("*", f"_metadata.row_index as {ROW}")
        return frame
    import polars

    return polars.scan_parquet(file, glob=False, row_index_name=ROW)


def _exact_type(kind: pa.DataType) -> Any:
    """A type that keeps cells what they are, also beside empty ones; None where pandas' own does."""
    if kind in WHOLE:
        return WHOLE[kind]
    types = pa.types
    unlike = types.is_decimal(kind) or types.is_time(kind) or types.is_nested(kind) or types.is_binary(kind)
    return pd.ArrowDtype(kind) if unlike else None


def _in_place(numbered: IntoFrame, mapping: Mapping, total: TotalRow | None) -> IntoFrame:
    frame = nw.from_native(numbered)
    if total is not None:
        frame = frame.filter(nw.col(ROW) != total.row)
    group = (nw.col(ROW).cast(nw.Int64) % GROUPS).alias(GROUP)
    return frame.select(*columns_in_place(frame.lazy(), mapping), group).to_native()


def _columns(file: Path) -> list[str]:
    try:
        return list(pq.read_schema(file).names)
    except (pa.ArrowException, OSError):
        raise refuse("unreadable-file", file.name, "damaged") from None


def _total(file: Path) -> TotalRow | None:
    try:
        return total_row(file)
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
