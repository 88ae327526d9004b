"""Times as people say them: rounded up, so that what is said is never shorter than what was proved."""

import math
from typing import Literal

from improvement.model.values import Duration

WHOLE_FROM = 10


def said_up(hours: float, unit: Literal["d", "h"], elapsed: bool, hours_a_day: float, *, whole: bool) -> Duration:
    """The shortest length to say that is at least `hours` of its clock, in hours or days.

    Steps of a half, of a whole from 10 on or where `whole` (data that know only days). `hours_a_day` is the calendar's.
    """
    size = Duration(1.0, unit, elapsed).hours(hours_a_day)
    amount = hours / size
    step = 1.0 if whole or amount > WHOLE_FROM else 0.5
    said = Duration(math.ceil(amount / step - 1e-9) * step, unit, elapsed)
    return said if said.hours(hours_a_day) >= hours else Duration(said.amount + step, unit, elapsed)
