# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t

from . import _errors, _live


def check_max_age(max_age: float | None) -> float | None:
    """The age in seconds up to which a reading may stand in for a new one. Raises ``OptionError``."""
    # Not a number is not in this range either.
    if max_age is not None and not max_age >= 0:
        raise _errors.OptionError(
            f"max_age is {max_age:g}; it takes a number of seconds, 0 (always read anew) or more."
        )
    return max_age


def is_fresh(kept: t.Mapping[str, t.Any], origin: t.Mapping[str, t.Any], max_age: float | None) -> bool:
    """Whether a kept reading may stand in for the one of ``origin``: whether it asked the same, not too long ago.

    Both have ``fingerprint`` and ``read_at`` (seconds since 1970), or, in a cache that somebody else has written,
    anything. A reading from the future is not fresh: a clock was set.
    """
    read_at = kept.get("read_at")
    if not max_age or kept.get("fingerprint") != origin["fingerprint"] or not isinstance(read_at, int):
        return False
    age: int = origin["read_at"] - read_at
    return 0 <= age <= max_age


def ids_by_status(tasks: t.Iterable[_live.Task]) -> dict[str, list[str]]:
    """Status → the IDs of its tasks, in their order; by status. A task without a status is in none of them."""
    by_status: dict[str, list[str]] = {}
    for task in tasks:
        if task["status"] is not None:
            by_status.setdefault(str(task["status"]), []).append(task["task_id"])
    return dict(sorted(by_status.items()))
