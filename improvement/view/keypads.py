"""Ratings by telephone keys in words: the design, the share as pressed, what it may really be; a design per aim."""

from collections.abc import Iterator, Mapping
from typing import Any

from improvement.assessment.keypads import CHOSEN_FOR, Aim, Design, KeypadScore, bias_of
from improvement.view.candidate_lines import FEWEST_ANSWERS, capital
from improvement.view.format import between_of_100, number, of_100
from improvement.view.language import _
from improvement.view.wording import hint, sentence


def keypad_title(found: KeypadScore, names: Mapping[str, str]) -> str:
    """The question and the design of its keys."""
    return f"{names.get(found.item, found.item)}: {_designs()[found.design]}"


def keypad_lines(found: KeypadScore) -> Iterator[str]:
    """The share of the best answer as pressed, without habit, and among all who were asked; then every caution."""
    if found.best.n < FEWEST_ANSWERS:
        yield _("Too few answers ({n})").format(n=found.best.n)
    else:
        yield from _share_lines(found)
    for each in found.warnings:
        yield ". ".join(part for part in (capital(sentence(each)), hint(each)) if part)


def _share_lines(found: KeypadScore) -> Iterator[str]:
    if found.best.lo is not None and found.best.hi is not None:
        told = _("{share} pressed the best answer, {range} (n {n})")
        shares = between_of_100(found.best.lo, found.best.hi)
        yield told.format(share=of_100(found.best.estimate), range=shares, n=number(found.best.n))
    freed = found.split.share if found.split else None
    if found.split and freed and freed.lo is not None and freed.hi is not None:
        told = _("Without the habit of pressing key 1 ({habit}): {share}, {range}")
        habit, share = of_100(max(0.0, found.split.habit.estimate)), of_100(freed.estimate)
        yield told.format(habit=habit, share=share, range=between_of_100(freed.lo, freed.hi))
    elif found.split and freed is None:
        yield _("Everybody pressed key 1, so nothing can be said")
    if found.bounds and found.response is not None:
        told = _("{response} of those asked answered; among all of them it is {range}, whatever the others think")
        yield told.format(response=of_100(found.response), range=between_of_100(*found.bounds))


def aim_lines(aim: Aim | None = None) -> Iterator[str]:
    """The design that fits an aim, by default each of them, with its bias and what to do about it."""
    for each, design in CHOSEN_FOR.items():
        if aim in {None, each}:
            bias = bias_of(design)
            told = _("{aim}: {design} - {bias}. {hint}")
            yield told.format(aim=_aims()[each], design=_designs()[design], bias=sentence(bias), hint=hint(bias))


def aims_json(aim: Aim | None = None) -> dict[str, Any]:
    """The design per aim."""
    return {each: str(design) for each, design in CHOSEN_FOR.items() if aim in {None, each}}


def _designs() -> dict[Design, str]:
    return {
        Design.BEST_FIRST: _("the best answer on key 1"),
        Design.WORST_FIRST: _("the worst answer on key 1"),
        Design.LEADING: _("the best answer, a pause, then the others"),
        Design.OTHER: _("neither end on key 1"),
    }


def _aims() -> dict[Aim, str]:
    return {
        "realism": _("To know how things are"),
        "raising-service": _("To raise the service"),
        "staff-morale": _("To encourage staff"),
    }
