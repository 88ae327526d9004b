"""Which known text a hand save was made from: the one from which it differs least, counted by entity and field.

Counted is what the person would have done to get from that text to the file. Entries of one kind that were removed
count once together: who takes out what others have just added must not be taken for somebody who never saw it.
"""

import functools
import re
from collections.abc import Container, Iterable

from improvement.model.change import Path
from improvement.store.segments import DEPTH, cut, recut

PATIENCE = 200
"""The search ends after this many texts in a row that are further away."""

# a field counts more than any number of segments that differ in comments and layout only
_FIELD = 1_000_000
_LAYOUT = re.compile(r"""(?:^|\s)#.*|["'\s]""")


def nearest(app: str, file: str, known: Iterable[str], saved: Container[str] = ()) -> tuple[str, ...]:
    """The text that a hand save was made from; two texts where it may have been either, the newer one first.

    `known`: texts that the file had, the newest first. Where texts are equally near, the newest and the oldest of them
    are given. A file that is word for word an older text, or close to the app's with nothing new in it, was set back
    by a person or is a stale copy: the app's text is given too. A text in `saved` (a hand save as it came), saved
    again, is no edit at all.
    """
    if file in saved:
        return (file,)
    search = _Search(app, file)
    for text in known:
        if text == file != app:
            return app, file
        if search.take(text) >= PATIENCE:
            break
    may_be_set_back = app not in search.best and search.is_close and _has_nothing_new(file, search.best[0], app)
    return tuple(dict.fromkeys([app, *search.best] if may_be_set_back else search.best))


def _has_nothing_new(file: str, base: str, app: str) -> bool:
    then, there = cut(base).segments(), cut(app).segments()
    return all(text in (then.get(path), there.get(path)) for path, text in cut(file).segments().items())


class _Search:
    """The distance from the file of one text after the other, of which each differs little from the one before."""

    def __init__(self, app: str, file: str) -> None:
        self._at = cut(app)
        self._base, self._file = self._at.segments(), cut(file).segments()
        self._costs: dict[Path, int] = {}
        self._total, self._removed = 0, dict[Path, set[Path]]()
        self._count({*self._base, *self._file})
        self._least = self._first = self._distance()
        self._further = 0
        self.best = (app, app)

    @property
    def is_close(self) -> bool:
        """Whether the app's text takes at most one step more than the best."""
        return self._first // _FIELD <= self._least // _FIELD + 1

    def take(self, text: str) -> int:
        """Look at the next text; how many in a row were further away than the best."""
        self._at, concerned, segments = recut(self._at, text)
        for path in concerned:
            self._base.pop(path, None)
        self._base |= segments
        self._count(concerned)
        distance = self._distance()
        if distance <= self._least:
            self.best = (text if distance < self._least else self.best[0], text)
            self._least, self._further = distance, 0
        else:
            self._further += 1
        return self._further

    def _distance(self) -> int:
        return self._total + (_FIELD + 1) * sum(bool(each) for each in self._removed.values())

    def _count(self, paths: Iterable[Path]) -> None:
        for path in paths:
            base, file = self._base.get(path), self._file.get(path)
            removed = self._removed.setdefault(path[:-1], set())
            removed.discard(path)
            self._total -= self._costs.pop(path, 0)
            if file is None and base is not None and not _is_place(path, base):
                removed.add(path)
            elif file is not None and file != base:
                self._costs[path] = _FIELD * _steps(path, base, file) + 1
                self._total += self._costs[path]


def _steps(path: Path, base: str | None, file: str) -> int:
    """How many fields a person wrote, changed or removed in one segment; a new one counts with all of them."""
    if base is None and _is_place(path, file):
        return 0
    # an old and a new line of the same key are one field
    return len({line.partition(":")[0] for line in _facts(base or "") ^ _facts(file)})


def _is_place(path: Path, segment: str) -> bool:
    """Whether a segment is only the line below which entries stand."""
    return len(path) < DEPTH and all(each.endswith(":") for each in _facts(segment))


@functools.lru_cache(maxsize=4096)
def _facts(segment: str) -> frozenset[str]:
    """The lines of a segment without comments, quotes and spaces."""
    return frozenset(_LAYOUT.sub("", line) for line in segment.splitlines()) - {""}
