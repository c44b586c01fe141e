# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ._fields import created
from ._live import Page, Task

Kept = t.TypeVar("Kept")


@dataclass(frozen=True)
class Extract(t.Generic[Kept]):
    """What is held of a page once it was read."""

    total: int
    """How many tasks match the query, on all pages."""
    tasks: list[tuple[str, Kept | None]]
    """The ID of each task, and what was kept of it, if anything."""
    created: list[str]
    """The ``create_time`` of each."""
    request_id: str | None

    @property
    def kept(self) -> list[Kept]:
        """What was kept of its tasks."""
        return [kept for dummy, kept in self.tasks if kept is not None]


def extract(page: Page, keep: t.Callable[[Task], Kept | None]) -> Extract[Kept]:
    """What ``keep`` makes of each task, ``None`` for nothing; and what tells whether a listing is whole."""
    return Extract(
        total=page.total,
        tasks=[(task["task_id"], keep(task)) for task in page.tasks],
        created=[created(task) for task in page.tasks],
        request_id=page.request_id,
    )
