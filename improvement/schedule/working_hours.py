"""Hours that pass while the doors are open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

import numpy as np
import numpy.typing as npt

from improvement.schedule.calendar import WorkCalendar

Moments = Sequence[datetime] | npt.NDArray[np.datetime64]

_DAY = 86_400_000_000
_HOUR = 3_600_000_000


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Opening hours [opens, closes) on the working days of a calendar; `closes` 00:00 is the end of the day."""

    calendar: WorkCalendar
    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self._length() <= 0:
            raise ValueError(f"the doors close ({self.closes}) before they open ({self.opens})")

    def between(self, start: Moments, stop: Moments) -> npt.NDArray[np.float64]:
        """Working hours from each start to its stop, shape (n,): negative when the stop comes first, NaN with NaT.

        Moments are local wall-clock times without a zone. ValueError outside the calendar's span.
        """
        return (self._position(stop) - self._position(start)) / _HOUR

    def _length(self) -> int:
        return (_microseconds(self.closes) or _DAY) - _microseconds(self.opens)

    def _position(self, moments: Moments) -> npt.NDArray[np.float64]:
        """Microseconds of open doors before each moment: exact, as they stay far below 2**53."""
        at = np.asarray(moments, dtype="datetime64[us]")
        position = np.full(at.shape, np.nan)
        known = ~np.isnat(at)
        at = at[known]
        days = at.astype("datetime64[D]")
        offsets = self.calendar.offsets(days)
        of_day = (at - days).astype(np.int64) - _microseconds(self.opens)
        today = np.where(self.calendar.working[offsets], np.clip(of_day, 0, self._length()), 0)
        position[known] = self.calendar.before[offsets] * self._length() + today
        return position


def _microseconds(at: time) -> int:
    return ((at.hour * 60 + at.minute) * 60 + at.second) * 1_000_000 + at.microsecond
