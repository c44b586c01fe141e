# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The performance page, from the JSON file of a run."""

from __future__ import annotations

from statistics import median
from textwrap import fill
from typing import Any

from licence import LICENCE
from notes import NOTES

HEAD = (
    "\n".join(["..", *LICENCE, "", ""])
    + """\
.. _ansible_collections.huaweicloud.live.docsite.performance:

Performance
===========

How long it takes to read relay tasks with this collection, and in the ways that there are without it. All figures are
of one run of ``make bench``, which writes this page: every way of reading takes its turn, several times, against a
server of made-up tasks on the same machine. Figures are medians, with the lowest and the highest in parentheses.

.. contents::
   :local:
"""
)

SLOPES = "Time and memory (of all processes) by which each further task makes a run longer and larger."
PEAKS = (
    "The peak of each process, in MiB: of Ansible or the script, of the largest process that Ansible forks, and of the "
    "module."
)
COMPARED = (
    "Targets about plays compare whole plays; those about the client leave out the start of Python and the imports on "
    "both sides, which are longer for the SDK. Memory is that of all processes of a run together."
)

Row = list[str]


def table(header: Row, rows: list[Row]) -> str:
    """A list table of RST."""
    lines = [".. list-table::", "   :header-rows: 1", ""]
    for row in [header, *rows]:
        lines += [
            f"   {'*' if first else ' '} - {text}".rstrip() for first, text in zip([True] + [False] * len(row), row)
        ]
    return "\n".join(lines) + "\n"


def section(title: str, *blocks: str) -> str:
    """A title and what stands below it."""
    return "\n".join([title, "-" * len(title), "", *blocks])


def render(results: dict[str, Any]) -> str:
    """The whole page."""
    sizes = sorted({cell["tasks"] for cell in results["cells"]})
    latencies = sorted({cell["latency"] for cell in results["cells"]})
    return "\n".join(
        [
            HEAD,
            section("Targets", _targets(results)),
            NOTES,
            section(
                "Time",
                "From the start of the first process to the end of the last one, in seconds.\n",
                ".. image:: performance.svg\n   :alt: Seconds over the number of relay tasks, a line for each way\n",
                *(_times(results, sizes, latency) for latency in latencies),
            ),
            section("What a task costs", _slopes(results)),
            section("Memory", _memory(results, sizes)),
            section("How it was measured", _conditions(results), _left_out(results)),
        ]
    )


def _targets(results: dict[str, Any]) -> str:
    rows = []
    for target in results["targets"]:
        measured = "left out" if target["measured"] is None else f"{target['measured']:.3g}{target['unit']}"
        most = f"{target['most']:g}{target['unit']}"
        rows.append(
            [
                target["work"],
                target["ours"],
                target["against"],
                most,
                measured,
                "met" if target["met"] else "**missed**",
            ]
        )
    return table(["Work", "Ours", "Against", "At most", "Measured", ""], rows)


def _times(results: dict[str, Any], sizes: list[int], latency: int) -> str:
    rows = []
    for name, what in results["ways"].items():
        found = {cell["tasks"]: cell for cell in results["cells"] if (cell["way"], cell["latency"]) == (name, latency)}
        if found:
            rows.append([what, *(_spread(found[size]["seconds"]) if size in found else "" for size in sizes)])
    title = f"{latency} ms before each answer" if latency else "No latency"
    return f"{title}:\n\n" + table(["Way", *(_tasks(size) for size in sizes)], rows)


def _spread(values: list[float]) -> str:
    if len(values) == 1:
        return f"{values[0]:.3g}"
    return f"{median(values):.3g} ({min(values):.3g} to {max(values):.3g})"


def _tasks(number: int) -> str:
    return "1 task" if number == 1 else f"{number:,} tasks"


def _slopes(results: dict[str, Any]) -> str:
    """What each further task costs between neighbouring sizes: the same on and on, when cost grows in line."""
    rows = []
    steps = ((1_000, 10_000), (10_000, 100_000))
    for name, what in results["ways"].items():
        found = {cell["tasks"]: cell for cell in results["cells"] if (cell["way"], cell["latency"]) == (name, 0)}
        row = [what]
        for fewer, more in steps:
            if fewer in found and more in found:
                time = (found[more]["median"] - found[fewer]["median"]) / (more - fewer) * 1e6
                memory = (found[more]["peaks"]["all"] - found[fewer]["peaks"]["all"]) / (more - fewer) * 1024
                row.append(f"{time:.0f} µs, {memory:.1f} KiB")
            else:
                row.append("")
        if any(row[1:]):
            rows.append(row)
    if not rows:
        return "It was not measured.\n"
    header = ["Way", *(f"{fewer:,} to {more:,}" for fewer, more in steps)]
    return f"{_wrapped(SLOPES)}\n\n{table(header, rows)}"


def _memory(results: dict[str, Any], sizes: list[int]) -> str:
    rows = []
    for name, what in results["ways"].items():
        found = {cell["tasks"]: cell for cell in results["cells"] if (cell["way"], cell["latency"]) == (name, 0)}
        if found:
            rows.append([what, *(_peaks(found[size]["peaks"]) if size in found else "" for size in sizes)])
    return f"{_wrapped(PEAKS)}\n\n{table(['Way', *(_tasks(size) for size in sizes)], rows)}"


def _peaks(peaks: dict[str, float]) -> str:
    return " + ".join(f"{peaks[kind]:.0f}" for kind in ("main", "fork", "module") if peaks.get(kind))


def _conditions(results: dict[str, Any]) -> str:
    conditions = results["conditions"]
    versions = ", ".join(f"{name} {version}" for name, version in conditions["versions"].items())
    served, asked = results["capacity"]["served"], results["capacity"]["asked"]
    return (
        _wrapped(
            f"On {conditions['system']} with {conditions['cores']} cores, {versions}; "
            f"{conditions['minutes']:.0f} minutes in all."
        )
        + "\n\n"
        + _wrapped(
            f"The server is a process of its own, which has put together the answers beforehand and believes every "
            f"signature, as the emulator that the tests use would be slower than the clients are. It can send "
            f"{served:,.0f} pages in a second, {served / asked:.1f} times as many as the fastest client asked for "
            f"({asked:,.0f})."
        )
        + f"\n\n{_wrapped(COMPARED)}\n"
    )


def _wrapped(text: str) -> str:
    """A paragraph in lines of bounded length."""
    return fill(text, 118, break_long_words=False, break_on_hyphens=False)


def _left_out(results: dict[str, Any]) -> str:
    rows = [
        [results["ways"][one["way"]], _tasks(one["tasks"]), f"{one['latency']} ms", one["reason"]]
        for one in results["left_out"]
    ]
    return "Left out, for the time that it takes:\n\n" + table(["Way", "Tasks", "Latency", "Why"], rows) if rows else ""
