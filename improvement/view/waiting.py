"""How many accepted findings wait for a promise, in words."""

from improvement.view.language import _, ngettext


def waiting_words(n: int) -> str:
    """For the line below the title; empty where none waits."""
    told = ngettext("{n} accepted finding waits for a promise", "{n} accepted findings wait for a promise", n)
    return told.format(n=n) if n else ""


def nothing_yet(n: int) -> str:
    """For a programme without any promise."""
    if not n:
        return _("No promise yet. It answers an accepted finding: decide about findings first, or write one now.")
    told = ngettext(
        "No promise yet. {n} accepted finding waits for one.", "No promise yet. {n} accepted findings wait for one.", n
    )
    return told.format(n=n)
