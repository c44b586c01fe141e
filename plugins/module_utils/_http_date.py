# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import email.utils


def parse_http_date(text: str | None) -> float | None:
    """The point in time that a header like ``Date`` names, in seconds since 1970; ``None`` where it names none."""
    date = email.utils.parsedate_tz(text or "")
    if date is None:
        return None
    try:
        return email.utils.mktime_tz(date)
    except (ValueError, OverflowError):
        # It looks like a date, but no calendar has it.
        return None
