# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import random
import typing as t

from ._requests import urllib3

FIRST_BACKOFF = 0.5
# Two hundred jobs that are throttled together need this much room to get through with four retries each: tests/load.
FIRST_THROTTLED = 4.0
LONGEST_BACKOFF = 30.0
LONGEST_RETRY_AFTER = 60.0


def delay(attempt: int, headers: t.Mapping[str, str], *, throttled: bool = False) -> float:
    """Seconds to wait after the failed attempt number ``attempt`` (from 0) before the next one.

    What ``Retry-After`` asks for, up to 60 s, and on top of it exponential back-off with full jitter: any number up to
    0.5 s, 1 s, 2 s ... 30 s (after a 429: 4 s, 8 s ... 30 s), so that clients that failed together do not come back
    together.
    """
    first = FIRST_THROTTLED if throttled else FIRST_BACKOFF
    ceiling = min(LONGEST_BACKOFF, first * 2 ** min(attempt, 16))
    return retry_after(headers.get("Retry-After")) + random.uniform(0, ceiling)


def retry_after(value: str | None) -> float:
    """Seconds that a ``Retry-After`` header asks for (a number, or an HTTP date), from 0 to 60."""
    try:
        seconds = urllib3.Retry().parse_retry_after(value) if value else 0.0
    except (urllib3.exceptions.InvalidHeader, ValueError, OverflowError):
        return 0.0
    return min(max(seconds, 0.0), LONGEST_RETRY_AFTER)
