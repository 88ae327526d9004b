"""The sizes of a survey that is planned: what so many answers tell, and how many a wish takes."""

from dataclasses import dataclass

from improvement.errors import Issue, KeptError, Severity, issue
from improvement.statistics.sample_size import (
    WORST_SHARE,
    answers_needed,
    answers_to_compare,
    margin_of_error,
    people_to_ask,
)


@dataclass(frozen=True, slots=True)
class SizeQuestion:
    """What is known of a survey and what is wished for; shares 0..1, None where nothing is asked.

    `answers` asks for their margin, `margin` for the answers that it takes, `change` (from, to) for the answers in each
    of two rounds. `response` is the share of the people asked who answer.
    """

    answers: int | None = None
    margin: float | None = None
    change: tuple[float, float] | None = None
    share: float = WORST_SHARE
    confidence: float = 0.95
    power: float = 0.8
    population: int | None = None
    design_effect: float = 1.0
    response: float = 1.0


@dataclass(frozen=True, slots=True)
class SizeAnswer:
    """What was asked, each part None where it was not: a margin 0..1, answers, and people to ask for them."""

    question: SizeQuestion
    margin: float | None = None
    needed: int | None = None
    ask: int | None = None
    each_round: int | None = None
    ask_each_round: int | None = None


def planned_size(question: SizeQuestion) -> SizeAnswer:
    """Every size that the question asks for. Raises KeptError with everything that is out of range."""
    if wrong := _out_of_range(question):
        raise KeptError(*wrong)
    asked, around = question, (question.share, question.confidence)
    effect, population = question.design_effect, question.population
    needed = each = None
    if asked.margin is not None:
        needed = answers_needed(asked.margin, *around, population=population, design_effect=effect)
    if asked.change is not None:
        each = answers_to_compare(*asked.change, asked.power, asked.confidence, design_effect=effect)
    return SizeAnswer(
        question=asked,
        margin=asked.answers and margin_of_error(asked.answers, *around, population=population, design_effect=effect),
        needed=needed,
        ask=needed and people_to_ask(needed, asked.response),
        each_round=each,
        ask_each_round=each and people_to_ask(each, asked.response),
    )


def _out_of_range(asked: SizeQuestion) -> list[Issue]:
    start, end = asked.change or (None, None)
    shares = {"share": asked.share, "confidence": asked.confidence, "margin": asked.margin, "from": start, "to": end}
    counts = {"answers": asked.answers, "population": asked.population}
    least = {"power": (0.5, asked.power), "design-effect": (1.0, asked.design_effect)}
    below_one = {**shares, "power": asked.power}
    found = [_wrong("share", name) for name, each in below_one.items() if each is not None and not 0 < each < 1]
    found += [_wrong("count", name) for name, each in counts.items() if each is not None and each < 1]
    found += [_wrong("least", name, least=low) for name, (low, each) in least.items() if not each >= low]
    if not 0 < asked.response <= 1:
        found.append(_wrong("response", "response"))
    if start is not None and start == end:
        found.append(_wrong("same", "change"))
    if asked.answers and asked.population and asked.answers > asked.population:
        found.append(_wrong("more", "answers"))
    return found


def _wrong(kind: str, name: str, least: float = 0.0) -> Issue:
    return issue("size-out-of-range", Severity.ERROR, kind=kind, name=name, least=least)
