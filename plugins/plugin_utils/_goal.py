# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This plugin util is private to the collection: it can change at any time.
# Do not use it from other collections or from plugins of your own.

from __future__ import annotations

import math
import typing as t
from dataclasses import dataclass

from ..module_utils._errors import OptionError

# Whoever reads a message set the role's inputs.
PREFIX = "relay_task_wait_"


@dataclass(frozen=True)
class Goal:
    """What the role relay_task_wait waits for, and for how long. Raises ``OptionError`` for what makes no sense."""

    statuses: t.Sequence[str]
    """A task that has one of them has arrived."""
    give_up_statuses: t.Sequence[str]
    on_missing: str
    """What a task is that does not exist: ``fail`` (the end), ``done`` (arrived) or ``wait`` (on its way)."""
    timeout: float
    """Seconds after which the last look begins."""
    interval: float
    """Seconds from the end of one look to the next."""
    task_ids: t.Sequence[str] | None
    """The tasks to wait for; ``None`` for those that match ``filters``."""
    filters: t.Mapping[str, t.Any] | None

    def __post_init__(self) -> None:
        if self.task_ids is None and not self.filters:
            raise OptionError(
                f"Neither {PREFIX}task_ids nor {PREFIX}filters is set, and waiting for each task of the project is "
                f"hardly meant. Set one of them."
            )
        if self.task_ids is not None and self.filters is not None:
            raise OptionError(
                f"{PREFIX}task_ids and {PREFIX}filters are both set, and either of them names the tasks. Leave out one."
            )
        if not self.statuses:
            raise OptionError(
                f"{PREFIX}statuses is an empty list, so that no task can ever arrive. Set the statuses to wait for."
            )
        for name in ("statuses", "give_up_statuses"):
            if not all(status.strip() for status in getattr(self, name)):
                raise OptionError(f"{PREFIX}{name} has an empty status. Leave it out.")
        both = [status for status in self.statuses if status in self.give_up_statuses]
        if both:
            raise OptionError(
                f"{PREFIX}statuses and {PREFIX}give_up_statuses both have {', '.join(both)}. "
                f"A status is either waited for or given up at: take it out of one of them."
            )
        # Not a number is not in these ranges either.
        if not 0 < self.interval < math.inf:
            raise OptionError(f"{PREFIX}interval is {self.interval:g}; it takes a number of seconds above 0.")
        if not 0 <= self.timeout < math.inf:
            raise OptionError(
                f"{PREFIX}timeout is {self.timeout:g}; it takes a number of seconds, 0 (one look) or more."
            )
