"""The words of a setting: columns by heading or id, lists joined by commas, the nearest known name, refusals."""

import difflib
from typing import Any

from improvement.errors import KeptError, Place, Severity, issue

Items = dict[str, dict[str, Any]]


def split(value: str) -> list[str]:
    """Parts joined by commas."""
    return [part.strip() for part in value.split(",") if part.strip()]


def names(items: Items) -> list[str]:
    """What a column may be called: its heading, its id."""
    return [*(item["column"] for item in items.values()), *items]


def find(items: Items, name: str) -> str:
    """The id of the item with this heading or id."""
    headings = {item["column"]: key for key, item in items.items()}
    if name in headings or name in items:
        return headings.get(name, name)
    raise refused("unknown-column", ("items",), column=name, suggestion=nearest(name, names(items)))


def nearest(name: str, known: list[str]) -> str:
    """The known name that is most like this one; '' where none is."""
    folded = {each.lower(): each for each in reversed(known)}
    found = difflib.get_close_matches(name.lower(), folded, n=1)
    return folded[found[0]] if found else ""


def refused(id: str, path: tuple[str, ...], **facts: str) -> KeptError:
    """The error that a setting cannot be followed."""
    return KeptError(issue(id, Severity.ERROR, Place(path=path), **facts))
