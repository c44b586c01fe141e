# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import json
import typing as t


class NotJSON(ValueError):
    """A body is not what it should be; the text tells what it is instead, to stand behind "was answered with"."""


def load_object(body: bytes) -> dict[str, t.Any]:
    """The JSON object in a body. Raises ``NotJSON``."""
    if not body.strip():
        raise NotJSON("an empty body")
    if body.lstrip()[:1] == b"<":
        raise NotJSON("an HTML page, which comes from a proxy or a gateway and not from Live")
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_refuse)
    except UnicodeDecodeError:
        raise NotJSON("text that is not UTF-8") from None
    except (ValueError, RecursionError):
        raise NotJSON("a body that is not JSON") from None
    if not isinstance(value, dict):
        raise NotJSON(f"JSON that is not an object but {type_name(value)}")
    return value


def parse_object(body: bytes) -> dict[str, t.Any]:
    """The JSON object in a body; an empty one where there is none."""
    try:
        return load_object(body)
    except NotJSON:
        return {}


def type_name(value: t.Any) -> str:
    """What JSON calls the type of a value, with its article."""
    return _NAMES[type(value)]


def _refuse(constant: str) -> t.NoReturn:
    raise ValueError(f"{constant} is not JSON")


_NAMES = {
    dict: "an object",
    list: "a list",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "a boolean",
    type(None): "null",
}
