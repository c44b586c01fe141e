# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t

from . import _errors, _extract, _listing, _live, _selection


class Query:
    """Which tasks to read: those of ``task_ids``, or one page of all, or (with neither) all; and what of them.

    Raises ``OptionError`` when the values do not go together, are out of their range, or name an unknown field.
    """

    def __init__(
        self,
        *,
        task_ids: t.Sequence[str] | None = None,
        task_region: str | None = None,
        offset: int | None = None,
        limit: int | None = None,
        filters: t.Mapping[str, t.Any] | None = None,
        fields: t.Sequence[str] | None = None,
        summary_only: bool = False,
    ) -> None:
        self.task_ids = task_ids
        self.task_region = task_region
        self.offset = offset
        self.limit = limit
        self.filters = filters
        """Field → value or list of values; see ``Filters``."""
        self.fields = fields
        """What to return of each task, ``task_id`` in any case; ``None`` for all fields."""
        self.summary_only = summary_only
        """Whether to count tasks and to return none."""
        if self.task_ids is not None and self.one_page:
            raise _errors.OptionError(
                "task_ids cannot go together with offset or limit: task_ids name the tasks, offset and limit ask for "
                "one page of all of them. Leave out one or the other."
            )
        if self.task_ids is not None and not all(task_id.strip() for task_id in self.task_ids):
            raise _errors.OptionError(
                "task_ids has an empty task ID. Leave it out, or leave out task_ids to ask for all tasks."
            )
        if self.limit is not None and not 1 <= self.limit <= _live.LARGEST_PAGE:
            raise _errors.OptionError(
                f"limit is {self.limit}; Live gives 1 to {_live.LARGEST_PAGE} tasks on a page. "
                f"Leave out offset and limit to read all tasks."
            )
        if self.offset is not None and not 0 <= self.offset <= _live.LARGEST_OFFSET:
            raise _errors.OptionError(
                f"offset is {self.offset}; it takes 0 (the first task) to {_live.LARGEST_OFFSET}."
            )
        self.selection()

    @property
    def one_page(self) -> bool:
        """Whether one page is asked for and not the whole listing."""
        return self.offset is not None or self.limit is not None

    def selection(self) -> _selection.Selection:
        """What is wanted of the tasks that are read. Raises ``OptionError``."""
        return _selection.Selection(self.filters, self.fields, summary_only=self.summary_only)


class RelayTasks(t.NamedTuple):
    """The answer to a query."""

    tasks: list[_live.Task]
    """With the fields that were asked for, by ``create_time`` and then ``task_id``. None where only a summary was."""
    total: int
    """How many tasks match the query on all pages, whatever its filters."""
    summary: dict[str, t.Any]
    """How many tasks match the filters as well; see ``summarize``."""
    missing_task_ids: list[str]
    """Asked for and not there, in the order of the asking."""
    request_ids: list[str]


def read_relay_tasks(live: _live.Live, query: Query, *, concurrency: int) -> RelayTasks:
    """The tasks that the query asks for, with at most ``concurrency`` requests in flight.

    Of each page, only what is wanted is held. Raises ``ListingError`` and what ``Live`` raises: there is no partial
    answer.
    """
    if query.task_ids is not None:
        return _by_id(live, query, query.task_ids, concurrency)
    keep = query.selection().keep
    if query.one_page:
        page = live.page(
            region=query.task_region,
            offset=query.offset or 0,
            limit=_live.LARGEST_PAGE if query.limit is None else query.limit,
        )
        return _answer(_extract.extract(page, keep).kept, page.total, [page.request_id])
    listing = _listing.read_listing(
        lambda offset, limit: _extract.extract(live.page(region=query.task_region, offset=offset, limit=limit), keep),
        concurrency=concurrency,
    )
    return _answer(listing.kept, listing.total, listing.request_ids)


def _by_id(live: _live.Live, query: Query, task_ids: t.Sequence[str], concurrency: int) -> RelayTasks:
    from . import _parallel  # noqa: PLC0415

    keep = query.selection().keep

    def ask(task_id: str) -> _extract.Extract[_selection.Kept]:
        return _extract.extract(live.task(task_id, region=query.task_region), keep)

    wanted = list(dict.fromkeys(task_ids))
    answers = list(_parallel.in_order(ask, wanted, concurrency=min(concurrency, len(wanted) or 1)))
    return _answer(
        kept=[kept for answer in answers for kept in answer.kept],
        total=sum(len(answer.tasks) for answer in answers),
        request_ids=[answer.request_id for answer in answers],
        missing_task_ids=[task_id for task_id, answer in zip(wanted, answers) if not answer.tasks],
    )


def _answer(
    kept: list[_selection.Kept], total: int, request_ids: t.Iterable[str | None], missing_task_ids: t.Sequence[str] = ()
) -> RelayTasks:
    return RelayTasks(
        tasks=_selection.in_order_of_creation(kept),
        total=total,
        summary=_selection.summarize(kept),
        missing_task_ids=list(missing_task_ids),
        request_ids=[request_id for request_id in request_ids if request_id],
    )
