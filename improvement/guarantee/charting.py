"""The control chart of a measure: its usual range, and what is outside it."""

from dataclasses import dataclass

import numpy as np

from improvement.guarantee.series import MeasureSeries, Point
from improvement.model.guarantee import Measure, MeasureKind
from improvement.statistics.control import RUN_LENGTH, ChartKind, ControlChart, Rule, control_chart

KINDS: dict[MeasureKind, ChartKind] = {
    "time": ChartKind.P,
    "share": ChartKind.P,
    "count": ChartKind.C,
    "mean": ChartKind.XMR,
}


@dataclass(frozen=True, slots=True)
class PeriodSignal:
    """A rule that held at a point: beyond a limit, or the last of `length` points in a row on one side."""

    point: Point
    rule: Rule
    below: bool
    length: int = 1


@dataclass(frozen=True, slots=True)
class MeasureChart:
    """The points that are charted, the chart over them (same order and length), and its signals, runs as one each."""

    points: tuple[Point, ...]
    chart: ControlChart
    signals: tuple[PeriodSignal, ...]


def chart(found: MeasureSeries, measure: Measure) -> MeasureChart:
    """p-chart of shares, c-chart of counts, XmR of means, over the points that are over and have a value.

    The points that ended on `baseline_until` or before fix the limits; all points where it is not set. Of counts the
    first period is left out too: recording may have begun in its middle.
    """
    first = 1 if found.kind == "count" else 0
    points = tuple(each for each in found.points[first:] if each.value is not None and not each.running)
    until = measure.baseline_until
    baseline = None if until is None else sum(each.last <= until for each in points)
    kind = KINDS[found.kind]
    sizes = np.array([each.n for each in points], dtype=np.float64) if kind is ChartKind.P else None
    values = [each.hits if kind is ChartKind.P else each.value for each in points]
    made = control_chart(kind, np.array(values, dtype=np.float64), sizes, baseline)
    return MeasureChart(points, made, _signals(points, made))


def _signals(points: tuple[Point, ...], made: ControlChart) -> tuple[PeriodSignal, ...]:
    found = [
        PeriodSignal(points[each.index], each.rule, _below(made, each.index))
        for each in made.signals
        if each.rule is Rule.BEYOND_LIMITS
    ]
    running = [each.index for each in made.signals if each.rule is Rule.RUN_OF_EIGHT]
    # a run is signalled at each of its points from the eighth on: it is told once, at its last point
    for place, index in enumerate(running):
        follows = place > 0 and running[place - 1] == index - 1 and _below(made, index) == _below(made, index - 1)
        length = found.pop().length + 1 if follows else RUN_LENGTH
        found.append(PeriodSignal(points[index], Rule.RUN_OF_EIGHT, _below(made, index), length))
    return tuple(sorted(found, key=lambda each: each.point.start))


def _below(made: ControlChart, index: int) -> bool:
    return made.center is not None and made.points[index] < made.center
