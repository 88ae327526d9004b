"""Sentences that say much the same, in any script: no word borders are needed, so Thai and Chinese fare alike."""

from collections.abc import Sequence
from itertools import combinations

import networkx as nx

ALIKE = 0.5
FIRST_IDEOGRAPH = "\u2e80"


def likeness(one: str, other: str) -> float:
    """2·|A∩B|/(|A|+|B|) of the pairs of neighbouring letters and digits, 0..1; case and signs do not count. Dice 1945.

    A Chinese character says as much as a pair of letters, so it counts by itself.
    Own code: difflib and edit distances punish another order of words, and take a hundred times as long.
    """
    return _shared(_parts(one), _parts(other))


def alike(texts: Sequence[str], at_least: float = ALIKE) -> tuple[tuple[int, ...], ...]:
    """The numbers of the texts in groups: linked by a likeness of `at_least`, directly or over others (single linkage).

    Groups stand in the order of their first text; a text like no other is a group of its own.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(texts)))
    parts = [_parts(text) for text in texts]
    pairs = combinations(range(len(texts)), 2)
    graph.add_edges_from((a, b) for a, b in pairs if _shared(parts[a], parts[b]) >= at_least)
    return tuple(sorted(tuple(sorted(group)) for group in nx.connected_components(graph)))


def _parts(text: str) -> frozenset[str]:
    letters = "".join(each for each in text.casefold() if each.isalnum())
    pairs = (letters[place : place + 2] for place in range(max(len(letters) - 1, 1)))
    return frozenset(part for pair in pairs for part in (pair if max(pair, default="") >= FIRST_IDEOGRAPH else (pair,)))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
