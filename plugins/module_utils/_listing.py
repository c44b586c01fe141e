# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from ._errors import ListingError
from ._live import LARGEST_OFFSET, LARGEST_PAGE, Page, Task
from ._parallel import in_order

REPEATS = 3

ReadPage = t.Callable[[int, int], Page]
"""From an offset and a limit to the page there."""


@dataclass(frozen=True)
class Listing:
    """All tasks that match a query, each once, in the order in which Live gave them."""

    tasks: list[Task]
    request_ids: list[str]


@dataclass
class _Reading:
    """One pass over all pages."""

    total: int
    tasks: dict[str, Task] = field(default_factory=dict)
    request_ids: list[str] = field(default_factory=list)
    broken_off: str | None = None
    """Why the rest was not read."""
    doubtful: str | None = None
    """Why a task may be missing though the count is right."""

    def add(self, page: Page, expected: int, overlap: str | None) -> None:
        """Takes in the next page, which has ``expected`` tasks and begins with the task ``overlap``."""
        if page.request_id:
            self.request_ids.append(page.request_id)
        if page.total != self.total:
            self.broken_off = f"total went from {self.total} to {page.total}"
            return
        if len(page.tasks) != expected:
            self.broken_off = f"a page had {len(page.tasks)} tasks in place of {expected}"
            return
        overlaps = overlap is not None and page.tasks[0]["task_id"] == overlap
        if overlap is not None and not overlaps:
            self.doubtful = "tasks moved from page to page"
        for task in page.tasks[1:] if overlaps else page.tasks:
            if task["task_id"] in self.tasks:
                self.doubtful = f"the task {task['task_id']} came twice"
            self.tasks[task["task_id"]] = task

    @property
    def counted(self) -> bool:
        """Whether there are as many different tasks as ``total`` says."""
        return self.broken_off is None and len(self.tasks) == self.total


def read_listing(read_page: ReadPage, *, concurrency: int) -> Listing:
    """All tasks, however many pages they take.

    Offset paging gives no snapshot: where a task goes and another comes between two pages, the count is right and a
    third task is lost. Neighbouring pages therefore overlap by one task. A reading is taken when every overlap
    matches, ``total`` stands still, nothing comes twice and the count is right; or when it has the right count and the
    same tasks as the one before it (a service that keeps no order). Any other is repeated, three times at the most.

    Raises ``ListingError`` when no reading could be taken, and whatever ``read_page`` raises.
    """
    request_ids: list[str] = []
    reasons: list[str] = []
    previous: _Reading | None = None
    for dummy in range(1 + REPEATS):
        reading = _read(read_page, concurrency)
        request_ids += reading.request_ids
        if reading.counted and not reading.doubtful:
            return Listing(list(reading.tasks.values()), request_ids)
        if previous and previous.counted and reading.counted and previous.tasks.keys() == reading.tasks.keys():
            return Listing(list(reading.tasks.values()), request_ids)
        reasons.append(
            reading.broken_off
            or reading.doubtful
            or f"there were {len(reading.tasks)} tasks where total says {reading.total}"
        )
        previous = reading
    raise ListingError(
        f"The relay tasks kept changing while they were read: {len(reasons)} readings in a row did not fit together "
        f"({'; '.join(dict.fromkeys(reasons))}). Nothing is returned, as tasks could be missing. "
        f"Try again later, or ask for the tasks you need by task_ids.",
    )


def _read(read_page: ReadPage, concurrency: int) -> _Reading:
    first = read_page(0, LARGEST_PAGE)
    reading = _Reading(first.total)
    # What the service gives on a page, should it give fewer than asked for.
    size = len(first.tasks)
    if first.total > LARGEST_OFFSET or (size < first.total and size < 2):
        reading.add(first, expected=min(first.total, LARGEST_PAGE), overlap=None)
        return reading
    reading.add(first, expected=min(first.total, size), overlap=None)
    offsets = range(size - 1, first.total - 1, size - 1) if size > 1 else range(0)
    last = first
    pages = in_order(lambda offset: read_page(offset, LARGEST_PAGE), offsets, concurrency=concurrency)
    for offset, page in zip(offsets, pages):
        reading.add(page, expected=min(size, first.total - offset), overlap=last.tasks[-1]["task_id"])
        if reading.broken_off:
            pages.close()
            break
        last = page
    return reading
