# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the measurements are held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Callable

from ways import PAGE

if TYPE_CHECKING:
    from measuring import Measured

CONCURRENCY = 8
"""The default of the option."""


@dataclass(frozen=True)
class Target:
    """A figure of a run, and the most that it may be."""

    work: str
    ours: str
    against: str
    most: float
    figure: Callable[[Measured], float]
    """Raises ``KeyError`` where what it needs was left out."""
    unit: str = ""


@dataclass(frozen=True)
class Result:
    """A target and what was measured, ``None`` where that was left out."""

    target: Target
    measured: float | None

    @property
    def met(self) -> bool:
        """Whether the figure is what it should be."""
        return self.measured is not None and self.measured <= self.target.most

    def describe(self) -> dict[str, Any]:
        """For the JSON file."""
        return {
            "work": self.target.work,
            "ours": self.target.ours,
            "against": self.target.against,
            "most": self.target.most,
            "unit": self.target.unit,
            "measured": self.measured,
            "met": self.met,
        }


def judge(measured: Measured) -> list[Result]:
    """Each target with its figure."""
    results = []
    for target in TARGETS:
        try:
            results.append(Result(target, target.figure(measured)))
        except KeyError:
            results.append(Result(target, None))
    return results


def _time(ours: str, against: str, tasks: int) -> Callable[[Measured], float]:
    """The ratio of whole plays."""
    return lambda measured: measured.cell(ours, tasks).median / measured.cell(against, tasks).median


def _more_time(ours: str, against: str) -> Callable[[Measured], float]:
    return lambda measured: measured.cell(ours, 1).median - measured.cell(against, 1).median


def _memory(ours: str, against: str, tasks: int) -> Callable[[Measured], float]:
    """The ratio of the peaks of all processes together."""
    return lambda measured: measured.cell(ours, tasks).peaks["all"] / measured.cell(against, tasks).peaks["all"]


def _inside(ours: str, against: str, tasks: int, latency: int) -> Callable[[Measured], float]:
    """The ratio of scripts, without the start of Python and its imports."""
    return lambda measured: measured.cell(ours, tasks, latency).inside / measured.cell(against, tasks, latency).inside


def _against_latency(tasks: int, latency: int) -> Callable[[Measured], float]:
    bound = tasks / PAGE / CONCURRENCY * latency / 1000
    return lambda measured: measured.cell("client", tasks, latency).inside / bound


FIELDS = "module with ``fields: [task_id, status]``"
SUMMARY = "module with ``summary_only``"
ALL = "module with everything"

TARGETS = (
    Target("play, 1 task", "module", "``uri``, same query", 0.90, _time("module", "uri_once", 1)),
    Target("play, 1 task", "module", "``ping`` play", 1.07, _time("module", "ping", 1)),
    Target("play, 1 task", "lookup", "play with an empty ``debug``", 0.15, _more_time("lookup", "debug"), " s more"),
    Target("play, 1,000 tasks, 0 ms", "module", "``uri`` loop", 0.23, _time("module", "uri", 1_000)),
    Target("play, 10,000 tasks, 0 ms", "module", "``uri`` loop", 0.08, _time("module", "uri", 10_000)),
    Target("play, 10,000 tasks, 0 ms", FIELDS, "``uri`` loop", 0.04, _time("module_fields", "uri", 10_000)),
    Target("client, 10,000 tasks, 0 ms", "client", "official SDK", 0.4, _inside("client", "sdk", 10_000, 0)),
    Target("client, 10,000 tasks, 50 ms", "client", "official SDK", 0.15, _inside("client", "sdk", 10_000, 50)),
    Target("client, 10,000 tasks, 50 ms", "client", "pages / concurrency * 50 ms", 1.3, _against_latency(10_000, 50)),
    Target("play, 100,000 tasks, time", FIELDS, ALL, 0.22, _time("module_fields", "module", 100_000)),
    Target("play, 100,000 tasks, memory", FIELDS, ALL, 0.35, _memory("module_fields", "module", 100_000)),
    Target("play, 100,000 tasks, time", SUMMARY, ALL, 0.15, _time("module_summary", "module", 100_000)),
    Target("play, 100,000 tasks, memory", SUMMARY, ALL, 0.25, _memory("module_summary", "module", 100_000)),
    Target(
        "100 hosts, 20 forks, lookup in a variable",
        "cached",
        "number of listings",
        1,
        lambda measured: measured.listings,
        " listing",
    ),
)
