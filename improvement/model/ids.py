"""New ids from the words that people write."""

import re
from collections.abc import Collection

from improvement.model.values import ID_LENGTH, parse_id


def id_from(title: str, longest: int = ID_LENGTH) -> str:
    """A title as an id: its plain letters and digits in small letters, joined by hyphens, whole words that fit."""
    words = re.findall(r"[a-z0-9]+", title.lower())
    while len("-".join(words)) > longest:
        words.pop()
    return "-".join(words)


def id_or(title: str, otherwise: str, longest: int = ID_LENGTH) -> str:
    """A title as an id; `otherwise` where it holds no plain letters, or only what is no id (yes, 2027)."""
    try:
        return parse_id(id_from(title, longest))
    except ValueError:
        return otherwise


def free_id(id: str, taken: Collection[str]) -> str:
    """The id, or the first of id-2, id-3, ... that is free; cut where it would become too long."""
    found, number = id, 1
    while found in taken:
        number += 1
        end = f"-{number}"
        found = id[: ID_LENGTH - len(end)].rstrip("-") + end
    return found
