# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import json
import re
from urllib.parse import quote, quote_plus

# An Authorization header as _signature.py makes it, or what is secret of it: the signature alone.
_AUTHORIZATION = r"(?:SDK-HMAC-SHA256 .{0,400}?)?(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])"

# The letters in it are upper-case in Python, and lower-case elsewhere.
_ENCODED = "%[0-9A-F]{2}"


class Secrets:
    """What must never be shown, as it becomes known in the course of a query."""

    def __init__(self, *values: str) -> None:
        self._forms: set[str] = set()
        self.add(*values)

    def add(self, *values: str) -> None:
        """Adds secrets; an empty one says nothing and is left out."""
        for value in filter(None, values):
            # As they are, and as a server may echo them.
            encoded = {how(value, safe, errors="replace") for how in (quote, quote_plus) for safe in ("/", "")}
            self._forms |= {
                value,
                json.dumps(value)[1:-1],
                json.dumps(value, ensure_ascii=False)[1:-1],
                _escaped(value),
                *encoded,
                *(re.sub(_ENCODED, lambda match: match[0].lower(), text) for text in encoded if "%" in text),
            }

    def blank(self, text: str) -> str:
        """The text with each secret blanked out, and each signature of a request."""
        # The longest first, as one may be part of another.
        for form in sorted(self._forms, key=len, reverse=True):
            text = text.replace(form, "********")
        return re.sub(_AUTHORIZATION, "********", text)


def _escaped(value: str) -> str:
    """The value as HTML shows it."""
    if not any(character in value for character in "&<>\"'"):
        return value
    # Late, as it brings a large table of names along.
    from html import escape  # noqa: PLC0415

    return escape(value)
