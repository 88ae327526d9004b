"""Ratings by telephone keys: which design it is, how it bends the answers, and what can be said all the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Literal

from narwhals.typing import IntoFrame

from improvement.errors import Issue, advice
from improvement.evidence.moments import pattern_counts
from improvement.model.mapping import Item, Keypad
from improvement.statistics.intervals import wilson
from improvement.statistics.keypad import FormCounts, SplitForm, hang_up_bounds, split_form
from improvement.statistics.results import Estimate

HABIT_KEY = "1"
LEADING_PAUSE_SECONDS = 1.5
Aim = Literal["realism", "raising-service", "staff-morale"]


class Design(StrEnum):
    """How a rating by keys is laid out."""

    BEST_FIRST = "best-first"
    WORST_FIRST = "worst-first"
    LEADING = "leading"
    OTHER = "other"


CHOSEN_FOR: Mapping[Aim, Design] = {
    "realism": Design.BEST_FIRST,
    "raising-service": Design.WORST_FIRST,
    "staff-morale": Design.LEADING,
}


@dataclass(frozen=True, slots=True)
class KeypadScore:
    """The share of the best answer to one rating by keys, as pressed (Wilson), and what it may really be.

    `response`: answered of those who were asked, `bounds` the shares that all of them may hold, both None where it is
    not known how many were asked. `other` is the item with the keys the other way round, where chance chose between
    the two, and `split` what the two tell together. Shares 0..1.
    """

    item: str
    design: Design
    best: Estimate
    response: float | None
    bounds: tuple[float, float] | None
    other: str | None
    split: SplitForm | None
    warnings: tuple[Issue, ...]


def design_of(item: Item, leading_pause: float = LEADING_PAUSE_SECONDS) -> Design:
    """Leading: the best answer is read first and silence of `leading_pause` seconds follows; else what key 1 means."""
    keypad, best, worst = item.keypad, *_ends(item)
    if keypad and keypad.pause_seconds >= leading_pause and _order(keypad, best, worst)[0] == best:
        return Design.LEADING
    if HABIT_KEY in (best, worst):
        return Design.BEST_FIRST if best == HABIT_KEY else Design.WORST_FIRST
    return Design.OTHER


def bias_of(design: Design, where: tuple[str, ...] = (), item: str = "") -> Issue:
    """In which direction a design bends the answers."""
    return advice("keypad-bias", where, kind=str(design), item=item)


def keypad_scores(table: IntoFrame, items: Mapping[str, Item]) -> tuple[KeypadScore, ...]:
    """A score per rated item with a keypad and at least one answer."""
    asked = {name: item for name, item in items.items() if item.keypad and item.scale}
    counts = {name: _counts(table, name, item) for name, item in asked.items()}
    asked = {name: item for name, item in asked.items() if counts[name].n}
    pairs = _split_pairs(asked)
    return tuple(_score(name, asked, counts, pairs.get(name)) for name in asked)


def _score(
    name: str, items: Mapping[str, Item], counts: Mapping[str, FormCounts], pair: tuple[str, str] | None
) -> KeypadScore:
    item, found, design = items[name], counts[name], design_of(items[name])
    offered = item.keypad.offered if item.keypad else None
    response = min(1.0, found.n / offered) if offered else None
    split = split_form(counts[pair[0]], counts[pair[1]]) if pair else None
    best = wilson(found.best, found.n)
    freed = split.share if split else best
    return KeypadScore(
        item=name,
        design=design,
        best=best,
        response=response,
        bounds=None if response is None or freed is None else hang_up_bounds(freed.estimate, response),
        other=pair and next(each for each in pair if each != name),
        split=split,
        warnings=(*_cautions(name, item, design, corrected=pair is not None), *(split.warnings if split else ())),
    )


def _cautions(name: str, item: Item, design: Design, *, corrected: bool) -> Iterable[Issue]:
    keypad, where = item.keypad, ("items", name)
    assert keypad is not None
    if not (corrected and design is not Design.LEADING):
        yield bias_of(design, where, name)
    if keypad.started_by == "staff":
        yield advice("keypad-started-by-staff", where, item=name)
    if not keypad.offered:
        yield advice("keypad-hang-ups-unknown", where, item=name)
    words = [each.casefold() for each in keypad.labels.values()]
    if twice := next((each for each in words if words.count(each) > 1), None):
        yield advice("keypad-label-twice", where, item=name, label=twice)
    if list(keypad.read) not in (sorted(keypad.read), sorted(keypad.read, reverse=True)):
        yield advice("keypad-read-out-of-order", where, item=name, keys=" ".join(map(str, keypad.read)))


def _split_pairs(items: Mapping[str, Item]) -> dict[str, tuple[str, str]]:
    """Items of one attribute between which chance chose: best on key 1 first, worst on key 1 second."""
    found: dict[str, tuple[str, str]] = {}
    for one, other in combinations(items, 2):
        forms = {design_of(items[name]): name for name in (one, other)}
        if forms.keys() == {Design.BEST_FIRST, Design.WORST_FIRST} and _by_chance(items[one], items[other]):
            pair = (forms[Design.BEST_FIRST], forms[Design.WORST_FIRST])
            found |= dict.fromkeys(pair, pair)
    return found


def _by_chance(one: Item, other: Item) -> bool:
    """Whether chance chose between two forms of the same question with the same keys."""
    if not (one.keypad and other.keypad and one.scale and other.scale):
        return False
    alike = (
        one.of is not None
        and one.of == other.of
        and (one.scale.low, one.scale.high)
        == (
            other.scale.low,
            other.scale.high,
        )
    )
    return alike and one.keypad.by_chance and other.keypad.by_chance


def _counts(table: IntoFrame, name: str, item: Item) -> FormCounts:
    answers = {pattern[0]: count for pattern, count in pattern_counts(table, (name,)).items() if pattern[0] is not None}
    best, worst = (float(each) for each in _ends(item))
    return FormCounts(answers.get(best, 0), answers.get(worst, 0), sum(answers.values()))


def _ends(item: Item) -> tuple[str, str]:
    """The keys of the best and of the worst answer."""
    if item.scale is None:
        return "", ""
    low, high = f"{item.scale.low:g}", f"{item.scale.high:g}"
    return (low, high) if item.scale.good == "low" else (high, low)


def _order(keypad: Keypad, best: str, worst: str) -> list[str]:
    """Keys as they are read aloud; unless somebody says otherwise, from key 1 on."""
    return [str(each) for each in keypad.read] or sorted((best, worst))
