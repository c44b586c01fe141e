# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This plugin util is private to the collection: it can change at any time.
# Do not use it from other collections or from plugins of your own.

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ._goal import Goal

GAVE_UP, MISSING, WAITING, ARRIVED = "gave up", "missing", "waiting", "arrived"
OUTCOMES = (GAVE_UP, MISSING, WAITING, ARRIVED)
"""What a task can be at a look, the gravest first."""


@dataclass(frozen=True)
class Seen:
    """A task at a look."""

    task_id: str
    status: str | None
    """``None`` for a task that does not exist, and for one that the service gave no status."""
    outcome: str

    def as_dict(self) -> dict[str, t.Any]:
        """What a playbook gets of it."""
        return {"task_id": self.task_id, "status": self.status, "outcome": self.outcome}


class Looks:
    """What was seen of the tasks that are waited for, up to the last look."""

    def __init__(self, goal: Goal) -> None:
        self._goal = goal
        # By filters, a task is known from the look on at which it first matched.
        self._known: dict[str, None] = dict.fromkeys(goal.task_ids or ())
        self.count = 0
        self.last: list[Seen] = []
        """The tasks at the last look: the gravest outcome first, otherwise in the order in which they became known."""
        self.statuses: set[str] = set()
        """Each status that any of them had at any look."""

    def add(self, tasks: t.Iterable[t.Mapping[str, t.Any]]) -> None:
        """The tasks that exist (and match the filters), each with ``task_id`` and ``status``."""
        status_of = {task["task_id"]: task["status"] for task in tasks}
        self._known.update(dict.fromkeys(status_of))
        self.statuses.update(str(status) for status in status_of.values() if status is not None)
        self.count += 1
        seen = [self._seen(task_id, status_of) for task_id in self._known]
        self.last = sorted(seen, key=lambda one: OUTCOMES.index(one.outcome))

    def with_outcome(self, outcome: str) -> list[Seen]:
        """Those of the last look that this became of."""
        return [one for one in self.last if one.outcome == outcome]

    @property
    def none_match(self) -> bool:
        """Whether no task ever matched the filters."""
        return self._goal.task_ids is None and not self._known

    @property
    def failed(self) -> bool:
        """Whether waiting on makes no sense."""
        if self._goal.on_missing == "fail" and (self.none_match or self.with_outcome(MISSING)):
            return True
        return bool(self.with_outcome(GAVE_UP))

    @property
    def done(self) -> bool:
        """Whether all have arrived."""
        if self.none_match:
            return self._goal.on_missing == "done"
        return all(
            one.outcome == ARRIVED or (one.outcome == MISSING and self._goal.on_missing == "done") for one in self.last
        )

    def _seen(self, task_id: str, status_of: t.Mapping[str, t.Any]) -> Seen:
        if task_id not in status_of:
            return Seen(task_id, None, MISSING)
        status = status_of[task_id]
        status = None if status is None else str(status)
        if status in self._goal.statuses:
            return Seen(task_id, status, ARRIVED)
        return Seen(task_id, status, GAVE_UP if status in self._goal.give_up_statuses else WAITING)
