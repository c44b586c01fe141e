# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

RETRIED_STATUSES = frozenset((429, 500, 502, 503, 504))
"""Of answers after which the same request may well get another one."""


class Request:
    """One request as it goes on the wire, for an ``Auth`` to sign."""

    def __init__(self, method: str, url: str, headers: dict[str, str], body: bytes | None) -> None:
        self.method = method
        self.url = url
        """Absolute and percent-encoded."""
        self.headers = headers
        """By name, as they are written in the transport."""
        self.body = body
