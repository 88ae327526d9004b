"""A child process that is stopped before any system call that changes a disk: by ptrace, so nothing escapes the count.

Whatever way a file is written (Python's files, os, ctypes, threads of their own), the kernel sees it here.
"""

import ctypes
import ctypes.util
import os
import platform
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.store_kill import forked

# the numbers of the calls that change files or names, or that make a change last
CALLS = {
    "x86_64": {
        1: "write", 18: "pwrite64", 20: "writev", 296: "pwritev", 328: "pwritev2", 40: "sendfile",
        326: "copy_file_range", 74: "fsync", 75: "fdatasync", 306: "syncfs", 162: "sync",
        76: "truncate", 77: "ftruncate", 285: "fallocate",
        2: "open", 85: "creat", 257: "openat", 437: "openat2", 82: "rename", 264: "renameat", 316: "renameat2",
        86: "link", 265: "linkat", 88: "symlink", 266: "symlinkat", 87: "unlink", 263: "unlinkat",
        83: "mkdir", 258: "mkdirat", 84: "rmdir",
    },
    "aarch64": {
        64: "write", 68: "pwrite64", 66: "writev", 70: "pwritev", 287: "pwritev2", 71: "sendfile",
        285: "copy_file_range", 82: "fsync", 83: "fdatasync", 267: "syncfs", 81: "sync",
        45: "truncate", 46: "ftruncate", 47: "fallocate",
        56: "openat", 437: "openat2", 38: "renameat", 276: "renameat2", 37: "linkat", 36: "symlinkat", 35: "unlinkat",
        34: "mkdirat",
    },
}  # fmt: skip
OPENING = {"open": 1, "openat": 2}
WITH_DESCRIPTOR = {"write", "pwrite64", "writev", "fsync", "fdatasync", "ftruncate", "fallocate"}
MAKES = os.O_CREAT | os.O_TRUNC

_TRACE_ME, _SYSCALL, _SET_OPTIONS, _SYSCALL_INFO = 0, 24, 0x4200, 0x420E
_OPTIONS = 0x1 | 0x8 | 0x00100000  # mark system calls, follow threads, end with the tracer
_EVERY_THREAD = 0x40000000


class _Info(ctypes.Structure):
    """ptrace_syscall_info as the kernel fills it in when a call begins."""

    _fields_ = (
        ("op", ctypes.c_uint8),
        ("pad", ctypes.c_uint8 * 3),
        ("arch", ctypes.c_uint32),
        ("instruction", ctypes.c_uint64),
        ("stack", ctypes.c_uint64),
        ("number", ctypes.c_uint64),
        ("arguments", ctypes.c_uint64 * 6),
    )


@dataclass(frozen=True)
class Call:
    """A call that is about to happen: its name, the file of its descriptor, and what a write would append to it."""

    name: str
    file: str = ""
    content: bytes = b""

    def __str__(self) -> str:
        return f"{self.name} {Path(self.file).name}".rstrip()


def can_trace() -> bool:
    """Whether this machine lets a process trace its child, and knows how to name the calls."""
    if platform.machine() not in CALLS:
        return False
    try:
        return bool(list(calls(lambda: os.close(os.open(os.devnull, os.O_WRONLY | os.O_CREAT)))))
    except OSError:
        return False


def calls(work: Callable[[], None]) -> Iterator[Call]:
    """Every call of the work in a child process before it happens; closing the iterator kills the child there."""
    pid = forked(lambda: _traced(work))
    try:
        os.waitpid(pid, _EVERY_THREAD)
        _ptrace(_SET_OPTIONS, pid, _OPTIONS)
        _ptrace(_SYSCALL, pid, 0)
        yield from _stops(pid)
    finally:
        _end(pid)


def _traced(work: Callable[[], None]) -> None:
    os.setpgid(0, 0)
    _ptrace(_TRACE_ME, 0, 0)
    os.kill(os.getpid(), signal.SIGSTOP)
    work()


def _stops(group: int) -> Iterator[Call]:
    while True:
        try:
            thread, status = os.waitpid(-group, _EVERY_THREAD)
        except ChildProcessError:
            return
        if not os.WIFSTOPPED(status):
            if thread == group and os.WIFEXITED(status) and os.WEXITSTATUS(status):
                raise RuntimeError("the work failed in the traced process")
            continue
        reason, passed_on = os.WSTOPSIG(status), 0
        if reason == signal.SIGTRAP | 0x80:
            if found := _call(thread):
                yield found
        elif reason not in (signal.SIGTRAP, signal.SIGSTOP):
            passed_on = reason
        _ptrace(_SYSCALL, thread, passed_on)


def _call(thread: int) -> Call | None:
    """The call that a stopped thread is about to make; None at its end or where it changes nothing."""
    info = _Info()
    _ptrace(_SYSCALL_INFO, thread, ctypes.sizeof(info), ctypes.byref(info))
    name = CALLS[platform.machine()].get(info.number) if info.op == 1 else None
    if name is None or (name in OPENING and not info.arguments[OPENING[name]] & MAKES):
        return None
    file = os.readlink(f"/proc/{thread}/fd/{info.arguments[0]}") if name in WITH_DESCRIPTOR else ""
    if name != "write":
        return Call(name, file)
    with Path(f"/proc/{thread}/mem").open("rb", buffering=0) as memory:
        memory.seek(info.arguments[1])
        return Call(name, file, memory.read(info.arguments[2]))


def _end(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
        while True:
            os.waitpid(-group, _EVERY_THREAD)
    except (ProcessLookupError, ChildProcessError):
        return


def _ptrace(request: int, thread: int, data: int, address: object = None) -> None:
    """ptrace itself; for the request of a call's description the size stands where others have the address."""
    function = ctypes.CDLL(None, use_errno=True).ptrace
    function.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
    function.restype = ctypes.c_long
    first, second = (data, address) if address is not None else (None, data)
    if function(request, thread, first, second) < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
