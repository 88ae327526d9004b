"""When an edit reached the other screens: every message to every tab is searched for the words that were typed."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from tests.load.person import TOKEN, Edit


@dataclass(slots=True)
class Sight:
    """What one tab received, and when first."""

    first: dict[bytes, float] = field(default_factory=dict)

    def read(self, data: bytes) -> None:
        """Note the tokens of a message."""
        for token in TOKEN.findall(data):
            self.first.setdefault(token, time.perf_counter())


def delays(edits: Iterable[Edit], order: Mapping[bytes, int], sights: Mapping[str, Sight]) -> list[float]:
    """Seconds from each click until each other tab showed the value or a later one; infinite where it never did.

    `order`: the number of each token's change in the journal. A page that shows change 7 has left change 6 behind.
    """
    numbered = sorted((order[each.token], each) for each in edits if each.token in order)
    found: list[float] = []
    for who, sight in sights.items():
        times = [sight.first.get(each.token, float("inf")) for _number, each in numbered]
        shown = list(accumulate(reversed(times), min))[::-1]
        found += [at - each.clicked for at, (_number, each) in zip(shown, numbered, strict=True) if each.who != who]
    return found


def own_words(edits: Iterable[Edit], sights: Mapping[str, Sight]) -> float:
    """The share of (edit, other tab) pairs in which the very words were received, not only a later change's."""
    pairs = [(each, sight) for each in edits if each.token for who, sight in sights.items() if who != each.who]
    return sum(each.token in sight.first for each, sight in pairs) / len(pairs) if pairs else 1.0
