# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Inject each fault into listings and write down what came out: the table of the reliability page.

`make reliability` runs it.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from faults import FAULTS, WHOLE, Fault

from ansible_collections.huaweicloud.live.plugins.module_utils import _backoff
from ansible_collections.huaweicloud.live.plugins.module_utils._client import query_relay_tasks
from ansible_collections.huaweicloud.live.plugins.module_utils._errors import LiveError
from ansible_collections.huaweicloud.live.plugins.module_utils._options import from_module
from ansible_collections.huaweicloud.live.plugins.module_utils._relay_tasks import Query
from ansible_collections.huaweicloud.live.tests.emulator.process import Emulator
from ansible_collections.huaweicloud.live.tests.unit.churn import Lives

BEGIN, END = ".. faults begin\n", ".. faults end\n"

TASKS = 2500
PAGES = 26


def inject(emulator: Emulator, fault: Fault) -> str:
    """Reads all tasks while the fault strikes; says what came out."""
    emulator.reset()
    emulator.settings(**fault.settings)
    emulator.faults({"after": random.randrange(PAGES), **one} for one in fault.faults)
    emulator.churn(_changes(emulator.tasks(), fault.churn))
    params = {
        "endpoint": emulator.endpoint,
        "project_id": emulator.project_id,
        "access_key": emulator.access_key,
        "secret_key": emulator.secret_key,
        "timeout": 0.5,
    }
    try:
        listed = [task["task_id"] for task in query_relay_tasks(from_module(params, {}), Query()).tasks]
    except LiveError as error:
        return type(error).__name__
    churned = emulator.churned()
    try:
        Lives.told(churned["lives"]).judge(listed, churned["queries"])
    except AssertionError as error:
        return f"WRONG: {error}"
    return WHOLE


def _changes(tasks: list[Any], count: int) -> list[dict[str, Any]]:
    """So many changes at random, two in three of which leave the order of creation as it is."""
    ids = [task["task_id"] for task in tasks]
    changes: list[dict[str, Any]] = []
    for before in sorted(random.choices(range(2, 2 * PAGES), k=count)):
        kind = random.choice(("create", "delete", "move"))
        if kind == "create":
            task = {"task_id": f"new-{len(changes)}", "create_time": "2027-01-01T00:00:00Z"}
            changes.append({"before": before, "create": task, "at": len(ids)})
            ids.append(task["task_id"])
            continue
        one = ids.pop(random.randrange(len(ids)))
        if kind == "delete":
            changes.append({"before": before, "delete": one})
        else:
            to = random.randint(0, len(ids))
            changes.append({"before": before, "move": one, "to": to})
            ids.insert(to, one)
    return changes


def table(rows: list[tuple[Fault, Counter[str]]]) -> str:
    """The rows as a list-table."""
    lines = [".. list-table::", "   :header-rows: 1", "", "   * - Injected", "     - Times", "     - What came out"]
    lines += ["     - Test"]
    for fault, outcomes in rows:
        out = ", ".join(f"{outcome} ({number})" for outcome, number in outcomes.most_common())
        lines += [f"   * - {fault.name}", f"     - {outcomes.total()}", f"     - {out}", f"     - ``{fault.test}``"]
    return "\n".join(lines) + "\n"


def write(page: Path, rows: list[tuple[Fault, Counter[str]]]) -> None:
    """The table's place on the page gets these rows."""
    before, dummy, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n{table(rows)}\n{END}{after}", encoding="utf-8")


def main() -> int:
    """Injects, writes the page, and fails where anything but the expected came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="how often each fault is injected")
    parser.add_argument("--page", type=Path, required=True, help="where the table is written")
    options = parser.parse_args()
    _backoff.FIRST_BACKOFF = _backoff.FIRST_THROTTLED = 0.01
    rows = []
    with Emulator(tasks=TASKS) as emulator:
        for fault in FAULTS:
            outcomes = Counter(inject(emulator, fault) for dummy in range(options.times))
            print(f"{fault.name}: {dict(outcomes)}", flush=True)
            rows.append((fault, outcomes))
    write(options.page, rows)
    return int(any(not fault.expected >= set(outcomes) for fault, outcomes in rows))


if __name__ == "__main__":
    sys.exit(main())
