# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The gateway's throttling limit: so many requests in any one second."""

from __future__ import annotations

import time
from collections import deque


class Throttle:
    """Lets at most ``limit`` requests through in any one second; below one, one request each 1/limit seconds."""

    def __init__(self, limit: float) -> None:
        self.limit = limit
        size = max(1, int(limit))
        self._window = size / limit
        self._passed: deque[float] = deque(maxlen=size)

    def passes(self) -> bool:
        """Whether a request that comes now may pass. Those that may not do not count."""
        now = time.monotonic()
        if len(self._passed) == self._passed.maxlen and now - self._passed[0] < self._window:
            return False
        self._passed.append(now)
        return True
