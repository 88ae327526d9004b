"""The picture of a promise: checked, stored beside the plan, read again."""

import re

from improvement.errors import KeptError, Severity, issue
from improvement.model.change import Edit
from improvement.usecases.editing import set_to
from improvement.usecases.opened import Opened

MOST_BYTES = 2_000_000
PNG = b"\x89PNG\r\n\x1a\n"
# what makes a drawing more than a drawing: scripts, handlers, foreign pages, files from elsewhere
_ACTIVE = re.compile(
    r"<\s*(script|foreignobject|iframe|!entity)|\son\w+\s*=|javascript:|(href|src)\s*=\s*[\"']\s*(?!#|data:image/png)"
    r"|@import|url\(\s*[\"']?\s*(?!#)",
    re.IGNORECASE,
)


def picture_edit(programme: Opened, promise_id: str, content: bytes, name: str) -> Edit:
    """Store an SVG or PNG as a promise's picture; the edit that names it. Nothing stored before is overwritten.

    Raises KeptError: picture-too-large (2 MB), picture-unreadable (neither SVG nor PNG), picture-not-still (an SVG with
    scripts, or one that loads something).
    """
    ending = _kind(content, name)
    store = programme.workspace.store
    stored = store.attach(programme.id, f"pictures/{promise_id}.{ending}", content)
    path = ("commitment", "promises", promise_id, "picture")
    return set_to(store.snapshot(programme.id), path, stored)


def _kind(content: bytes, name: str) -> str:
    if len(content) > MOST_BYTES:
        raise KeptError(issue("picture-too-large", Severity.ERROR, file=name, megabytes=MOST_BYTES // 1_000_000))
    if content.startswith(PNG):
        return "png"
    try:
        drawing = content.decode("utf-8")
    except UnicodeDecodeError:
        drawing = ""
    if "<svg" not in drawing[:2000]:
        raise KeptError(issue("picture-unreadable", Severity.ERROR, file=name))
    if _ACTIVE.search(drawing):
        raise KeptError(issue("picture-not-still", Severity.ERROR, file=name))
    return "svg"


def picture(programme: Opened, promise_id: str) -> str | bytes | None:
    """A promise's picture: the text of an SVG, the bytes of a PNG; None where there is none to show."""
    name = programme.plan.commitment.promises[promise_id].picture
    if not name or not programme.stamp(name):
        return None
    content = programme.workspace.store.attachment(programme.id, name)
    try:
        return content if _kind(content, name) == "png" else content.decode("utf-8")
    except KeptError:
        return None
