# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs a command and tells what it took: time, CPU time, and the peak memory of each of its processes."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PERIOD = 0.02
"""Seconds between two looks at the processes. Linux keeps the peak itself, so that only growth at the end is missed."""


@dataclass(frozen=True)
class Run:
    """What one run of a command took."""

    seconds: float
    cpu: float
    """Seconds of all its processes, user and system."""
    peaks: dict[str, float]
    """MiB of the largest process of a kind: ``main``, ``fork`` of it, ``module``, and ``all`` for their sum."""
    output: str


class FailedError(Exception):
    """A command that is measured did not do its work."""


def run(command: list[str], env: dict[str, str]) -> Run:
    """Runs the command to its end. Raises ``FailedError`` when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    with subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        watch = _Watch(process.pid)
        output, errors = process.communicate()
        seconds = time.perf_counter() - started
        watch.end()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise FailedError(f"{' '.join(command)} ended with {process.returncode}:\n{output[-2000:]}\n{errors[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, cpu, watch.peaks(), output)


class _Watch(threading.Thread):
    """Looks at a process and all below it, until the end."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._kinds: dict[int, str] = {}
        self._peaks: dict[int, int] = {}
        self._ended = threading.Event()
        self.start()

    def run(self) -> None:
        while not self._ended.wait(PERIOD):
            for pid in _tree(self._pid):
                # A process may end while it is looked at.
                with suppress(OSError, StopIteration):
                    self._look(pid)

    def end(self) -> None:
        self._ended.set()
        self.join()

    def peaks(self) -> dict[str, float]:
        found: dict[str, float] = {}
        for pid, peak in self._peaks.items():
            kind = self._kinds[pid]
            found[kind] = max(found.get(kind, 0.0), peak / 1024)
        return {**found, "all": sum(found.values())}

    def _look(self, pid: int) -> None:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        # One that has ended, and is not waited for yet, has none.
        line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
        # A process starts as a copy of another one, so that its kind may still change.
        self._kinds[pid] = "main" if pid == self._pid else _kind(pid)
        self._peaks[pid] = int(line.split()[1])


def _kind(pid: int) -> str:
    words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    if not any(b"AnsiballZ_" in word for word in words):
        return "fork"
    return "shell" if words[0].endswith(b"sh") else "module"


def _tree(pid: int) -> list[int]:
    pids = [pid]
    for each in pids:
        with suppress(OSError):
            for thread in os.listdir(f"/proc/{each}/task"):
                children = Path(f"/proc/{each}/task/{thread}/children").read_text(encoding="ascii")
                pids += map(int, children.split())
    return pids
