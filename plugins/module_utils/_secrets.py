# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import html
import json
from urllib.parse import quote


class Secrets:
    """What must never be shown, as it becomes known in the course of a query."""

    def __init__(self, *values: str) -> None:
        self._forms: set[str] = set()
        self.add(*values)

    def add(self, *values: str) -> None:
        """Adds secrets; an empty one says nothing and is left out."""
        for value in filter(None, values):
            # As they are, and as a server may echo them.
            self._forms |= {
                value,
                json.dumps(value)[1:-1],
                json.dumps(value, ensure_ascii=False)[1:-1],
                html.escape(value),
                quote(value),
                quote(value, safe=""),
            }

    def blank(self, text: str) -> str:
        """The text with each secret blanked out."""
        # The longest first, as one may be part of another.
        for form in sorted(self._forms, key=len, reverse=True):
            text = text.replace(form, "********")
        return text
