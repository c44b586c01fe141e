# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This plugin util is private to the collection: it can change at any time.
# Do not use it from other collections or from plugins of your own.

from __future__ import annotations

import typing as t
from difflib import get_close_matches

from ._goal import PREFIX, Goal
from ._looks import ARRIVED, GAVE_UP, MISSING, WAITING, Looks, Seen

# A line of progress and a sentence stay readable with any number of tasks.
_MOST_IDS = 3
_MOST_ROWS = 100

NOTHING_TO_DO = f"{PREFIX}task_ids is an empty list, which is no task: there is nothing to wait for."

WOULD_WAIT = "Check mode looks once. Without it, this would wait on."


def progress(goal: Goal, looks: Looks, seconds: float) -> str:
    """A line that says who has arrived, and who is still in which status."""
    if looks.none_match:
        return f"{_time(goal, seconds)}: no relay task matches the filters"
    arrived = len(looks.with_outcome(ARRIVED))
    others = [one for one in looks.last if one.outcome != ARRIVED]
    still = f"; {_by_status(others)}" if others else ""
    return f"{_time(goal, seconds)}: {arrived} of {len(looks.last)} in {_any_of(goal.statuses)}{still}"


def trouble(goal: Goal, msg: str, seconds: float) -> str:
    """A line that says that a look failed, and that there will be another."""
    return f"{_time(goal, seconds)}: this look failed and is tried again. {printable(msg)}"


def table(looks: Looks) -> list[str]:
    """The lines of a table of what the last look saw, the gravest first."""
    rows = [("task_id", "status", "outcome")]
    rows += [(printable(one.task_id), _status(one), one.outcome) for one in looks.last[:_MOST_ROWS]]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]
    more = len(looks.last) - _MOST_ROWS
    return [*lines, f"and {more} more"] if more > 0 else lines


def failure(goal: Goal, looks: Looks) -> str:
    """Why waiting on makes no sense."""
    gave_up, missing = looks.with_outcome(GAVE_UP), looks.with_outcome(MISSING)
    if gave_up:
        return f"Gave up, as {PREFIX}give_up_statuses has what a relay task has come to: {_by_status(gave_up)}."
    if missing:
        what = (
            "No such relay task" if goal.task_ids is not None else "No longer there, or no longer matching the filters"
        )
        return f"{what}: {_ids(missing)}. Set {PREFIX}on_missing to done or wait where that is no failure."
    return f"No relay task matches the filters. Set {PREFIX}on_missing to done or wait where that is no failure."


def time_is_up(goal: Goal, looks: Looks, failed: str | None = None) -> str:
    """Who has not arrived in time; ``failed`` is why the last look failed, if it did."""
    after = f"After {goal.timeout:g} s," if goal.timeout else "At the one look that there was time for,"
    if not looks.count:
        return f"{after} there is no answer. {failed}"
    said = [
        f"{after} {_not_there(goal, looks)}.",
        never_seen(goal, looks),
        failed and f"The last look failed: {failed}",
    ]
    return " ".join(filter(None, said))


def never_seen(goal: Goal, looks: Looks) -> str | None:
    """A hint where a status is waited for that no task had at any look."""
    never = [status for status in goal.statuses if status not in looks.statuses]
    if not never or not looks.statuses:
        return None
    had = ", ".join(sorted(map(printable, looks.statuses)))
    return f"No relay task was in {_any_of(never)} at any look; they were in {had}. Check how it is written."


def misspelt(goal: Goal, looks: Looks) -> str | None:
    """A hint where a status is waited for that no task has, and that is almost one that a task has."""
    for status in goal.statuses:
        near = [] if status in looks.statuses else get_close_matches(status.lower(), looks.statuses, n=1, cutoff=0.8)
        if near and near[0] not in goal.statuses:
            return f"No relay task is in {printable(status)}, which is waited for. Did you mean {printable(near[0])}?"
    return None


def printable(text: str) -> str:
    """Text from the service for a terminal: without what would move its cursor or turn its writing."""
    return "".join(character if character.isprintable() else "?" for character in text)


def _not_there(goal: Goal, looks: Looks) -> str:
    if looks.none_match:
        return "no relay task matches the filters"
    others = [one for one in looks.last if one.outcome in (WAITING, MISSING)]
    return f"{len(others)} of {len(looks.last)} relay tasks are not in {_any_of(goal.statuses)}: {_by_status(others)}"


def _time(goal: Goal, seconds: float) -> str:
    return f"{seconds:.0f} of {goal.timeout:g} s" if goal.timeout else "The one look"


def _any_of(statuses: t.Sequence[str]) -> str:
    return " or ".join(map(printable, statuses))


def _by_status(tasks: t.Iterable[Seen]) -> str:
    """``suspend: 1, 2; waiting: 3, 4, 5 and 7 more``."""
    groups: dict[str, list[Seen]] = {}
    for one in tasks:
        groups.setdefault(_status(one), []).append(one)
    return "; ".join(f"{status}: {_ids(group)}" for status, group in sorted(groups.items()))


def _ids(tasks: t.Sequence[Seen]) -> str:
    more = len(tasks) - _MOST_IDS
    ids = ", ".join(printable(one.task_id) for one in tasks[:_MOST_IDS])
    return f"{ids} and {more} more" if more > 0 else ids


def _status(one: Seen) -> str:
    if one.outcome == MISSING:
        return "(missing)"
    return "(no status)" if one.status is None else printable(one.status)
