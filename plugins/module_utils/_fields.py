# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t

from . import _errors

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

NUMBERS = ("vod_start_video_index", "vod_start_video_time")

TIMES = ("create_time", "start_time", "end_time")
"""In ISO 8601 and UTC, with ``Z`` at the end."""


def as_text(value: t.Any) -> str | None:
    """The value of a field for a comparison or a count: numbers and their texts are the same there."""
    return None if value is None else str(value)


def created(task: t.Mapping[str, t.Any]) -> str:
    """The ``create_time`` of a task, to sort by; an empty text where there is none."""
    value = task.get("create_time")
    return value if isinstance(value, str) else as_text(value) or ""


def check_fields(option: str, names: t.Iterable[t.Any]) -> None:
    """Raises ``OptionError`` when one of the names that ``option`` has is not a documented field."""
    unknown = [str(name) for name in names if name not in FIELDS]
    if unknown:
        from . import _nearest  # noqa: PLC0415

        named = ", ".join(_nearest.with_nearest(name, FIELDS) for name in unknown)
        raise _errors.OptionError(f"Unknown field in {option}: {named}. The fields are {', '.join(FIELDS)}.")
