"""A large survey as a Parquet file: 14 perceptions, 5 expectations, satisfaction on the whole, 4 segments, a weight."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from improvement.model.mapping import Item, Mapping, Scale

SEVEN = Scale(id="seven-point", low=1.0, high=7.0)
PERCEPTIONS = [f"p{number:02}" for number in range(1, 15)]
EXPECTATIONS = [f"e{number:02}" for number in range(1, 6)]
SEGMENTS = {"region": 8, "channel": 4, "tariff": 5, "age": 6}
RATED = [*PERCEPTIONS, *EXPECTATIONS, "overall"]
ROWS_PER_PART = 250_000
SEED = 20_261_121
MISSING = 0.02


def meaning() -> Mapping:
    """What the 25 columns are."""
    items = {name: Item(column=name, role="perception", scale=SEVEN, of=f"a{name[1:]}") for name in PERCEPTIONS}
    items |= {name: Item(column=name, role="expectation", scale=SEVEN, of=f"a{name[1:]}") for name in EXPECTATIONS}
    items["overall"] = Item(column="overall", role="overall", scale=SEVEN)
    items |= {name: Item(column=name, role="segment") for name in SEGMENTS}
    return Mapping(items=items | {"weight": Item(column="weight", role="weight")})


def write_survey(file: Path, rows: int) -> None:
    """Answers as int8, 2 % missing; everybody has a mood, so that answers go together."""
    rng, writer = np.random.default_rng(SEED), None
    for start in range(0, rows, ROWS_PER_PART):
        part = _part(rng, min(ROWS_PER_PART, rows - start))
        writer = writer or pq.ParquetWriter(file, part.schema)
        writer.write_table(part)
    if writer:
        writer.close()


def _part(rng: np.random.Generator, rows: int) -> pa.Table:
    mood = rng.standard_normal(rows)
    columns = {}
    for place, name in enumerate(RATED):
        middle, spread = (6.2, 0.3) if name in EXPECTATIONS else (5.2 - 0.07 * place, 1.1)
        answers = np.clip(np.rint(middle + spread * mood + rng.standard_normal(rows)), 1, 7).astype(np.int8)
        columns[name] = pa.array(answers, mask=rng.random(rows) < MISSING)
    for name, parts in SEGMENTS.items():
        labels = np.array([f"{name} {part}" for part in range(parts)])
        columns[name] = pa.array(labels[rng.integers(0, parts, rows)])
    columns["weight"] = pa.array(np.round(np.exp(0.4 * rng.standard_normal(rows) - 0.08), 3))
    return pa.table(columns)
