"""The app (or the idle page) as a process of its own, and what it takes of the machine."""

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from improvement.ui.serve import WARM_AFTER
from tests.e2e.server import wait_for

ROOT = Path(__file__).resolve().parents[2]
IDLE = Path(__file__).with_name("idle.py")
TICKS, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
MEGABYTE = 1 << 20
# so little does a server without visitors take in a second
QUIET = 0.05


@dataclass(slots=True)
class Usage:
    """Processor seconds and resident megabytes of a process group over a stretch of time."""

    group: int
    cores: float = 0.0
    megabytes: list[float] = field(default_factory=list)

    async def watch(self, seconds: float) -> None:
        """Measure from now on, for some seconds."""
        start, before = time.perf_counter(), self.processor()
        while time.perf_counter() < start + seconds:
            self.megabytes.append(self._resident() * PAGE / MEGABYTE)
            await asyncio.sleep(min(1.0, seconds))
        self.cores = (self.processor() - before) / (time.perf_counter() - start)

    def processor(self) -> float:
        """Processor seconds that its running processes have taken since they began."""
        return sum(int(stat[11]) + int(stat[12]) for stat in self._stats()) / TICKS

    def _resident(self) -> int:
        return sum(int(stat[21]) for stat in self._stats())

    def _stats(self) -> Iterator[list[str]]:
        for each in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                stat = each.read_text().rpartition(")")[2].split()
                if int(stat[2]) == self.group:
                    yield stat


@contextlib.contextmanager
def app(plans: Path, environment: Mapping[str, str] | None = None) -> Iterator[tuple[str, int]]:
    """The app on a folder of plans: its address and process group. What it prints stands in a file beside them."""
    port = _free_port()
    command = ["-m", "improvement", "run", "--plans", str(plans), "--port", str(port)]
    with plans.with_name(f"{plans.name}.log").open("w") as log, _served(command, port, log, environment) as found:
        yield found


@contextlib.contextmanager
def idle() -> Iterator[tuple[str, int]]:
    """The page that does nothing, with the same settings."""
    port = _free_port()
    with _served(["-m", "streamlit", "run", str(IDLE), "--server.port", str(port)], port, subprocess.DEVNULL) as found:
        yield found


@contextlib.contextmanager
def _served(
    arguments: Sequence[str], port: int, log: IO[str] | int, environment: Mapping[str, str] | None = None
) -> Iterator[tuple[str, int]]:
    server = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdout=log,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address)
        _settled(Usage(server.pid))
        yield address, server.pid
    finally:
        os.killpg(server.pid, 15)
        server.wait(timeout=20)


def _settled(usage: Usage, patience: float = 90) -> None:
    """Wait until what a server does once after its start is done: people come to one that has been up for a while."""
    time.sleep(WARM_AFTER)
    end, before = time.perf_counter() + patience, usage.processor()
    while time.perf_counter() < end:
        time.sleep(1)
        now = usage.processor()
        if now - before < QUIET:
            return
        before = now


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
