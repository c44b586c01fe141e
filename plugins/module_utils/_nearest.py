# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t


def with_nearest(name: str, known: t.Iterable[str]) -> str:
    """A name that is unknown, for a message, with the known one that was likely meant, where there is one."""
    # Late, as it takes time and is needed for an error alone.
    from difflib import get_close_matches  # noqa: PLC0415

    nearest = get_close_matches(name.lower(), list(known), n=1, cutoff=0.5)
    return f"{name} (did you mean {nearest[0]}?)" if nearest else name
