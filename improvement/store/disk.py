"""Writing files so that a crash leaves the old bytes or the new ones, never a part, and no hand save is lost."""

import ctypes
import errno
import functools
import glob
import os
import secrets
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Stamp = tuple[int, int, int]

_HERE = -100  # AT_FDCWD: paths count from the working folder
_NO_REPLACE, _EXCHANGE = 1, 2
# no such call in the libc, the kernel or this file system; EPERM: an old container forbids calls that it does not know
_UNSUPPORTED = frozenset([errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM])


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What an exchange did. `stamp`: our file, now in the target; `came_out` and its stamp: what stood there before.

    `atomic`: nobody can have saved in between unseen. `kept`: where what came out still is, None where it was known.
    """

    stamp: Stamp
    came_out: bytes | None
    came_out_stamp: Stamp | None
    atomic: bool
    kept: Path | None


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


def exchange(target: Path, content: bytes, known: bytes | None) -> Exchanged:
    """Put new bytes into the target and take out what stands there, in one step where the system has one.

    `known`: what the caller believes stands there, None for no file. Anything else that comes out is a hand save: it is
    returned and stays on disk as `kept` (somebody may still be writing into it), until the caller has imported it and
    removes it; `set_aside` finds it after a crash. The folder is not synced: the journal is the commit point, and what
    a power cut takes back here is written again from there. OSError where the target cannot be written or read.
    """
    aside = _beside(target)
    try:
        stamp = _written(aside, content, _rights(target))
        swapped = _swapped(aside, target)
        if swapped is None:
            return _replaced(aside, target, known, stamp)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    return _taken_out(aside, known, stamp, True) if swapped else Exchanged(stamp, None, None, True, None)


def set_aside(target: Path) -> tuple[Path, ...]:
    """Files that an exchange took out, or was about to put in, and that nobody has imported yet."""
    return tuple(sorted(target.parent.glob(f".{glob.escape(target.name)}.*.aside")))


def put_back(aside: Path, target: Path) -> None:
    """Give what was taken out its name again, the very file; what stands there now becomes the one set aside."""
    if _rename(aside, target, _EXCHANGE):
        aside.replace(target)


def sweep(target: Path) -> None:
    """Remove temporary files that a killed process left of one file; whoever writes it holds the lock."""
    for each in target.parent.glob(f".{glob.escape(target.name)}.*.tmp"):
        each.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make names that were added to a folder survive a crash."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}.aside")


def _rights(file: Path) -> int | None:
    try:
        return stat.S_IMODE(file.stat().st_mode)
    except FileNotFoundError:
        return None


def _written(file: Path, content: bytes, rights: int | None = None) -> Stamp:
    """A new file, synced; its stamp. It gets its name when it is whole, so that a crash leaves no part under it."""
    temporary = file.with_suffix(".tmp")
    try:
        with temporary.open("xb") as out:
            if rights is not None:
                os.fchmod(out.fileno(), rights)
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
            stamp = stamp_of(os.fstat(out.fileno()))
        temporary.rename(file)
    finally:
        temporary.unlink(missing_ok=True)
    return stamp


def _swapped(aside: Path, target: Path) -> bool | None:
    """Whether the two changed places; False where there was no target, None where the system has no exchange."""
    while True:
        failed = _rename(aside, target, _EXCHANGE)
        if failed == errno.ENOENT:
            failed = _rename(aside, target, _NO_REPLACE)
            if failed == errno.EEXIST:
                continue
            if not failed:
                return False
        if failed in _UNSUPPORTED:
            return None
        if failed:
            raise OSError(failed, os.strerror(failed), str(target))
        return True


def _rename(old: Path, new: Path, flags: int) -> int:
    """renameat2(2): the error number, 0 where it worked."""
    call = _renameat2()
    if call is None:
        return errno.ENOSYS
    failed = call(_HERE, os.fsencode(old), _HERE, os.fsencode(new), flags)
    return ctypes.get_errno() if failed else 0


@functools.cache
def _renameat2() -> Callable[..., int] | None:
    """The call of the C library; None where it has none."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return call


def _replaced(aside: Path, target: Path, known: bytes | None, stamp: Stamp) -> Exchanged:
    """Without an exchange: look again, link what is not known to a name of its own, replace the target."""
    try:
        found, found_stamp = _read(target)
    except FileNotFoundError:
        aside.replace(target)
        return Exchanged(stamp, None, None, False, None)
    if found == known:
        aside.replace(target)
        return Exchanged(stamp, found, found_stamp, False, None)
    kept = _beside(target)
    try:
        kept.hardlink_to(target)
    except OSError:
        # no hard links either: a copy, which misses what somebody is still writing
        _written(kept, found)
    aside.replace(target)
    return _taken_out(kept, known, stamp, False)


def _taken_out(aside: Path, known: bytes | None, stamp: Stamp, atomic: bool) -> Exchanged:
    """What came out, removed only where it was known."""
    found, found_stamp = _read(aside)
    if found == known:
        aside.unlink()
    return Exchanged(stamp, found, found_stamp, atomic, None if found == known else aside)


def _read(file: Path) -> tuple[bytes, Stamp]:
    """The bytes of a regular file and its stamp; never follows a link, never waits for a pipe."""
    opened = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with open(opened, "rb") as source:
        found = os.fstat(opened)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(file))
        return source.read(), stamp_of(found)
