"""Which known text a hand save was made from: the one from which it differs least, counted by entity and field.

Counted is what the person would have done to get from that text to the file. To have typed by chance what the app
holds now, or to have removed what it has removed, counts twice.
"""

import functools
import re
from collections.abc import Container, Iterable

from improvement.model.change import Path
from improvement.store.segments import cut, recut

PATIENCE = 200
"""The search ends after this many texts in a row that are further away."""

# a field counts more than any number of segments that differ in comments and layout only
_FIELD = 1_000_000
_LAYOUT = re.compile(r"""(?:^|\s)#.*|["'\s]""")


def nearest(app: str, file: str, known: Iterable[str], saved: Container[str] = ()) -> tuple[str, ...]:
    """The text that a hand save was made from; two texts where it may have been either, the newer one first.

    `known`: texts that the file had, the newest first. Where texts are equally near, the newest and the oldest of them
    are given. A file that is word for word an older text was set back by a person, or is a stale copy: given are the
    app's text and that one. A text in `saved` (a hand save as it came), saved again, is no edit at all.
    """
    if file in saved:
        return (file,)
    search = _Search(app, file)
    for text in known:
        if text == file != app:
            return app, file
        if search.take(text) >= PATIENCE:
            break
    return tuple(dict.fromkeys(search.best))


class _Search:
    """The distance from the file of one text after the other, of which each differs little from the one before."""

    def __init__(self, app: str, file: str) -> None:
        self._at = cut(app)
        self._base, self._app, self._file = self._at.segments(), self._at.segments(), cut(file).segments()
        self._costs: dict[Path, int] = {}
        self._total = 0
        self._count({*self._base, *self._file})
        self._least, self._further = self._total, 0
        self.best = (app, app)

    def take(self, text: str) -> int:
        """Look at the next text; how many in a row were further away than the best."""
        self._at, concerned, segments = recut(self._at, text)
        for path in concerned:
            self._base.pop(path, None)
        self._base |= segments
        self._count(concerned)
        if self._total <= self._least:
            self.best = (text if self._total < self._least else self.best[0], text)
            self._least, self._further = self._total, 0
        else:
            self._further += 1
        return self._further

    def _count(self, paths: Iterable[Path]) -> None:
        for path in paths:
            self._total -= self._costs.pop(path, 0)
            cost = _distance(self._base.get(path), self._file.get(path), self._app.get(path))
            if cost:
                self._costs[path] = cost
                self._total += cost


def _distance(base: str | None, file: str | None, app: str | None) -> int:
    """What a person did in one segment, from the base to the file."""
    if base == file:
        return 0
    then, now, there = _facts(base or ""), _facts(file or ""), _facts(app or "")
    if base is None or file is None:
        return _FIELD * (2 if now == there else 1) + 1
    written = sum(2 if each in there else 1 for each in now - then)
    only_removed = max(0, len(then - now) - len(now - then))
    return _FIELD * (written + only_removed) + 1


@functools.lru_cache(maxsize=4096)
def _facts(segment: str) -> frozenset[str]:
    """The lines of a segment without comments, quotes and spaces."""
    return frozenset(_LAYOUT.sub("", line) for line in segment.splitlines()) - {""}
