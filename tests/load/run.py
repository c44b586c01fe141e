# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Many jobs at once against a throttled service: do all of them finish, with every task, and within its limit?

``python tests/load/run.py`` with the directory that holds ``ansible_collections`` on PYTHONPATH; `make load` does that.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from ansible_collections.huaweicloud.live.plugins.module_utils._client import query_relay_tasks
from ansible_collections.huaweicloud.live.plugins.module_utils._errors import LiveError
from ansible_collections.huaweicloud.live.plugins.module_utils._options import from_module
from ansible_collections.huaweicloud.live.plugins.module_utils._relay_tasks import Query
from ansible_collections.huaweicloud.live.tests.emulator.process import Emulator

# Each runs its share of the jobs in threads, every one with a client of its own.
PROCESSES = 10
TOLERANCE = 1.1


@dataclass(frozen=True)
class Job:
    """How one run of the client ended."""

    seconds: float
    tasks: int
    error: str | None


def run_job(params: dict[str, Any]) -> Job:
    """One run of the client, from its options to its answer."""
    started = time.monotonic()
    try:
        answer = query_relay_tasks(from_module(params, {}), Query())
    except LiveError as error:
        return Job(time.monotonic() - started, 0, error.msg)
    return Job(time.monotonic() - started, len({task["task_id"] for task in answer.tasks}), None)


def run_share(params: dict[str, Any], jobs: int) -> list[Job]:
    """So many jobs at once, in this process."""
    with ThreadPoolExecutor(jobs) as threads:
        return list(threads.map(run_job, [params] * jobs))


def measure(jobs: int, tasks: int, limit: float, max_retries: int) -> dict[str, Any]:
    """The figures of a run, by name."""
    with Emulator(tasks=tasks, requests_per_second=limit) as emulator:
        params = {
            "endpoint": emulator.endpoint,
            "project_id": emulator.project_id,
            "access_key": emulator.access_key,
            "secret_key": emulator.secret_key,
            "max_retries": max_retries,
        }
        with ProcessPoolExecutor(PROCESSES) as processes:
            shares = [processes.submit(run_share, params, jobs // PROCESSES) for dummy in range(PROCESSES)]
            done = [job for share in shares for job in share.result()]
        requests = emulator.requests()
    accepted = [request["started"] for request in requests if request["status"] == 200]
    seconds = max(request["finished"] for request in requests) - min(request["started"] for request in requests)
    return {
        "jobs": len(done),
        "limit (requests/s)": limit,
        "tasks to read": tasks,
        "max_retries": max_retries,
        "finished": sum(job.error is None for job in done),
        "with every task": sum(job.tasks == tasks for job in done),
        "requests": len(requests),
        "throttled": sum(request["status"] == 429 for request in requests),
        "seconds": round(seconds, 1),
        "requests/s": round(len(requests) / seconds, 1),
        "accepted/s": round(len(accepted) / seconds, 1),
        "accepted in the busiest second": _busiest(accepted),
        "slowest job (s)": round(max(job.seconds for job in done), 1),
        "errors": dict(Counter(job.error for job in done if job.error)),
    }


def _busiest(times: list[float]) -> int:
    return max(Counter(int(moment - min(times)) for moment in times).values())


def main() -> int:
    """Measures, prints the figures, and fails where the promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=200)
    parser.add_argument("--tasks", type=int, default=250)
    parser.add_argument("--limit", type=float, default=100.0, help="requests per second that the service accepts")
    parser.add_argument("--max-retries", type=int, default=4)
    options = parser.parse_args()
    figures = measure(options.jobs, options.tasks, options.limit, options.max_retries)
    print(json.dumps(figures, indent=2))
    kept = figures["with every task"] == figures["jobs"] and figures["requests/s"] <= TOLERANCE * options.limit
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
