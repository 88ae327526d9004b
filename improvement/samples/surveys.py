"""Made-up surveys: opinions with a common core, so that some questions weigh more than others."""

from dataclasses import dataclass

import numpy as np

from improvement.samples.dice import IntArray, bell, codes, pick
from improvement.samples.table import Columns
from improvement.statistics.results import FloatArray

NO_ANSWER = "99"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing asked about: its sentence, where it belongs, the mean answers and how much it weighs in the whole."""

    id: str
    text: str
    factor: str
    expected: float
    received: float
    weight: float
    group: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """How one wave is drawn: who answers when, on which scale; `shift` moves received means against the attributes'."""

    size: int
    first_day: str
    days: int
    high: int
    segments: tuple[tuple[str, float], ...]
    attributes: tuple[Attribute, ...]
    shift: tuple[tuple[str, float], ...] = ()
    level: float = 3.7
    unanswered: float = 0.02


def received(rng: np.random.Generator, survey: Survey) -> FloatArray:
    """Answers about what was received: mean + common core + core of the attribute's group + noise, rounded."""
    width = (survey.high - 1) / 6
    shift = dict(survey.shift)
    means = np.array([each.received + shift.get(each.id, 0.0) for each in survey.attributes])
    groups = np.array([each.group for each in survey.attributes])
    core = bell(rng, survey.size, 1)
    cores = bell(rng, survey.size, int(groups.max()) + 1)[:, groups]
    noise = bell(rng, survey.size, len(means))
    raw = means + width * (0.62 * core + 0.62 * cores + 0.95 * noise)
    return np.clip(np.rint(raw), 1, survey.high)


def expected(rng: np.random.Generator, survey: Survey) -> FloatArray:
    """Answers about what is expected: high, and close together."""
    width = (survey.high - 1) / 6
    means = np.array([each.expected for each in survey.attributes])
    raw = means + width * (0.4 * bell(rng, survey.size, 1) + 0.75 * bell(rng, survey.size, len(means)))
    return np.clip(np.rint(raw), 1, survey.high)


def verdicts(rng: np.random.Generator, survey: Survey, answers: FloatArray) -> tuple[IntArray, IntArray, IntArray]:
    """Overall satisfaction 1..5, repurchase band 1..3 and recommendation 0..10, led by the weighted answers."""
    width = (survey.high - 1) / 6
    weights = np.array([each.weight for each in survey.attributes])
    centre = np.array([each.received for each in survey.attributes])
    opinion = ((answers - centre) * weights).sum(axis=1) / (weights.sum() * width)
    felt = opinion + 0.42 * bell(rng, survey.size)
    overall = np.clip(np.rint(survey.level + felt), 1, 5)
    again = np.clip(np.rint(2.35 + 0.55 * felt + 0.35 * bell(rng, survey.size)), 1, 3)
    recommend = np.clip(np.rint(7.3 + 1.7 * felt + 0.8 * bell(rng, survey.size)), 0, 10)
    return overall.astype(np.int64), again.astype(np.int64), recommend.astype(np.int64)


def answer_days(rng: np.random.Generator, survey: Survey) -> list[str]:
    """Working days of the calls, rising."""
    start = np.datetime64(survey.first_day, "D")
    days = [day for day in (start + np.arange(survey.days)) if np.is_busday(day)]
    return [str(days[place]) for place in sorted(pick(rng, (1.0,) * len(days), survey.size).tolist())]


def written(rng: np.random.Generator, survey: Survey, answers: FloatArray) -> list[list[str]]:
    """One list of texts per attribute; some respondents give no answer, coded 99."""
    blank = rng.random(answers.shape) < survey.unanswered
    return [
        [NO_ANSWER if none else str(int(answer)) for answer, none in zip(column, gone, strict=True)]
        for column, gone in zip(answers.T, blank.T, strict=True)
    ]


def draw(rng: np.random.Generator, survey: Survey, with_expectations: bool = True) -> Columns:
    """One wave as a raw table of texts, one row a respondent."""
    names, weights = zip(*survey.segments, strict=True)
    segments = [names[place] for place in pick(rng, weights, survey.size)]
    felt = received(rng, survey)
    overall, again, recommend = verdicts(rng, survey, felt)
    columns: Columns = {
        "respondent": codes(rng, survey.size),
        "asked": answer_days(rng, survey),
        "segment": segments,
    }
    if with_expectations:
        hoped = written(rng, survey, expected(rng, survey))
        columns |= {f"exp-{each.id}": cells for each, cells in zip(survey.attributes, hoped, strict=True)}
    columns |= {
        f"per-{each.id}": cells for each, cells in zip(survey.attributes, written(rng, survey, felt), strict=True)
    }
    columns |= {"overall": [str(each) for each in overall]}
    columns |= {"repurchase": [str(each) for each in again]} if with_expectations else {}
    return columns | {"recommend": [str(each) for each in recommend]}
