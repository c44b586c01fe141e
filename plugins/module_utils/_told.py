# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t

if t.TYPE_CHECKING:
    from . import _secrets, _transport

_LONGEST_TEXT = 500


def request_id(answer: _transport.Answer, body: t.Mapping[str, t.Any], secrets: _secrets.Secrets) -> str | None:
    """The ID of a request, for a support case: from the body, else from the header."""
    return line(body.get("request_id"), secrets) or line(answer.headers.get("X-Request-Id"), secrets)


def line(value: t.Any, secrets: _secrets.Secrets) -> str | None:
    """Foreign text as a line of printable characters and of bounded length; numbers become text."""
    if isinstance(value, bool) or not isinstance(value, (str, int)) or value == "":
        return None
    # Before anything is changed or cut: what is left of a secret would not be found any more.
    text = secrets.blank(str(value))
    text = "".join(character if character.isprintable() else " " for character in text).strip()
    return (text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "...") or None
