# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t

from . import _relay_tasks

# The options of a query, as an argument specification.
QUERY_ARGUMENTS: dict[str, dict[str, t.Any]] = {
    "task_ids": {"type": "list", "elements": "str", "aliases": ["task_id"]},
    "task_region": {"type": "str"},
    "offset": {"type": "int"},
    "limit": {"type": "int"},
    "filters": {"type": "dict"},
    "fields": {"type": "list", "elements": "str"},
}


def query_from(params: t.Mapping[str, t.Any], **more: t.Any) -> _relay_tasks.Query:
    """The query of a module run, with ``more`` beside or in place of what ``params`` say. Raises ``OptionError``."""
    return _relay_tasks.Query(**{**{name: params[name] for name in QUERY_ARGUMENTS}, **more})


def warnings_of(query: _relay_tasks.Query) -> list[str]:
    """What a user should know of a query that asks for nothing, without saying so."""
    warnings = list(query.selection().warnings)
    if query.task_ids is not None and not query.task_ids:
        warnings.insert(0, "task_ids is an empty list, which asks for no task. Leave task_ids out to read all tasks.")
    return warnings
