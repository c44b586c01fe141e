# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t

from . import _fields, _live

Kept = t.TypeVar("Kept")


class Extract(t.Generic[Kept]):
    """What is held of a page once it was read."""

    def __init__(
        self, total: int, tasks: list[tuple[str, Kept | None]], created: list[str], request_id: str | None
    ) -> None:
        self.total = total
        """How many tasks match the query, on all pages."""
        self.tasks = tasks
        """The ID of each task, and what was kept of it, if anything."""
        self.created = created
        """The ``create_time`` of each."""
        self.request_id = request_id

    @property
    def kept(self) -> list[Kept]:
        """What was kept of its tasks."""
        return [kept for dummy, kept in self.tasks if kept is not None]


ReadPage = t.Callable[[int, int], Extract[Kept]]
"""From an offset and a limit to what is held of the page there."""


class Listing(t.Generic[Kept]):
    """All tasks that match a query, each once."""

    def __init__(self, kept: list[Kept], total: int, request_ids: list[str]) -> None:
        self.kept = kept
        """What was kept of them, in the order in which Live gave them."""
        self.total = total
        """How many there are, kept or not."""
        self.request_ids = request_ids


def extract(page: _live.Page, keep: t.Callable[[_live.Task], Kept | None]) -> Extract[Kept]:
    """What ``keep`` makes of each task, ``None`` for nothing; and what tells whether a listing is whole."""
    return Extract(
        total=page.total,
        tasks=[(task["task_id"], keep(task)) for task in page.tasks],
        created=[_fields.created(task) for task in page.tasks],
        request_id=page.request_id,
    )
