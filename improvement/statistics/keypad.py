"""What the habit of pressing key 1, and hanging up, do to a rating by telephone keys."""

import math
from dataclasses import dataclass

from improvement.errors import Issue, advice
from improvement.statistics.intervals import normal_quantile
from improvement.statistics.results import Estimate


@dataclass(frozen=True, slots=True)
class FormCounts:
    """Answers to one form of the question: `best` and `worst` answers among `n`."""

    best: int
    worst: int
    n: int


@dataclass(frozen=True, slots=True)
class SplitForm:
    """The habit share and the share of the best answer freed of it, 0..1 with 95 % intervals.

    `habit` may be negative by chance; `other_habit` is its second estimate, from the worst answer. `share` is None
    where everybody pressed key 1, so that nothing is left to see.
    """

    habit: Estimate
    other_habit: float
    share: Estimate | None
    warnings: tuple[Issue, ...] = ()


def split_form(best_first: FormCounts, worst_first: FormCounts, confidence: float = 0.95) -> SplitForm:
    """The habit h of pressing key 1 whatever one thinks, from two forms that chance gave to callers.

    Key 1 is the best answer in the first form, the worst in the second. With P_A = h + (1-h)s and P_B = (1-h)s:
    h = P_A - P_B, s = P_B/(1-h); errors by the delta method. With h <= 0 no habit is seen and s is the share of both
    forms together. A form without answers is a ValueError. Model of Krosnick & Alwin 1987, POQ 51 (primacy).
    """
    for form in (best_first, worst_first):
        if form.n < 1 or min(form.best, form.worst) < 0 or form.best + form.worst > form.n:
            raise ValueError(f"{form}: needs answers, and no more best and worst answers than answers")
    z = normal_quantile(confidence)
    a, b = best_first.best / best_first.n, worst_first.best / worst_first.n
    var_a, var_b = a * (1 - a) / best_first.n, b * (1 - b) / worst_first.n
    n = best_first.n + worst_first.n
    half = z * math.sqrt(var_a + var_b)
    habit = Estimate(a - b, a - b - half, a - b + half, n, "split form")
    other = worst_first.worst / worst_first.n - best_first.worst / best_first.n
    warnings = _cautions(habit, best_first, worst_first, z)
    if a - b <= 0:
        both = (best_first.best + worst_first.best) / n
        return SplitForm(habit, other, _around(both, z * math.sqrt(both * (1 - both) / n), n), warnings)
    left = 1 - (a - b)
    if left <= 0:
        return SplitForm(habit, other, None, warnings)
    error = math.sqrt(b * b * var_a + (1 - a) ** 2 * var_b) / left**2
    return SplitForm(habit, other, _around(b / left, z * error, n), warnings)


def hang_up_bounds(share: float, response: float) -> tuple[float, float]:
    """Lowest and highest share among all who were asked, r·s and r·s + 1 - r, whatever those who hung up think.

    `share` s among those who answered and `response` r, both 0..1, else ValueError. Manski 1989, J. Human Resources 24.
    """
    if not (0 <= share <= 1 and 0 <= response <= 1):
        raise ValueError(f"share {share} and response {response} must be from 0 to 1")
    lowest = response * share
    return lowest, lowest + (1 - response)


def _around(share: float, half: float, n: int) -> Estimate:
    return Estimate(share, max(0.0, share - half), min(1.0, share + half), n, "split form, delta method")


def _cautions(habit: Estimate, one: FormCounts, other: FormCounts, z: float) -> tuple[Issue, ...]:
    """No habit shown; and the middle answers of both forms, which the model takes to be equally frequent, are not."""
    found = []
    if habit.lo is not None and habit.lo <= 0:
        found.append(advice("keypad-habit-not-shown", n=habit.n))
    middle = [(each.n - each.best - each.worst) / each.n for each in (one, other)]
    both = (one.n * middle[0] + other.n * middle[1]) / habit.n
    error = math.sqrt(both * (1 - both) * (1 / one.n + 1 / other.n))
    if abs(middle[0] - middle[1]) > z * error > 0:
        found.append(advice("keypad-model-doubted", n=habit.n))
    return tuple(found)
