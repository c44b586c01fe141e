# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Measure every way to read relay tasks side by side, and write the performance page.

`make bench` runs it; ``--quick`` is for trying.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from capacity import Capacity, served
from chart import draw
from measuring import Measured, measure
from page import render
from targets import judge
from ways import LATENCIES, PAGE, SIZES, WAYS

PACKAGES = ("ansible-core", "requests", "urllib3", "huaweicloudsdklive")


def main() -> int:
    """Measures, and writes what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few tasks, no latency, two runs each")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to this file")
    parser.add_argument(
        "--page", type=Path, metavar="FILE", help="write the page to this file, and its chart beside it"
    )
    options = parser.parse_args()
    started = time.monotonic()
    measured = measure(SIZES[:3], LATENCIES[:1], most=2) if options.quick else measure(SIZES, LATENCIES, most=99)
    capacity = Capacity(served(), _asked(measured))
    results = _describe(measured, capacity, (time.monotonic() - started) / 60)
    for result in results["targets"]:
        print(f"{'met' if result['met'] else 'MISSED':7} {result['work']}: {result['ours']}: {result['measured']}")
    print(f"The server is {capacity.served / capacity.asked:.1f} times as fast as the fastest client.")
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), encoding="utf-8")
    if options.page:
        options.page.write_text(f"{render(results).rstrip()}\n", encoding="utf-8")
        draw(measured, options.page.with_suffix(".svg"))
    return 0 if capacity.is_enough else 1


def _asked(measured: Measured) -> float:
    """Pages per second that the fastest script asked for, whichever it was."""
    return max(max(cell.tasks / PAGE, 1) / cell.inside for cell in measured.cells if cell.told and cell.latency == 0)


def _describe(measured: Measured, capacity: Capacity, minutes: float) -> dict[str, Any]:
    return {
        "conditions": {
            "system": platform.system(),
            "cores": os.cpu_count(),
            "versions": {"Python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
            "minutes": minutes,
        },
        "ways": {way.name: way.what for way in WAYS},
        "capacity": asdict(capacity),
        "targets": [result.describe() for result in judge(measured)],
        "cells": [cell.describe() for cell in measured.cells],
        "left_out": [asdict(one) for one in measured.left_out],
    }


if __name__ == "__main__":
    sys.exit(main())
