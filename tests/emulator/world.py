# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All that the emulator knows, and can be put back to how it started."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .churn import AnyChange, Churn
from .clock import Clock
from .credentials import Project
from .faults import Faults
from .identities import Identities
from .instance import Instance
from .issued import Issued
from .store import TaskStore
from .tasks import generate
from .throttle import Throttle
from .traffic import Traffic

Order = Literal["stable", "shuffled"]


@dataclass(frozen=True)
class Start:
    """How a world begins: number of tasks, seed, seconds before each answer, requests per second."""

    tasks: int = 250
    seed: int = 1
    latency: float = 0.0
    requests_per_second: float | None = None


class World:
    """The state that requests are answered from."""

    latency: float
    order: Order
    offset_is_page: bool
    churn: Churn | None
    throttle: Throttle | None
    projects: Sequence[Project]

    def __init__(self, start: Start) -> None:
        self._start = start
        self._start_tasks = TaskStore(generate(start.tasks, start.seed))
        self.identities = Identities(start.seed)
        self.traffic = Traffic()
        self.clock = Clock()
        self.issued = Issued(self.identities, start.seed, self.clock)
        self.reset()

    def reset(self) -> None:
        """Back to the start: tasks, credentials, settings, no faults, no traffic."""
        self._tasks = {self.identities.project_id: self._start_tasks}
        self._random = random.Random(f"order {self._start.seed}")
        self.faults = Faults()
        self.traffic.clear()
        self.clock.offset = 0.0
        self.issued.reset()
        self.projects = self.identities.projects
        self.instance = Instance()
        self.latency = self._start.latency
        self.order = "stable"
        self.offset_is_page = False
        self.churn = None
        self.limit(self._start.requests_per_second)

    def tasks_of(self, project_id: str) -> TaskStore:
        """The tasks of a project; only the main one has any at the start."""
        return self._tasks.get(project_id) or TaskStore()

    def put_tasks(self, tasks: Iterable[Any], project_id: str | None = None) -> None:
        """These are the tasks of a project (None: the main one) now, in this order."""
        self._tasks[project_id or self.identities.project_id] = TaskStore(tasks)
        self.churn = None

    def generate_tasks(self, count: int, seed: int | None, project_id: str | None = None) -> None:
        """Made-up tasks are the tasks of a project now; None is the seed of the start."""
        self.put_tasks(generate(count, self._start.seed if seed is None else seed), project_id)

    def plan_churn(self, changes: Iterable[AnyChange]) -> None:
        """The main project's tasks change as planned while they are queried. Raises ValueError when they cannot."""
        self.churn = Churn(json.loads(self.tasks_of(self.identities.project_id).as_json()), changes)

    def churn_on(self) -> None:
        """A query comes: make the changes that are planned just before it."""
        changed = self.churn.next_query() if self.churn is not None else None
        if changed is not None:
            self._tasks[self.identities.project_id] = changed

    def arranged(self, tasks: Sequence[bytes]) -> Sequence[bytes]:
        """The tasks in the order of this one call."""
        return self._random.sample(tasks, len(tasks)) if self.order == "shuffled" else tasks

    def limit(self, requests_per_second: float | None) -> None:
        """Throttle from now on; None does not."""
        self.throttle = None if requests_per_second is None else Throttle(requests_per_second)
