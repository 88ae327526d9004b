"""Writing files so that a crash leaves the old bytes or the new ones, never a part."""

import os
from pathlib import Path

Stamp = tuple[int, int, int]


def stamp_of(found: os.stat_result) -> Stamp:
    """What tells one version of a file from another without reading it."""
    return found.st_mtime_ns, found.st_size, found.st_ino


def write_atomically(target: Path, content: bytes) -> Stamp:
    """Temp file, fsync, rename, fsync of the folder; the stamp is taken before others can touch the file."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
            stamp = stamp_of(os.fstat(out.fileno()))
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(target.parent)
    return stamp


def sweep(folder: Path) -> None:
    """Remove temporary files that a killed process left in a folder (not below it)."""
    for each in folder.glob(".*.tmp"):
        each.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make names that were added to a folder survive a crash."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
