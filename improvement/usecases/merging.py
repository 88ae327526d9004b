"""Three-way merge of plan files, usable as a git merge driver."""

from pathlib import Path

from improvement.errors import KeptError
from improvement.model.change import Edit
from improvement.store.disk import write_atomically
from improvement.store.edits import CannotEdit
from improvement.store.merge import merge
from improvement.store.source import Source, read_source


def merge_files(base: Path, mine: Path, theirs: Path) -> tuple[Edit, ...]:
    """Merge their changes since the base into my file; the edits of theirs that clash, where my value stays.

    KeptError with every issue where one of the files cannot be read as a plan; then nothing is written.
    """
    sources = [_read(each) for each in (base, mine, theirs)]
    if problems := [problem for each in sources for problem in each.issues]:
        raise KeptError(*problems)
    try:
        found = merge(*sources)
    except CannotEdit as wrong:
        raise KeptError(wrong.problem) from None
    write_atomically(mine, found.source.to_bytes())
    return found.clashes


def _read(file: Path) -> Source:
    return read_source(file.read_bytes(), str(file))
