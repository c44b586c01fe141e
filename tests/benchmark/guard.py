# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""See that the collection has not become much slower: a few ratios of CPU time within one run, with room in them.

`make bench-guard` runs it. It tells a mistake from a good day, not one good day from another: `make bench` does that.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from statistics import median

from measuring import Cell, take_turns
from ways import BY_NAME


@dataclass(frozen=True)
class Bound:
    """The most that one way may take of another one's CPU time."""

    ours: str
    against: str
    tasks: int
    most: float


RUNS = 5

BOUNDS = (
    Bound("module", "ping", 1, 1.25),
    Bound("lookup", "debug", 1, 1.5),
    Bound("client", "sdk", 1_000, 0.75),
    Bound("client", "sdk", 10_000, 0.4),
    Bound("module_fields", "module", 10_000, 0.8),
    Bound("module_summary", "module_fields", 10_000, 0.95),
)


def main() -> int:
    """Measures and compares; fails where a bound is broken."""
    broken = 0
    for tasks in sorted({bound.tasks for bound in BOUNDS}):
        bounds = [bound for bound in BOUNDS if bound.tasks == tasks]
        names = dict.fromkeys(name for bound in bounds for name in (bound.ours, bound.against))
        cells = {cell.way: cell for cell in take_turns({BY_NAME[name]: RUNS for name in names}, tasks, latency=0)}
        for bound in bounds:
            ratio = _cpu(cells[bound.ours]) / _cpu(cells[bound.against])
            kept = ratio <= bound.most
            broken += not kept
            print(
                f"{'kept' if kept else 'BROKEN'}: {tasks} tasks, {bound.ours} against {bound.against}: "
                f"{ratio:.2f}, at most {bound.most:g}",
                flush=True,
            )
    return min(broken, 1)


def _cpu(cell: Cell) -> float:
    # Less than wall time, this depends on what else the machine does.
    return median(cell.cpu)


if __name__ == "__main__":
    sys.exit(main())
