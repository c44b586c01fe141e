# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All measurements of one run: the ways take turns, so that whatever else the machine does hits all alike."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

from listings import count_listings
from processes import FailedError, Run, run
from service import service
from ways import WAYS, Way, rounds

if TYPE_CHECKING:
    from collections.abc import Sequence

CHECK = ("--tags", "all,check", "--extra-vars")


@dataclass
class Cell:
    """The runs of one way with a number of tasks and a latency."""

    way: str
    tasks: int
    latency: int
    """Milliseconds."""
    seconds: list[float] = field(default_factory=list)
    """Of each run, from the start of its first process to the end of its last."""
    cpu: list[float] = field(default_factory=list)
    told: list[float] = field(default_factory=list)
    """Of a script, by itself: without the start of Python and its imports."""
    peaks: dict[str, float] = field(default_factory=dict)
    """MiB, the median of the runs, by kind of process."""

    @property
    def median(self) -> float:
        """Seconds."""
        return median(self.seconds)

    @property
    def inside(self) -> float:
        """The median of what a script told."""
        return median(self.told)

    def describe(self) -> dict[str, Any]:
        """For the JSON file."""
        return {**asdict(self), "median": self.median}


@dataclass(frozen=True)
class LeftOut:
    """A cell that is not measured, and why."""

    way: str
    tasks: int
    latency: int
    reason: str


@dataclass(frozen=True)
class Measured:
    """All of one run."""

    cells: list[Cell]
    left_out: list[LeftOut]
    listings: int
    """How often a play over 100 hosts listed the tasks."""

    def cell(self, way: str, tasks: int, latency: int = 0) -> Cell:
        """What was measured there. Raises ``KeyError``."""
        for cell in self.cells:
            if (cell.way, cell.tasks, cell.latency) == (way, tasks, latency):
                return cell
        raise KeyError(way, tasks, latency)


def measure(sizes: Sequence[int], latencies: Sequence[int], *, most: int) -> Measured:
    """Every way with every number of tasks and every latency, at most ``most`` times each."""
    cells: list[Cell] = []
    left_out: list[LeftOut] = []
    for tasks in sizes:
        for latency in latencies:
            planned = {way.name: rounds(way, tasks, latency) for way in WAYS}
            left_out += [
                LeftOut(name, tasks, latency, why) for name, why in planned.items() if isinstance(why, str) and why
            ]
            counts = {way: min(count, most) for way in WAYS if isinstance(count := planned[way.name], int)}
            cells += take_turns(counts, tasks, latency)
    return Measured(cells, left_out, count_listings())


def take_turns(counts: dict[Way, int], tasks: int, latency: int) -> list[Cell]:
    """So many runs of each way, one of each after the other."""
    cells = {way: Cell(way.name, tasks, latency) for way in counts}
    runs: dict[Way, list[Run]] = {way: [] for way in counts}
    with service(tasks=tasks, latency=latency / 1000) as env:
        for way, count in counts.items():
            # It fills caches, of files and of byte code as well, and shows that the work is done.
            if count > 1 or way.variant:
                _check(way, tasks, env)
        for turn in range(max(counts.values(), default=0)):
            for way in (way for way, count in counts.items() if turn < count):
                done = run(way.command(), env)
                runs[way].append(done)
                cells[way].seconds.append(done.seconds)
                cells[way].cpu.append(done.cpu)
                if way.script:
                    cells[way].told.append(_told(way, done, tasks))
    for way, cell in cells.items():
        kinds = sorted({kind for done in runs[way] for kind in done.peaks})
        cell.peaks = {kind: median(done.peaks.get(kind, 0.0) for done in runs[way]) for kind in kinds}
        print(
            f"{way.name:15} {tasks:7} tasks {latency:4} ms: {cell.median:7.3f} s"
            f" ({min(cell.seconds):.3f} to {max(cell.seconds):.3f})",
            file=sys.stderr,
            flush=True,
        )
    return list(cells.values())


def _check(way: Way, tasks: int, env: dict[str, str]) -> None:
    done = run(way.command(*CHECK, f"expected={min(tasks, 100) if way.name == 'uri_once' else tasks}"), env)
    if way.script:
        _told(way, done, tasks)


def _told(way: Way, done: Run, tasks: int) -> float:
    """The seconds that a script tells of itself. Raises ``FailedError`` when it lacks a task."""
    told = json.loads(done.output)
    if told["tasks"] != tasks:
        raise FailedError(f"{way.name} has read {told['tasks']} tasks in place of {tasks}.")
    return float(told["seconds"])
