# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t
from operator import gt, lt

from . import _errors, _extract, _live, _parallel

READINGS = 5
"""One, the one that confirms it, and three repeats."""

SORTED_LISTING = 1000
"""Tasks from which on the order of a listing is no coincidence."""


def read_pages(
    read_page: _extract.ReadPage[_extract.Kept], first: _extract.Extract[_extract.Kept], *, concurrency: int
) -> _extract.Listing[_extract.Kept]:
    """All tasks of a listing whose ``first`` page was read, and does not hold all of them.

    Over several pages there is no snapshot: where a task goes, another comes and a third one moves between two
    requests, the count is right and a task that was there all the time is lost. Two readings in a row that have the
    right count and the same tasks rule that out: each of these tasks was there at the moment when the second reading
    began, as IDs do not come back; and there were ``total`` tasks at that moment, so no other one.

    One reading is enough where tasks cannot move. See ``_Reading.in_fixed_order``.

    A reading that is not taken is repeated, up to READINGS in all. Raises ``ListingError`` when none could be taken,
    and whatever ``read_page`` raises.
    """
    request_ids: list[str] = []
    reasons: list[str] = []
    previous: set[str] | None = None
    for number in range(READINGS):
        reading = _read(read_page(0, _live.LARGEST_PAGE) if number else first, read_page, concurrency)
        request_ids += reading.request_ids
        confirmed = previous == reading.task_ids
        if reading.counted and (reading.one_page or confirmed or reading.in_fixed_order):
            return _extract.Listing(reading.kept, reading.total, request_ids)
        if previous is not None or reading.reasons or not reading.counted:
            reasons += reading.reasons or [_doubt(reading)]
        previous = reading.task_ids if reading.counted else None
        # What was kept is not held while it is kept again.
        del reading
    raise _errors.ListingError(
        f"The relay tasks kept changing while they were read: {READINGS} readings in a row did not fit together "
        f"({'; '.join(dict.fromkeys(reasons))}). Nothing is returned, as tasks could be missing. "
        f"Try again later, or ask for the tasks you need by task_ids.",
    )


def _doubt(reading: _Reading[_extract.Kept]) -> str:
    """Why a reading whose pages fit together is not taken."""
    if not reading.counted:
        return f"there were {len(reading.task_ids)} tasks where total says {reading.total}"
    return "two readings found different tasks"


def _read(
    first: _extract.Extract[_extract.Kept], read_page: _extract.ReadPage[_extract.Kept], concurrency: int
) -> _Reading[_extract.Kept]:
    # What the service gives on a page, should it give fewer than asked for.
    size = len(first.tasks)
    reading = _Reading[_extract.Kept](first.total, one_page=size == first.total)
    reading.add(first, expected=min(first.total, size if size > 1 else _live.LARGEST_PAGE))
    if reading.broken_off:
        return reading
    offsets = range(size - 1, first.total - 1, size - 1) if size > 1 else range(0)
    if not offsets:
        return reading
    pages = _parallel.in_order(lambda offset: read_page(offset, _live.LARGEST_PAGE), offsets, concurrency=concurrency)
    for offset, page in zip(offsets, pages):
        reading.add(page, expected=min(size, first.total - offset))
        if reading.broken_off:
            pages.close()
            break
    return reading


class _Reading(t.Generic[_extract.Kept]):
    """One pass over all pages, of which neighbours overlap by one task."""

    def __init__(self, total: int, *, one_page: bool) -> None:
        self.total = total
        self.one_page = one_page
        self.task_ids: set[str] = set()
        self.kept: list[_extract.Kept] = []
        self.request_ids: list[str] = []
        self.broken_off = False
        """The rest was not read, as it would not have fitted."""
        self.reasons: list[str] = []
        """What did not fit."""
        self._last_id: str | None = None
        self._last_created: list[str] = []
        """The ``create_time`` of the last task, once there is one."""
        self._rises = False
        """Whether ``create_time`` goes up from a task to the next one anywhere in the listing."""
        self._falls = False
        """Whether it goes down."""

    def add(self, page: _extract.Extract[_extract.Kept], *, expected: int) -> None:
        """Takes in the next page, which has ``expected`` tasks and begins with the last task of the page before it."""
        if page.request_id:
            self.request_ids.append(page.request_id)
        if page.total != self.total:
            self._break_off(f"total went from {self.total} to {page.total}")
        elif len(page.tasks) != expected:
            self._break_off(f"a page had {len(page.tasks)} tasks in place of {expected}")
        else:
            self._take(page)

    def _break_off(self, reason: str) -> None:
        self.broken_off = True
        self._note(reason)

    def _note(self, reason: str) -> None:
        if reason not in self.reasons:
            self.reasons.append(reason)

    def _take(self, page: _extract.Extract[_extract.Kept]) -> None:
        tasks = page.tasks
        if self._last_id is not None and tasks:
            if tasks[0][0] == self._last_id:
                tasks = tasks[1:]
            else:
                self._note("tasks moved from page to page")
        known = len(self.task_ids)
        for task_id, kept in tasks:
            if task_id in self.task_ids:
                self._note("a task came twice")
            else:
                self.task_ids.add(task_id)
                if kept is not None:
                    self.kept.append(kept)
        if tasks and len(self.task_ids) == known:
            # A service that takes no notice of the offset would give this page as often as its total says.
            self.broken_off = True
        if page.tasks:
            self._last_id = page.tasks[-1][0]
        self._compare(page.created)

    def _compare(self, times: list[str]) -> None:
        times = self._last_created + times
        self._rises = self._rises or any(map(lt, times, times[1:]))
        self._falls = self._falls or any(map(gt, times, times[1:]))
        self._last_created = times[-1:]

    @property
    def counted(self) -> bool:
        """Whether there are as many different tasks as ``total`` says."""
        return not self.broken_off and len(self.task_ids) == self.total

    @property
    def in_fixed_order(self) -> bool:
        """Whether the service sorts by ``create_time``, which never changes, so that no task moves past another.

        Then pages that overlap leave no gap. A thousand tasks do not come in that order by chance; fewer might.
        """
        return not self.reasons and len(self.task_ids) >= SORTED_LISTING and self._rises != self._falls
