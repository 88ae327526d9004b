"""Loyalty from three measures: satisfaction, repurchase probability and recommendation."""

from collections.abc import Mapping
from enum import StrEnum

from improvement.statistics.intervals import mean_interval, wilson
from improvement.statistics.results import Estimate


class Satisfaction(StrEnum):
    """Overall satisfaction; three positive labels stand against two negative ones."""

    VERY_SATISFIED = "very satisfied"
    FAIRLY_SATISFIED = "fairly satisfied"
    SATISFIED = "satisfied"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very dissatisfied"


class Repurchase(StrEnum):
    """Stated probability of buying again, in bands of percent."""

    HIGH = ">70"
    MIDDLE = "30-70"
    LOW = "<30"


class Recommendation(StrEnum):
    """Would the customer recommend the service?"""

    LIKELY = "likely"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


class LoyaltyClass(StrEnum):
    """From the most to the least loyal; unclassified where one of the three answers is missing."""

    SECURE = "secure"
    FAVOURABLE = "favourable"
    VULNERABLE = "vulnerable"
    AT_RISK = "at risk"
    UNCLASSIFIED = "unclassified"


Answers = tuple[Satisfaction | None, Repurchase | None, Recommendation | None]


def repurchase_band(probability: float) -> Repurchase:
    """The band of a probability 0..1; exactly 0.30 and 0.70 are in the middle. Outside 0..1 is a ValueError."""
    if not 0 <= probability <= 1:
        raise ValueError(f"probability {probability} is not between 0 and 1")
    if probability > 0.7:
        return Repurchase.HIGH
    return Repurchase.LOW if probability < 0.3 else Repurchase.MIDDLE


def loyalty_class(
    satisfaction: Satisfaction | None, repurchase: Repurchase | None, recommendation: Recommendation | None
) -> LoyaltyClass:
    """At risk if any answer is at its worst; then secure (all best), favourable (second best), else vulnerable.

    At risk: (very) dissatisfied, or < 30 %, or impossible. Secure: very satisfied, > 70 %, likely. Favourable: at
    least fairly satisfied, > 70 %, at least possible. After Burke's Secure Customer Index; Brandt 1996.
    """
    if satisfaction is None or repurchase is None or recommendation is None:
        return LoyaltyClass.UNCLASSIFIED
    if (
        satisfaction in {Satisfaction.DISSATISFIED, Satisfaction.VERY_DISSATISFIED}
        or repurchase is Repurchase.LOW
        or recommendation is Recommendation.IMPOSSIBLE
    ):
        return LoyaltyClass.AT_RISK
    if repurchase is Repurchase.MIDDLE or satisfaction is Satisfaction.SATISFIED:
        return LoyaltyClass.VULNERABLE
    if satisfaction is Satisfaction.VERY_SATISFIED and recommendation is Recommendation.LIKELY:
        return LoyaltyClass.SECURE
    return LoyaltyClass.FAVOURABLE


def loyalty_shares(counts: Mapping[Answers, int]) -> tuple[tuple[LoyaltyClass, Estimate], ...]:
    """Share of each class among the classified customers, with Wilson intervals, from counts per answer pattern.

    Every class but `unclassified` appears, also with share 0. No classified customer is a ValueError.
    """
    totals = dict.fromkeys(LoyaltyClass, 0)
    for answers, count in counts.items():
        totals[loyalty_class(*answers)] += count
    del totals[LoyaltyClass.UNCLASSIFIED]
    n = sum(totals.values())
    return tuple((name, wilson(count, n)) for name, count in totals.items())


def loyalty_index(counts: Mapping[Answers, int]) -> Estimate:
    """Mean value of the classified customers, 0..100, with t interval; no classified customer is a ValueError."""
    n, total, squares = 0, 0.0, 0.0
    for answers, count in counts.items():
        value = loyalty_value(answers)
        if value is not None:
            n, total, squares = n + count, total + count * value, squares + count * value * value
    return mean_interval(n, total, squares)


def loyalty_value(answers: Answers) -> float | None:
    """100 times the mean of three answers' values, 0..100; None for an unclassified customer.

    Satisfaction 1, .75, .5, .25, 0; repurchase .85, .5, .15; recommendation 1, .5, 0: equal steps between grades that
    are not known to be equal, so an aid for comparing over time. Brandt 1996.
    """
    if loyalty_class(*answers) is LoyaltyClass.UNCLASSIFIED:
        return None
    return 100 * sum(_VALUES[each] for each in answers if each) / len(answers)


_VALUES: Mapping[Satisfaction | Repurchase | Recommendation, float] = {
    **dict(zip(Satisfaction, (1.0, 0.75, 0.5, 0.25, 0.0), strict=True)),
    **dict(zip(Repurchase, (0.85, 0.5, 0.15), strict=True)),
    **dict(zip(Recommendation, (1.0, 0.5, 0.0), strict=True)),
}
