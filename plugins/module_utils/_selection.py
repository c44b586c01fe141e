# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t
from collections import Counter
from operator import itemgetter

from . import _fields, _live

if t.TYPE_CHECKING:
    from . import _filters

COUNTED = ("status", "region", "source_type")

Counts = tuple[t.Optional[str], ...]
"""What a task has in the fields of COUNTED. Tasks that have the same share one of it."""

Kept = tuple[Counts, str, _live.Task]
"""What is held of a wanted task: what it counts as, its ``create_time``, and what the user gets of it, if anything."""


class Selection:
    """What is wanted of tasks: of those that match ``filters``, the ``fields`` (``None`` for all), or nothing.

    Raises ``OptionError`` for a field that is not documented, and for a filter that makes no sense.
    """

    def __init__(
        self, filters: t.Mapping[str, t.Any] | None, fields: t.Sequence[str] | None, *, summary_only: bool
    ) -> None:
        _fields.check_fields("fields", fields or ())
        self._filters = _read_filters(filters) if filters else None
        self._fields = (
            None if fields is None else [name for name in _fields.FIELDS if name == "task_id" or name in fields]
        )
        self._summary_only = summary_only
        self._empty: _live.Task = dict.fromkeys(_fields.FIELDS)
        self._counted: dict[Counts, Kept] = {}

    def keep(self, task: _live.Task) -> Kept | None:
        """What to hold of a task as Live gave it; ``None`` for one that is not wanted. Any thread may ask."""
        if self._filters and not self._filters.match(task):
            return None
        counts = tuple(map(_fields.as_text, map(task.get, COUNTED)))
        counted = self._counted.get(counts) or self._counted.setdefault(counts, (counts, "", {}))
        return counted if self._summary_only else (counted[0], _fields.created(task), self._projected(task))

    @property
    def warnings(self) -> list[str]:
        """What the user should know of it."""
        return self._filters.warnings if self._filters else []

    def _projected(self, task: _live.Task) -> _live.Task:
        if self._fields is None:
            return {**self._empty, **task}
        get = task.get
        return {name: get(name) for name in self._fields}


def _read_filters(filters: t.Mapping[str, t.Any]) -> _filters.Filters:
    # Late, as many runs have none.
    from . import _filters  # noqa: PLC0415

    return _filters.Filters(filters)


def in_order_of_creation(kept: t.Iterable[Kept]) -> list[_live.Task]:
    """The tasks by ``create_time``, and then by ``task_id``."""
    # In one go, which is fast where Live gave them in order.
    return [one[2] for one in sorted((one for one in kept if one[2]), key=lambda one: (one[1], one[2]["task_id"]))]


def summarize(kept: t.Sequence[Kept]) -> dict[str, t.Any]:
    """How many tasks there are: ``count``, and ``by_status``, ``by_region``, ``by_source_type`` (value → number).

    A task that lacks the field is counted in ``count`` alone.
    """
    numbers = Counter(map(itemgetter(0), kept))
    summary: dict[str, t.Any] = {"count": len(kept)}
    for position, field in enumerate(COUNTED):
        by_value: Counter[str] = Counter()
        for counts, number in numbers.items():
            value = counts[position]
            if value is not None:
                by_value[value] += number
        summary[f"by_{field}"] = dict(sorted(by_value.items()))
    return summary
