# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

from . import _extract, _live


def read_listing(read_page: _extract.ReadPage[_extract.Kept], *, concurrency: int) -> _extract.Listing[_extract.Kept]:
    """All tasks, however many pages they take. A listing of one page is a snapshot; for others see ``read_pages``.

    Raises ``ListingError`` when no whole listing could be read, and whatever ``read_page`` raises.
    """
    first = read_page(0, _live.LARGEST_PAGE)
    if len(first.tasks) == first.total == len({task_id for task_id, dummy in first.tasks}):
        return _extract.Listing(first.kept, first.total, [first.request_id] if first.request_id else [])
    # Late, as one page needs none of it.
    from . import _readings  # noqa: PLC0415

    return _readings.read_pages(read_page, first, concurrency=concurrency)
