"""Hand saves on their way into the history: waited for until nobody writes any more, merged, or held back."""

import time
from datetime import datetime
from pathlib import Path

from improvement.model.change import Change
from improvement.store.document import Document
from improvement.store.hand import gutted, imported
from improvement.store.history import BY_HAND, History, Step
from improvement.store.judged import Done, FactsOf, Judged, judged
from improvement.store.merge import difference

STILL_SECONDS, LONGEST_WAIT = 0.2, 2.0


def is_still(file: Path) -> bool:
    """Whether nobody has written to a file for a fifth of a second; a time in the future counts as still."""
    age = time.time() - file.lstat().st_mtime
    return age >= STILL_SECONDS or age < 0


def wait_until_still(file: Path) -> None:
    """Wait for an editor that is writing just now; not for one that never stops."""
    last = time.monotonic() + LONGEST_WAIT
    while not is_still(file) and time.monotonic() < last:
        time.sleep(STILL_SECONDS / 8)


def taken_in(file: Document, app: Judged, history: History, facts_of: FactsOf, when: datetime) -> Done | Judged:
    """The step from the app's newest text to the one that joins it with a hand save.

    Where the file's text or the merged one has errors, or where much of it vanished, it is held back: the file's text
    judged, with the reason as its issues.
    """
    own = judged(file, facts_of)
    if own.issues:
        return own
    merged = imported(app.document, file, history.texts(app.document.text), history.saved())
    if problem := gutted(app.document.data, merged.document.data):
        return Judged(file, own.plan, own.facts, (file.source.located(problem),))
    after = judged(merged.document, facts_of)
    if after.issues:
        return Judged(file, None, after.facts, after.issues)
    edits = tuple(difference(app.document.data, merged.document.data))
    change = Change(BY_HAND, when, app.document.revision, edits)
    return Done(Step(app.document, merged.document, change, "hand", saved=file, clashes=merged.clashes), after)
