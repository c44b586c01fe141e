# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t
from collections import Counter
from dataclasses import dataclass

from ._errors import OptionError
from ._listing import read_listing
from ._live import LARGEST_OFFSET, LARGEST_PAGE, Live, Task
from ._parallel import in_order

# What the service documents of a task, in its order (LivePullTaskInfo).
FIELDS = (
    "task_id",
    "status",
    "create_time",
    "region",
    "source_type",
    "source_urls",
    "domain",
    "app_name",
    "stream_name",
    "push_args",
    "destination_url",
    "start_time",
    "end_time",
    "callback_events",
    "callback_url",
    "backup_source_type",
    "backup_source_urls",
    "vod_loop_time",
    "vod_start_video_index",
    "vod_start_video_time",
    "vod_refresh_type",
)


@dataclass(frozen=True)
class Query:
    """Which tasks to read: those of ``task_ids``, or one page of all, or (with neither) all.

    Raises ``OptionError`` when the values do not go together or are out of their range.
    """

    task_ids: t.Sequence[str] | None = None
    task_region: str | None = None
    offset: int | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        if self.task_ids is not None and self.one_page:
            raise OptionError(
                "task_ids cannot go together with offset or limit: task_ids name the tasks, offset and limit ask for "
                "one page of all of them. Leave out one or the other."
            )
        if self.task_ids is not None and not all(task_id.strip() for task_id in self.task_ids):
            raise OptionError(
                "task_ids has an empty task ID. Leave it out, or leave out task_ids to ask for all tasks."
            )
        if self.limit is not None and not 1 <= self.limit <= LARGEST_PAGE:
            raise OptionError(
                f"limit is {self.limit}; Live gives 1 to {LARGEST_PAGE} tasks on a page. "
                f"Leave out offset and limit to read all tasks."
            )
        if self.offset is not None and not 0 <= self.offset <= LARGEST_OFFSET:
            raise OptionError(f"offset is {self.offset}; it takes 0 (the first task) to {LARGEST_OFFSET}.")

    @property
    def one_page(self) -> bool:
        """Whether one page is asked for and not the whole listing."""
        return self.offset is not None or self.limit is not None


@dataclass(frozen=True)
class RelayTasks:
    """The answer to a query."""

    tasks: list[Task]
    """With all of FIELDS, by ``create_time`` and then ``task_id``."""
    total: int
    """How many tasks match the query, on all pages."""
    missing_task_ids: list[str]
    """Asked for and not there, in the order of the asking."""
    request_ids: list[str]


def read_relay_tasks(live: Live, query: Query, *, concurrency: int) -> RelayTasks:
    """The tasks that the query asks for, with at most ``concurrency`` requests in flight.

    Raises ``ListingError`` and what ``Live`` raises: there is no partial answer.
    """
    if query.task_ids is not None:
        return _by_id(live, query.task_ids, query.task_region, concurrency)
    if query.one_page:
        page = live.page(
            region=query.task_region,
            offset=query.offset or 0,
            limit=LARGEST_PAGE if query.limit is None else query.limit,
        )
        return RelayTasks(_in_shape(page.tasks), page.total, [], [page.request_id] if page.request_id else [])
    listing = read_listing(
        lambda offset, limit: live.page(region=query.task_region, offset=offset, limit=limit), concurrency=concurrency
    )
    return RelayTasks(_in_shape(listing.tasks), len(listing.tasks), [], listing.request_ids)


def summarize(tasks: t.Sequence[Task]) -> dict[str, t.Any]:
    """How many tasks there are: ``count``, and ``by_status``, ``by_region``, ``by_source_type`` (value → number).

    A task that lacks the field is counted in ``count`` alone.
    """
    summary: dict[str, t.Any] = {"count": len(tasks)}
    for field in ("status", "region", "source_type"):
        counts = Counter(str(task[field]) for task in tasks if task.get(field) is not None)
        summary[f"by_{field}"] = dict(sorted(counts.items()))
    return summary


def _by_id(live: Live, task_ids: t.Sequence[str], region: str | None, concurrency: int) -> RelayTasks:
    wanted = list(dict.fromkeys(task_ids))
    pages = list(in_order(lambda task_id: live.task(task_id, region=region), wanted, concurrency=concurrency))
    tasks = [task for page in pages for task in page.tasks]
    return RelayTasks(
        tasks=_in_shape(tasks),
        total=len(tasks),
        missing_task_ids=[task_id for task_id, page in zip(wanted, pages) if not page.tasks],
        request_ids=[page.request_id for page in pages if page.request_id],
    )


def _in_shape(tasks: t.Iterable[Task]) -> list[Task]:
    """Each task with all documented fields (``None`` for one that Live left out) and then those we do not know."""
    empty = dict.fromkeys(FIELDS)
    return sorted(({**empty, **task} for task in tasks), key=_sort_key)


def _sort_key(task: Task) -> tuple[str, str]:
    return str(task["create_time"] or ""), task["task_id"]
