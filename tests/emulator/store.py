# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Relay tasks as the API hands them out: put into JSON once, found by region and by ID."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any


class TaskStore:
    """The relay tasks of one project, in the order in which they are listed."""

    def __init__(self, tasks: Iterable[Any] = ()) -> None:
        """``tasks`` are LivePullTaskInfo dicts; whatever else JSON can hold is served as it is."""
        self._all: list[bytes] = []
        self._by_region: dict[str, list[bytes]] = defaultdict(list)
        self._by_id: dict[str, list[tuple[str | None, bytes]]] = defaultdict(list)
        for task in tasks:
            self._add(task)

    def __len__(self) -> int:
        return len(self._all)

    def as_json(self) -> bytes:
        """All tasks as one JSON list."""
        return b"[%s]" % b",".join(self._all)

    def matching(self, *, region: str | None, task_id: str | None) -> Sequence[bytes]:
        """The tasks of a region, the task of an ID, those of both, or all; each one a JSON text."""
        if task_id is not None:
            found = self._by_id.get(task_id, ())
            return [text for its_region, text in found if region is None or region == its_region]
        if region is not None:
            return self._by_region.get(region, ())
        return self._all

    def _add(self, task: Any) -> None:
        text = _serialise(task)
        self._all.append(text)
        if not isinstance(task, dict):
            return
        region = task.get("region")
        if isinstance(region, str):
            self._by_region[region].append(text)
        task_id = task.get("task_id")
        if isinstance(task_id, str):
            self._by_id[task_id].append((region if isinstance(region, str) else None, text))


def _serialise(task: Any) -> bytes:
    try:
        return json.dumps(task, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8 form, but JSON can still escape it.
        return json.dumps(task, separators=(",", ":")).encode()
