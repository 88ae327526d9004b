"""How many answers a survey needs, and what so many answers can tell."""

import math

from scipy.special import ndtri

from improvement.statistics.intervals import normal_quantile

WORST_SHARE = 0.5
ROUNDING = 1e-9


def margin_of_error(
    n: int,
    share: float = WORST_SHARE,
    confidence: float = 0.95,
    *,
    population: int | None = None,
    design_effect: float = 1.0,
) -> float:
    """Half-width z·√(deff·p(1-p)/n)·√((N-n)/(N-1)) of the interval of a share, 0..1; 0 where everybody answered.

    Without `population` N is without limit. 0 < share < 1, 1 <= n <= N, deff > 0, else ValueError. Cochran 1977, ch. 3.
    """
    _check(share, confidence, population, design_effect)
    if not 1 <= n <= (population or n):
        raise ValueError(f"{n} answers: at least 1, at most the population")
    finite = (
        (population - n) / (population - 1) if population and population > 1 else 1.0 if population is None else 0.0
    )
    return normal_quantile(confidence) * math.sqrt(design_effect * share * (1 - share) / n * finite)


def answers_needed(
    margin: float,
    share: float = WORST_SHARE,
    confidence: float = 0.95,
    *,
    population: int | None = None,
    design_effect: float = 1.0,
) -> int:
    """Fewest answers with a margin of error of at most `margin`: n = n0/(1 + (n0-1)/N), n0 = deff·z²p(1-p)/margin².

    Never more than the population. 0 < margin < 1, the others as in `margin_of_error`. Cochran 1977, ch. 4;
    with share 0.5 it is Krejcie & Morgan 1970.
    """
    _check(share, confidence, population, design_effect)
    if not 0 < margin < 1:
        raise ValueError(f"margin {margin} is not between 0 and 1")
    without_limit = design_effect * share * (1 - share) * (normal_quantile(confidence) / margin) ** 2
    wanted = without_limit if population is None else without_limit / (1 + (without_limit - 1) / population)
    return max(1, math.ceil(wanted - ROUNDING))


def people_to_ask(answers: int, response: float) -> int:
    """How many to ask for so many answers when the share `response` (0 excluded, 1 included) of them answers."""
    if not 0 < response <= 1:
        raise ValueError(f"response {response} is not above 0 and at most 1")
    return math.ceil(answers / response - ROUNDING)


def answers_to_compare(
    share: float, other: float, power: float = 0.8, confidence: float = 0.95, *, design_effect: float = 1.0
) -> int:
    """Answers in each of two independent waves to see that a share went from one value to the other.

    deff·(z_{α/2} + z_β)²·(p1·q1 + p2·q2)/(p1 - p2)², two-sided; 0.80 to 0.85: 903. Both shares strictly between 0
    and 1 and unlike, 0.5 <= power < 1, else ValueError. Cochran 1977; Fleiss, Levin & Paik 2003, ch. 4.
    """
    _check(share, confidence, None, design_effect)
    _check(other, confidence, None, design_effect)
    if share == other:
        raise ValueError("the two shares are the same")
    spread = share * (1 - share) + other * (1 - other)
    wanted = design_effect * spread * (_quantiles(power, confidence) / (share - other)) ** 2
    return math.ceil(wanted - ROUNDING)


def change_seen(
    n: float, share: float = WORST_SHARE, power: float = 0.8, confidence: float = 0.95, *, design_effect: float = 1.0
) -> float:
    """The change of a share that two waves of n answers each show with this power: (z_{α/2} + z_β)·√(2·deff·p(1-p)/n).

    Both waves' variance is taken at `share`; 0..1, cut at 1. n <= 0 is a ValueError. Cochran 1977.
    """
    _check(share, confidence, None, design_effect)
    if n <= 0:
        raise ValueError("a wave needs answers")
    return min(1.0, _quantiles(power, confidence) * math.sqrt(2 * design_effect * share * (1 - share) / n))


def _quantiles(power: float, confidence: float) -> float:
    if not 0.5 <= power < 1:
        raise ValueError(f"power {power} is not at least 0.5 and below 1")
    return normal_quantile(confidence) + float(ndtri(power))


def _check(share: float, confidence: float, population: int | None, design_effect: float) -> None:
    if not (0 < share < 1 and 0 < confidence < 1):
        raise ValueError(f"share {share} and confidence {confidence} must be between 0 and 1")
    if (population is not None and population < 1) or not design_effect > 0:
        raise ValueError(f"population {population} must be at least 1, design effect {design_effect} above 0")
