# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Tasks that come, go, move and change while a client reads them, page by page."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from .store import TaskStore


class Change(BaseModel, ABC):
    """A change that is made just before the query number ``before``, the next one being 1."""

    model_config = ConfigDict(extra="forbid")

    before: Annotated[int, Field(ge=1)]

    @abstractmethod
    def make(self, tasks: list[Any], lives: Lives) -> None:
        """Change the tasks, and note who came or went. Raises ValueError when there is no such task."""


class Create(Change):
    """A task comes to a position, that of the others behind it moving on."""

    create: dict[str, Any]
    at: Annotated[int, Field(ge=0)]

    def make(self, tasks: list[Any], lives: Lives) -> None:
        lives.begin(_id(self.create), self.before)
        tasks.insert(self.at, self.create)


class Delete(Change):
    """A task goes."""

    delete: str

    def make(self, tasks: list[Any], lives: Lives) -> None:
        lives.end(self.delete, self.before)
        del tasks[_position(tasks, self.delete)]


class Move(Change):
    """A task gets to another position; ``to`` counts without it."""

    move: str
    to: Annotated[int, Field(ge=0)]

    def make(self, tasks: list[Any], lives: Lives) -> None:
        lives.check(self.move)
        tasks.insert(self.to, tasks.pop(_position(tasks, self.move)))


class Alter(Change):
    """Fields of a task get other values."""

    alter: str
    fields: dict[str, Any]

    def make(self, tasks: list[Any], lives: Lives) -> None:
        lives.check(self.alter)
        position = _position(tasks, self.alter)
        tasks[position] = tasks[position] | self.fields


AnyChange = Create | Delete | Move | Alter


class Lives:
    """Which task was there when, in numbers of queries: at the query ``n`` where ``born <= n < died``."""

    def __init__(self) -> None:
        self._lives: dict[str, dict[str, int | None]] = {}

    def begin(self, task_id: Any, before: int) -> None:
        """A task comes before this query. Raises ValueError when it was there once already: IDs do not come back."""
        if not isinstance(task_id, str) or task_id in self._lives:
            raise ValueError(f"not the ID of a new task: {task_id!r}")
        self._lives[task_id] = {"born": before, "died": None}

    def end(self, task_id: str, before: int) -> None:
        """A task goes before this query. Raises ValueError when there is no such task."""
        self.check(task_id)
        self._lives[task_id]["died"] = before

    def check(self, task_id: str) -> None:
        """Raises ValueError when there is no such task, or none any more."""
        if task_id not in self._lives or self._lives[task_id]["died"] is not None:
            raise ValueError(f"no such task: {task_id}")

    def describe(self) -> dict[str, dict[str, int | None]]:
        """``born`` (0: from the start) and ``died`` (None: not at all) by task ID."""
        return self._lives


class Churn:
    """Changes to come, worked out beforehand, so that they cost a query nothing."""

    def __init__(self, tasks: list[Any], changes: Iterable[AnyChange]) -> None:
        """``tasks`` are those that are there now. Raises ValueError when a change cannot be made to them."""
        self._queries = 0
        self._lives = Lives()
        self._stores: dict[int, TaskStore] = {}
        for task in tasks:
            self._lives.begin(_id(task), 0)
        tasks = list(tasks)
        pending: dict[int, list[AnyChange]] = {}
        for change in changes:
            pending.setdefault(change.before, []).append(change)
        for before in sorted(pending):
            for change in pending[before]:
                change.make(tasks, self._lives)
            self._stores[before] = TaskStore(tasks)

    def next_query(self) -> TaskStore | None:
        """What the tasks are from this query on; None where they stay what they were."""
        self._queries += 1
        return self._stores.get(self._queries)

    def describe(self) -> dict[str, Any]:
        """How many queries there were, and the ``lives`` of all tasks, to the last change that was asked for."""
        return {"queries": self._queries, "lives": self._lives.describe()}


def _id(task: Any) -> Any:
    return task.get("task_id") if isinstance(task, dict) else None


def _position(tasks: list[Any], task_id: str) -> int:
    return [_id(task) for task in tasks].index(task_id)
