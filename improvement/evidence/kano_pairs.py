"""Which two questions ask about having and missing one attribute (Kano), told by headings, words and answers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import takewhile

from improvement.evidence import names
from improvement.evidence.kano_words import FIVE, kano_scales, one_word_each
from improvement.evidence.profile import Profile
from improvement.evidence.scales import ScaleGuess
from improvement.model.mapping import KANO_PAIR, ItemRole

LIKE_ENOUGH = 0.5
MOST_COMPARED = 120
EDGES = " ?!.,:;，。？！：；¿¡-–—\"'“”«»"
Pair = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class KanoGuess:
    """One of two questions: having or missing it, the attribute in words, the scale of the answers."""

    role: ItemRole
    attribute: str
    scale: ScaleGuess


def kano_pairs(profiles: Sequence[Profile], rated: Mapping[str, ScaleGuess]) -> dict[str, KanoGuess]:
    """The questions that come in pairs, by heading.

    Bare numbers from 1 to 5 need headings that say functional and dysfunctional, or Kano and which of the two; 1 is
    then read as "I like it". Kano's answers in words need headings that differ by a word such as not or without.
    """
    scales = kano_scales(profiles)
    plain = _numbered(profiles, rated)
    strong = [each for each in profiles if each.heading in {**plain, **scales}]
    weak = [each for each in strong if each.heading in scales or each.says(names.KANO)]
    pairs = list(_marked(strong, names.KANO_MARKS[:1]))
    pairs += _marked(_left(weak, pairs), names.KANO_MARKS)
    pairs += _alike([each for each in _left(weak, pairs) if each.heading in scales])
    found = {}
    for attribute, *both in pairs:
        if not one_word_each(label for each in both if each in scales for label in scales[each].labels):
            continue
        for heading, role in zip(both, KANO_PAIR, strict=True):
            scale = scales.get(heading) or replace(plain[heading], good="low")
            found[heading] = KanoGuess(role, attribute, scale)
    return found


def _numbered(profiles: Sequence[Profile], rated: Mapping[str, ScaleGuess]) -> dict[str, ScaleGuess]:
    """The columns of bare numbers from 1 to 5; where few answers differ, only if one of their kind has all five."""
    found = {each: scale for each, scale in rated.items() if not scale.labels and (scale.low, scale.high) == (1, FIVE)}
    named = [each for each in profiles if each.heading not in rated and _is_named(each)] if found else []
    narrow = [each.heading for each in named if set(each.numbers(".") or [0]) <= set(range(1, FIVE + 1))]
    return found | dict.fromkeys(narrow, ScaleGuess(1, FIVE))


def _is_named(column: Profile) -> bool:
    return any(column.says(word) for word in (names.KANO, *names.KANO_MARKS[0]))


def _left(columns: Sequence[Profile], pairs: Sequence[Pair]) -> list[Profile]:
    known = {heading for _attribute, *both in pairs for heading in both}
    return [each for each in columns if each.heading not in known]


def _marked(columns: Sequence[Profile], marks: Sequence[tuple[re.Pattern[str], re.Pattern[str]]]) -> list[Pair]:
    """Pairs of headings, or of questions in words, that are the same but for a word or letter that tells which."""
    found: list[Pair] = []
    for having, missing in marks:
        for words in (
            {each.heading: each.heading for each in columns},
            {each.heading: each.told.text for each in columns},
        ):
            without = {names.stem(text, missing): each for each, text in words.items() if missing.search(text)}
            there = {each: text for each, text in words.items() if having.search(text) and not missing.search(text)}
            for heading, text in there.items():
                known = {each for _attribute, *both in found for each in both}
                other = without.get(attribute := names.stem(text, having))
                if other and not {heading, other} & known:
                    found.append((attribute, heading, other))
    return found


def _alike(columns: Sequence[Profile]) -> list[Pair]:
    """Pairs of questions of which one says not, and which are otherwise the likest; the nearest of equals."""
    words = {each.heading: each.told.text or each.heading for each in columns[:MOST_COMPARED]}
    places = {heading: place for place, heading in enumerate(words)}
    without = [each for each, text in words.items() if names.NEGATED.search(text)]
    ranked = sorted(
        (-_likeness(words[one], words[other]), abs(places[one] - places[other]), one, other)
        for one in words
        if one not in without
        for other in without
    )
    pairs: dict[str, str] = {}
    for unlike, _far, one, other in ranked:
        if -unlike >= LIKE_ENOUGH and one not in pairs and other not in pairs.values():
            pairs[one] = other
    told = _attributes([words[each] for each in pairs])
    return [(attribute, one, other) for attribute, (one, other) in zip(told, pairs.items(), strict=True)]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, names.stem(one, names.NEGATED), names.stem(other, names.NEGATED)).ratio()


def _attributes(questions: Sequence[str]) -> list[str]:
    """What each question asks about: its words without those that all begin and end with."""
    if len(questions) < 2:
        return [each.strip(EDGES) for each in questions]
    head = _shared(questions)
    tail = _shared([each[::-1] for each in questions])
    cut = [each[len(head) : len(each) - len(tail)].strip(EDGES) for each in questions]
    return [short or whole.strip(EDGES) for short, whole in zip(cut, questions, strict=True)]


def _shared(texts: Sequence[str]) -> str:
    """The letters that all begin with, up to the last blank; all of them where the writing has none."""
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
    common = "".join(letters[0] for letters in alike)
    return common[: common.rfind(" ") + 1] if " " in common or common.isascii() else common
