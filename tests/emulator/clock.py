# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The time as the emulator sees it, which a test may put out of step with everyone else's."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from email.utils import formatdate
from functools import lru_cache


class Clock:
    """Seconds since the epoch, ``offset`` seconds ahead of the machine's clock."""

    def __init__(self) -> None:
        self.offset = 0.0

    def now(self) -> float:
        return time.time() + self.offset

    def http_date(self) -> bytes:
        """Now, as the ``Date`` header has it."""
        return _http_date(int(self.now()))

    @staticmethod
    def parse(date: str) -> float | None:
        """Seconds since the epoch of an ``X-Sdk-Date``, None where it has another form."""
        return _parse(date)


def stamp(moment: float) -> str:
    """A time as IAM and instance metadata have it: ISO 8601 UTC with microseconds."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@lru_cache(maxsize=8)
def _http_date(second: int) -> bytes:
    return formatdate(second, usegmt=True).encode()


@lru_cache(maxsize=64)
def _parse(date: str) -> float | None:
    try:
        return datetime.strptime(date, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None
