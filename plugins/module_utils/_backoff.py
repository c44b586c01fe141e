# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import random
import time
import typing as t

from ._http_date import parse_http_date

RETRIED_STATUSES = frozenset((429, 500, 502, 503, 504))

FIRST_BACKOFF = 0.5
LONGEST_BACKOFF = 30.0
LONGEST_RETRY_AFTER = 60.0


def delay(attempt: int, headers: t.Mapping[str, str]) -> float:
    """Seconds to wait after the failed attempt number ``attempt`` (from 0) before the next one.

    What ``Retry-After`` asks for, up to 60 s, and on top of it exponential back-off with full jitter: any number up to
    0.5 s, 1 s, 2 s ... 30 s, so that clients that failed together do not come back together.
    """
    ceiling = min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** min(attempt, 16))
    return retry_after(headers.get("Retry-After")) + random.uniform(0, ceiling)


def retry_after(value: str | None) -> float:
    """Seconds that a ``Retry-After`` header asks for (a number, or an HTTP date), from 0 to 60."""
    if not value:
        return 0.0
    if value.strip().isdecimal():
        seconds = float(value)
    else:
        date = parse_http_date(value)
        if date is None:
            return 0.0
        seconds = date - time.time()
    return min(max(seconds, 0.0), LONGEST_RETRY_AFTER)
