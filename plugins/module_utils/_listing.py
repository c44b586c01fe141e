# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from ._errors import ListingError
from ._live import LARGEST_PAGE, Page, Task
from ._parallel import in_order

READINGS = 5
"""One, the one that confirms it, and three repeats."""

SORTED_LISTING = 1000
"""Tasks from which on the order of a listing is no coincidence."""

ReadPage = t.Callable[[int, int], Page]
"""From an offset and a limit to the page there."""


@dataclass(frozen=True)
class Listing:
    """All tasks that match a query, each once, in the order in which Live gave them."""

    tasks: list[Task]
    request_ids: list[str]


@dataclass
class _Reading:
    """One pass over all pages, of which neighbours overlap by one task."""

    total: int
    one_page: bool
    tasks: dict[str, Task] = field(default_factory=dict)
    request_ids: list[str] = field(default_factory=list)
    broken_off: bool = False
    """The rest was not read, as it would not have fitted."""
    reasons: list[str] = field(default_factory=list)
    """What did not fit."""
    _last: Task | None = None
    _steps: set[int] = field(default_factory=set)
    """How ``create_time`` goes from task to task: -1, 0, 1."""

    def add(self, page: Page, *, expected: int) -> None:
        """Takes in the next page, which has ``expected`` tasks and begins with the last task of the page before it."""
        if page.request_id:
            self.request_ids.append(page.request_id)
        if page.total != self.total:
            self._break_off(f"total went from {self.total} to {page.total}")
        elif len(page.tasks) != expected:
            self._break_off(f"a page had {len(page.tasks)} tasks in place of {expected}")
        else:
            self._take(page.tasks)

    def _break_off(self, reason: str) -> None:
        self.broken_off = True
        self._note(reason)

    def _note(self, reason: str) -> None:
        if reason not in self.reasons:
            self.reasons.append(reason)

    def _take(self, tasks: list[Task]) -> None:
        if self._last is not None:
            if tasks[0]["task_id"] == self._last["task_id"]:
                tasks = tasks[1:]
            else:
                self._note("tasks moved from page to page")
        known = len(self.tasks)
        for task in tasks:
            if task["task_id"] in self.tasks:
                self._note("a task came twice")
            self.tasks[task["task_id"]] = task
            if self._last is not None:
                self._steps.add(_step(self._last, task))
            self._last = task
        if tasks and len(self.tasks) == known:
            # A service that takes no notice of the offset would give this page as often as its total says.
            self.broken_off = True

    @property
    def counted(self) -> bool:
        """Whether there are as many different tasks as ``total`` says."""
        return not self.broken_off and len(self.tasks) == self.total

    @property
    def in_fixed_order(self) -> bool:
        """Whether the service sorts by ``create_time``, which never changes, so that no task moves past another.

        Then pages that overlap leave no gap. A thousand tasks do not come in that order by chance; fewer might.
        """
        return not self.reasons and len(self.tasks) >= SORTED_LISTING and self._steps in ({-1, 0}, {0, 1}, {-1}, {1})


def _step(before: Task, after: Task) -> int:
    """From a task to the next one in the listing: ``create_time`` rises (1), stays (0) or falls (-1)."""
    earlier, later = str(before.get("create_time")), str(after.get("create_time"))
    return (later > earlier) - (later < earlier)


def read_listing(read_page: ReadPage, *, concurrency: int) -> Listing:
    """All tasks, however many pages they take.

    A listing of one page is a snapshot. Over several pages there is none: where a task goes, another comes and a third
    one moves between two requests, the count is right and a task that was there all the time is lost. Two readings in
    a row that have the right count and the same tasks rule that out: each of these tasks was there at the moment when
    the second reading began, as IDs do not come back; and there were ``total`` tasks at that moment, so no other one.

    One reading is enough where tasks cannot move. See ``_Reading.in_fixed_order``.

    A reading that is not taken is repeated, up to READINGS in all. Raises ``ListingError`` when none could be taken,
    and whatever ``read_page`` raises.
    """
    request_ids: list[str] = []
    reasons: list[str] = []
    previous: _Reading | None = None
    for dummy in range(READINGS):
        reading = _read(read_page, concurrency)
        request_ids += reading.request_ids
        confirmed = previous is not None and previous.tasks.keys() == reading.tasks.keys()
        if reading.counted and (reading.one_page or confirmed or reading.in_fixed_order):
            return Listing(list(reading.tasks.values()), request_ids)
        if previous is not None or reading.reasons or not reading.counted:
            reasons += reading.reasons or [_doubt(reading)]
        previous = reading if reading.counted else None
    raise ListingError(
        f"The relay tasks kept changing while they were read: {READINGS} readings in a row did not fit together "
        f"({'; '.join(dict.fromkeys(reasons))}). Nothing is returned, as tasks could be missing. "
        f"Try again later, or ask for the tasks you need by task_ids.",
    )


def _doubt(reading: _Reading) -> str:
    """Why a reading whose pages fit together is not taken."""
    if not reading.counted:
        return f"there were {len(reading.tasks)} tasks where total says {reading.total}"
    return "two readings found different tasks"


def _read(read_page: ReadPage, concurrency: int) -> _Reading:
    first = read_page(0, LARGEST_PAGE)
    # What the service gives on a page, should it give fewer than asked for.
    size = len(first.tasks)
    reading = _Reading(first.total, one_page=size == first.total)
    reading.add(first, expected=min(first.total, size if size > 1 else LARGEST_PAGE))
    if reading.broken_off:
        return reading
    offsets = range(size - 1, first.total - 1, size - 1) if size > 1 else range(0)
    pages = in_order(lambda offset: read_page(offset, LARGEST_PAGE), offsets, concurrency=concurrency)
    for offset, page in zip(offsets, pages):
        reading.add(page, expected=min(size, first.total - offset))
        if reading.broken_off:
            pages.close()
            break
    return reading
