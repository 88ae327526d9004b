"""How many answers are enough, in words: for a survey that is judged and for one that is planned."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from improvement.assessment.planned_size import SizeAnswer
from improvement.assessment.survey_size import SurveySize
from improvement.view.format import number, of_100
from improvement.view.language import _, ngettext


def size_words(found: SurveySize) -> str:
    """How closely a survey tells, what it takes to tell more closely, and which change the next round would show."""
    told = ngettext(
        "{n} answer tells a share to ± {margin} of 100", "{n} answers tell a share to ± {margin} of 100", found.n
    )
    parts = [told.format(n=number(found.n), margin=_points(found.margin))]
    if found.needed and found.wanted:
        more = _("for ± {margin} it takes {n}")
        parts.append(more.format(margin=_points(found.wanted), n=number(found.needed)))
    seen = _("another round of this size shows a change from about {change} of 100 on")
    parts.append(seen.format(change=number(100 * found.change, 0, rounding="up")))
    return "; ".join(parts) + "."


def size_how() -> str:
    """How the sizes were computed."""
    return _(
        "Margin of error of a share near the one observed, 95 %, with the cost of unequal weights; a change is seen 8 "
        "times of 10. It is about chance alone: who does not answer can bias any number of answers."
    )


def size_lines(found: SizeAnswer) -> Iterator[str]:
    """One line for each thing that was asked."""
    asked = found.question
    if found.margin is not None and asked.answers:
        told = _("{n} answers tell a share of {share} to ± {margin} of 100")
        share, margin = of_100(asked.share), _points(found.margin)
        yield told.format(n=number(asked.answers), share=share, margin=margin)
    if found.needed and asked.margin is not None:
        told = _("For ± {margin} of 100 it takes {n}")
        yield told.format(margin=_points(asked.margin), n=_answers(found.needed, found.ask))
    if found.each_round and asked.change:
        told = _("To see {start} become {end}, with a chance of {power}, each round takes {n}")
        start, end, power = (of_100(each) for each in (*asked.change, asked.power))
        yield told.format(start=start, end=end, power=power, n=_answers(found.each_round, found.ask_each_round))


def size_json(found: SizeAnswer) -> dict[str, Any]:
    """The question and its answer; shares 0..1, null where nothing was asked."""
    return asdict(found)


def _answers(n: int, ask: int | None) -> str:
    told = ngettext("{n} answer", "{n} answers", n).format(n=number(n))
    if ask is None or ask == n:
        return told
    return _("{answers}, that is {ask} people asked").format(answers=told, ask=number(ask))


def _points(share: float) -> str:
    return number(100 * share, 1)
