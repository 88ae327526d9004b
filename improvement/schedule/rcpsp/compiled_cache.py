"""Compiled loops kept on disk are those of the sources that stand there now.

numba keeps a loop by the source of its own file only: after an upgrade in place a loop would go on with the old code of
another file, or its tables could not be read because a class has gone.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

_SCHEDULE = Path(__file__).parents[1]

SOURCES = (
    "axis.py",
    "calendar.py",
    "columns.py",
    "monte_carlo_desk.py",
    "monte_carlo_dispatch.py",
    "rcpsp/compiled.py",
    "rcpsp/evolution.py",
    "rcpsp/loops.py",
    "rcpsp/project.py",
    "sweep.py",
)
"""Files, below this package's, with compiled loops or with what these take: a test compares it with their imports."""

_STAMP = "compiled.stamp"


@cache
def fresh(folder: str) -> bool:
    """Whether what numba keeps in a folder is of these sources; what is of others is removed.

    False where it cannot be removed. Processes that come at the same time do the same.
    """
    stamp = Path(folder, _STAMP)
    try:
        if not stamp.exists() or stamp.read_text("ascii", "replace") != _digest():
            for kept in (*stamp.parent.glob("*.nbi"), *stamp.parent.glob("*.nbc")):
                kept.unlink(missing_ok=True)
            written = stamp.with_suffix(f".{uuid4().hex}")
            written.write_text(_digest(), "ascii")
            written.replace(stamp)
    except OSError:
        return False
    return True


@cache
def _digest() -> str:
    """Of the contents, so that a copy or another time of writing is no other source."""
    found = sha256()
    for name in SOURCES:
        source = _SCHEDULE / name
        text = source.read_bytes() if source.exists() else b""
        found.update(sha256(text).digest())
    return found.hexdigest()
