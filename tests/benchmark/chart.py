# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The chart of the performance page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl

mpl.use("svg")

from licence import LICENCE
from matplotlib import pyplot as plt
from ways import BY_NAME

if TYPE_CHECKING:
    from pathlib import Path

    from measuring import Measured

LINES = {
    "uri": ("o-", "tab:red"),
    "sdk": ("s-", "tab:orange"),
    "module": ("o-", "tab:blue"),
    "module_fields": ("o--", "tab:blue"),
    "module_summary": ("o:", "tab:blue"),
    "lookup": ("^-", "tab:green"),
    "lookup_cached": ("^--", "tab:green"),
    "role": ("v-", "tab:purple"),
    "client": ("s-", "tab:cyan"),
    "floor": ("s:", "tab:gray"),
}
"""Circles and triangles are plays, squares are scripts."""


def draw(measured: Measured, path: Path) -> None:
    """Time over tasks without latency, a line for each way, both axes logarithmic."""
    # The same measurements give the same file.
    mpl.rcParams["svg.hashsalt"] = "huaweicloud.live"
    figure, axes = plt.subplots(figsize=(9, 6))
    for way, (style, colour) in LINES.items():
        cells = [cell for cell in measured.cells if cell.way == way and cell.latency == 0]
        label = BY_NAME[way].what.replace("``", "")
        axes.plot([c.tasks for c in cells], [c.median for c in cells], style, color=colour, label=label)
    axes.set(xscale="log", yscale="log", xlabel="relay tasks", ylabel="seconds, from start to end")
    axes.grid(visible=True, which="major", alpha=0.4)
    axes.legend(fontsize="small")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None, "Creator": None})
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1:1] = ["<!--", *LICENCE, "-->"]
    path.write_text("".join(f"{line.rstrip()}\n" for line in lines), encoding="utf-8")
