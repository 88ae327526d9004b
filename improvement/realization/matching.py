"""Which interventions answer a finding: their words, in any ending, in what the finding says."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from improvement.model.playbook import Intervention

_VOWELS = "aeiouy"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One intervention for one finding: `score` counts the `words` of the intervention that the finding uses."""

    intervention: str
    score: int
    words: tuple[str, ...]


def suggestions(
    texts: Iterable[str], factor: str | None, interventions: Mapping[str, Intervention]
) -> tuple[Suggestion, ...]:
    """Interventions with a word in the texts, most words first, then those of the factor, then in the given order.

    Where no word matches: those of the factor, with score 0.
    """
    tokens = tokens_of(" ".join(texts))
    rows = [_row(id, each, tokens) for id, each in interventions.items()]
    same = {id for id, each in interventions.items() if each.factor == factor}
    found = [row for row in rows if row.score] or [row for row in rows if row.intervention in same]
    return tuple(sorted(found, key=lambda row: (-row.score, row.intervention not in same)))


def tokens_of(text: str) -> frozenset[str]:
    """The words of a text in small letters."""
    return frozenset(re.findall(r"\w+", text.casefold()))


@cache
def forms(word: str) -> frozenset[str]:
    """A base form with its regular English endings: wait, waits, waited, waiting; reply, replies; slip, slipping.

    Own rules and not a stemmer: from a known base form the endings are certain (care never matches car).
    """
    stems = [word, word[:-1]] if word.endswith("e") else [word]
    if word[-1] not in _VOWELS:
        stems.append(word + word[-1])
    spelled = {word, word + "s", word + "es", word + "ly"} | {stem + end for stem in stems for end in ("ed", "ing")}
    if word.endswith("y"):
        spelled |= {word[:-1] + "ies", word[:-1] + "ied"}
    return frozenset(spelled)


def _row(id: str, intervention: Intervention, tokens: frozenset[str]) -> Suggestion:
    words = tuple(word for word in intervention.words if tokens & forms(word))
    return Suggestion(id, len(words), words)
