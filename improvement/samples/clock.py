"""Moments of made-up cases: when they come in, and what the clock says some working time later."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from improvement.samples.dice import IntArray, bell, pick
from improvement.schedule.calendar import WorkCalendar
from improvement.statistics.results import FloatArray

Moments = npt.NDArray[np.datetime64]

DAY = np.timedelta64(1, "D")
IN_HOURS_SHARE = 0.86
WEEK = (0.21, 0.20, 0.19, 0.19, 0.16, 0.03, 0.02)


@dataclass(frozen=True, slots=True)
class Doors:
    """Opening minutes of a working day, counted from midnight."""

    calendar: WorkCalendar
    opens: int = 540
    closes: int = 1020

    def after(self, moments: Moments, minutes: IntArray) -> Moments:
        """The moment at which so many minutes (above 0) of open doors have passed; a full day ends at closing time."""
        days = moments.astype("datetime64[D]")
        offsets = self.calendar.offsets(days)
        length = self.closes - self.opens
        today = np.clip((moments - days).astype(np.int64) - self.opens, 0, length)
        today = np.where(self.calendar.working[offsets], today, 0)
        position = self.calendar.before[offsets] * length + today + minutes - 1
        full, rest = position // length, position % length + 1
        first = np.datetime64(f"{self.calendar.first_year}-01-01", "D")
        target = first + self.calendar.working_offsets[full].astype("timedelta64[D]")
        return np.asarray(target.astype("datetime64[m]") + (rest + self.opens).astype("timedelta64[m]"))


def arrivals(rng: np.random.Generator, first: str, last: str, per_week: tuple[int, int]) -> Moments:
    """Moments between two days (both inclusive), rising: so many a week (lowest, highest), mostly in office hours."""
    start, end = np.datetime64(first, "D"), np.datetime64(last, "D")
    monday = start - int((start.astype(np.int64) + 3) % 7) * DAY
    weeks = int((end - monday).astype(np.int64)) // 7 + 1
    low, high = per_week
    sizes = np.clip(np.rint((low + high) / 2 + bell(rng, weeks) * (high - low) / 5), low, high).astype(np.int64)
    days = monday + np.repeat(np.arange(weeks) * 7, sizes) + pick(rng, WEEK, int(sizes.sum()))
    office = rng.random(len(days)) < IN_HOURS_SHARE
    minutes = np.where(office, 540 + rng.random(len(days)) * 480, 420 + rng.random(len(days)) * 960)
    moments = days.astype("datetime64[m]") + np.floor(minutes).astype("timedelta64[m]")
    inside = (days >= start) & (days <= end)
    return np.sort(moments[inside], kind="stable")


def lengths(rng: np.random.Generator, count: int, points: tuple[float, ...]) -> IntArray:
    """Times in whole minutes drawn from evenly spaced quantiles given in hours."""
    levels: FloatArray = np.linspace(0, 1, len(points))
    hours = np.interp(rng.random(count), levels, np.array(points))
    return np.asarray(np.maximum(1, np.floor(hours * 60)), dtype=np.int64)


def months(moments: Moments) -> list[str]:
    """The month of each moment, as 2026-08."""
    return [str(each) for each in moments.astype("datetime64[M]")]


def written(moments: Moments, until: np.datetime64) -> list[str]:
    """ISO text to the minute; empty for what had not happened before `until`."""
    return [str(each) if each < until else "" for each in moments.astype("datetime64[m]")]
