"""The same assessment as an analyst would write it in pandas, without the product: what its speed is measured by."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from tests.benchmarks.survey_file import EXPECTATIONS, PERCEPTIONS, RATED, SEGMENTS

Array = npt.NDArray[np.float64]
Sums = tuple[int, Array, Array]
DRAWS = 2000


def assess(file: Path) -> dict[str, Any]:
    """Means, the two best answers, both weighted too, gaps and what they add, segments, drivers; bootstrap ranges."""
    table = pd.read_parquet(file)
    found: dict[str, Any] = {}
    for name in RATED:
        y = table[name].dropna()
        w = table["weight"][y.index]
        top = y >= 6
        mean, share = np.average(y, weights=w), np.average(top, weights=w)
        found[name] = [y.mean(), top.mean(), mean, share]
        found[f"errors of {name}"] = [y.sem(), _error(y, w, mean), _error(top, w, share)]
    for expected, perceived in zip(EXPECTATIONS, PERCEPTIONS, strict=False):
        pair = table[[expected, perceived, "weight"]].dropna()
        gap, w = pair[perceived] - pair[expected], pair["weight"]
        mean = np.average(gap, weights=w)
        found[f"gap {perceived}"] = [gap.mean(), mean]
        found[f"states {perceived}"] = [(gap < -0.5).mean(), (gap.abs() <= 0.5).mean(), (gap > 0.5).mean()]
        found[f"errors of gap {perceived}"] = [gap.sem(), _error(gap, w, mean)]
    weighed = table[[*SEGMENTS, "overall", "weight"]].dropna(subset=["overall"])
    weighed = weighed.assign(weighed=weighed["overall"] * weighed["weight"])
    for name in SEGMENTS:
        parts = table.groupby(name)["overall"].agg(["count", "mean", "sem"])
        found[f"segment {name}"] = parts["mean"].tolist()
        found[f"errors of segment {name}"] = parts["sem"].tolist()
        sums = weighed.groupby(name)[["weighed", "weight"]].sum()
        found[f"weighted segment {name}"] = (sums["weighed"] / sums["weight"]).tolist()
    return found | _drivers(table) | _gap_test(table)


def _error(values: "pd.Series[float]", weights: "pd.Series[float]", mean: float) -> float:
    return float(np.sqrt((weights**2 * (values - mean) ** 2).sum()) / weights.sum())


def _drivers(table: pd.DataFrame) -> dict[str, Any]:
    groups = _groups(table, [*PERCEPTIONS, "overall"])
    drawn = [_johnson(each) for each in _redrawn(groups)]
    return {"shares": _johnson(groups).tolist(), "ranges": np.percentile(drawn, [2.5, 97.5], axis=0).tolist()}


def _gap_test(table: pd.DataFrame) -> dict[str, Any]:
    """What expectations add to perceptions."""
    groups = _groups(table, [*PERCEPTIONS[: len(EXPECTATIONS)], *EXPECTATIONS, "overall"])
    added = [_r2(each, 10) - _r2(each, 5) for each in _redrawn(groups)]
    return {"r2": [_r2(groups, 5), _r2(groups, 10)], "range of added": np.percentile(added, [2.5, 97.5]).tolist()}


def _groups(table: pd.DataFrame, names: list[str]) -> list[Sums]:
    complete = table[[*names, "_group"]].dropna()
    found: list[Sums] = []
    for _, part in complete.groupby("_group"):
        x = part[names].to_numpy(float)
        found.append((len(x), x.sum(axis=0), x.T @ x))
    return found


def _redrawn(groups: list[Sums]) -> Iterator[list[Sums]]:
    rng = np.random.default_rng(1)
    for _ in range(DRAWS):
        yield [groups[place] for place in rng.integers(0, len(groups), len(groups))]


def _r2(groups: list[Sums], size: int) -> float:
    r = _correlations(groups)
    return float(r[:size, -1] @ np.linalg.solve(r[:size, :size], r[:size, -1]))


def _johnson(groups: list[Sums]) -> Array:
    r = _correlations(groups)
    values, vectors = np.linalg.eigh(r[:-1, :-1])
    root = (vectors * np.sqrt(values)) @ vectors.T
    raw = root**2 @ np.linalg.solve(root, r[:-1, -1]) ** 2
    return np.asarray(raw / raw.sum())


def _correlations(groups: list[Sums]) -> Array:
    n = sum(each[0] for each in groups)
    sums, products = sum(each[1] for each in groups), sum(each[2] for each in groups)
    covariance = products / n - np.outer(sums, sums) / n**2
    deviation = np.sqrt(np.diag(covariance))
    return np.asarray(covariance / np.outer(deviation, deviation))
