"""Kano's classes: what customers take for granted, what pleases the more the better, what delights them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from improvement.errors import Issue, advice
from improvement.model.base import FrozenMap
from improvement.statistics.intervals import wilson
from improvement.statistics.results import Estimate

FEWEST, FEWEST_FOR_TEST = 20, 100
CLEAR_STRENGTH = 0.06
MOST_QUESTIONABLE = 0.05
FONG = 1.65


class Kano(StrEnum):
    """The six classes, in the order in which a tie is decided."""

    MUST_BE = "must-be"
    ONE_DIMENSIONAL = "one-dimensional"
    ATTRACTIVE = "attractive"
    INDIFFERENT = "indifferent"
    REVERSE = "reverse"
    QUESTIONABLE = "questionable"


M, O, A, I, R, Q = Kano  # noqa: E741  # the letters of the published table
ANSWERS = 5
# rows: there, from "I like it" to "I dislike it"; columns: not there, in the same order
TABLE = (
    (Q, A, A, A, O),
    (R, I, I, I, M),
    (R, I, I, I, M),
    (R, I, I, I, M),
    (R, R, R, R, Q),
)


@dataclass(frozen=True, slots=True)
class KanoResult:
    """One attribute: answers per class, the most frequent class and the one after it, how far apart they are.

    `kind` is None below 20 answers. `strength` is the share of the first class less that of the second; `apart`
    whether Fong's test tells the two apart, None below 100 answers. `better` 0..1 is how much it pleases to have the
    attribute, `worse` -1..0 how much it displeases to miss it; both None where every answer is reverse or questionable.
    """

    counts: FrozenMap[Kano, int]
    n: int
    kind: Kano | None
    second: Kano
    strength: float
    apart: bool | None
    better: Estimate | None
    worse: Estimate | None
    warnings: tuple[Issue, ...] = ()


def kano_class(functional: int, dysfunctional: int) -> Kano:
    """The class of one pair of answers, each 0 (I like it) to 4 (I dislike it): to having it, and to not having it.

    Kano, Seraku, Takahashi & Tsuji 1984.
    """
    return TABLE[functional][dysfunctional]


def fong_least_difference(first: float, second: float, n: float) -> float:
    """The least difference of two class counts among n answers that tells the classes apart.

    1.65·√((a+b)(2n-a-b)/2n), two-sided 90 %. Fong 1996, Center for Quality of Management Journal 5(3).
    """
    both = first + second
    return FONG * sqrt(both * (2 * n - both) / (2 * n))


def satisfaction_coefficients(counts: Mapping[Kano, float]) -> tuple[float, float] | None:
    """(A+O)/(A+O+M+I) and -(O+M)/(A+O+M+I); None where nobody gave one of the four classes. Berger et al. 1993."""
    base = sum(counts.get(each, 0) for each in (A, O, M, I))
    if base == 0:
        return None
    return (counts.get(A, 0) + counts.get(O, 0)) / base, -(counts.get(O, 0) + counts.get(M, 0)) / base


def kano_result(answers: Mapping[tuple[int, int], int]) -> KanoResult:
    """The attribute's class from how many people gave each pair of answers; nobody at all is a ValueError.

    Mode with ties M>O>A>I; ranges of the coefficients are Wilson's, 95 %. Lee & Newcomb 1997 for the strength;
    Griffin & Hauser 1993 for 20 people, 100 before the test; above 5 % questionable answers the wording is in doubt.
    """
    counts = dict.fromkeys(Kano, 0)
    for (functional, dysfunctional), count in answers.items():
        counts[kano_class(functional, dysfunctional)] += count
    n = sum(counts.values())
    if n == 0:
        raise ValueError("nobody answered both")
    order = sorted(Kano, key=lambda each: -counts[each])
    first, second = order[0], order[1]
    a, b = counts[first], counts[second]
    apart = a - b >= fong_least_difference(a, b, n) if n >= FEWEST_FOR_TEST else None
    better, worse = _coefficients(counts)
    return KanoResult(
        FrozenMap(counts), n, first if n >= FEWEST else None, second, (a - b) / n, apart, better, worse, _doubts(counts)
    )


def _coefficients(counts: Mapping[Kano, int]) -> tuple[Estimate | None, Estimate | None]:
    found = satisfaction_coefficients(counts)
    if found is None:
        return None, None
    base = sum(counts[each] for each in (A, O, M, I))
    better, missed = wilson(counts[A] + counts[O], base), wilson(counts[O] + counts[M], base)
    turned = [None if limit is None else -limit for limit in (missed.hi, missed.lo)]
    return better, Estimate(found[1], turned[0], turned[1], base, missed.method)


def _doubts(counts: Mapping[Kano, int]) -> tuple[Issue, ...]:
    n = sum(counts.values())
    found = []
    if n < FEWEST:
        found.append(advice("kano-too-few", n=n, needed=FEWEST))
    elif n < FEWEST_FOR_TEST:
        found.append(advice("kano-untested", n=n, needed=FEWEST_FOR_TEST))
    if counts[Q] > MOST_QUESTIONABLE * n:
        found.append(advice("kano-questionable", share=counts[Q] / n, n=n))
    return tuple(found)
