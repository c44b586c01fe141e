# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import json
import math
import typing as t

_MOST_DIGITS = 20

MOST_LEVELS = 50
"""Of lists and objects in each other. A page has four of them; at about 200, Ansible's own functions give up."""


class NotJSON(ValueError):
    """A body is not what it should be; the text tells what it is instead, to stand behind "was answered with"."""


def load_object(body: bytes, content_type: str | None = None) -> dict[str, t.Any]:
    """The JSON object in a body, which is one that any other reader would read the same way.

    So what JSON leaves open is refused: a name twice in one object, numbers beyond what a float or 64 bits hold, half
    of a surrogate pair. And what is nested too deep for others. Raises ``NotJSON``.
    """
    if not body.strip():
        raise NotJSON("an empty body")
    if body.lstrip()[:1] == b"<":
        raise NotJSON("an HTML page, which comes from a proxy or a gateway, not from the service")
    if content_type and "json" not in content_type.lower():
        raise NotJSON(f"a body that is {content_type.partition(';')[0].strip()[:50]!r} and not JSON")
    try:
        value = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_number,
            parse_constant=_refuse,
        )
        if b"\\ud" in body.lower():
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeError:
        raise NotJSON("text that is not UTF-8") from None
    except NotJSON:
        raise
    except (ValueError, RecursionError):
        raise NotJSON("a body that is not JSON") from None
    if not isinstance(value, dict):
        raise NotJSON(f"JSON that is not an object but {type_name(value)}")
    if _is_deeper(value, MOST_LEVELS):
        raise NotJSON(f"JSON with more than {MOST_LEVELS} levels of lists and objects in each other")
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


def _is_deeper(value: dict[str, t.Any], levels: int) -> bool:
    level: list[t.Any] = [value]
    for dummy in range(levels):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, (dict, list))
        ]
        if not level:
            return False
    return True


def _object(pairs: list[tuple[str, t.Any]]) -> dict[str, t.Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise NotJSON("JSON in which an object has a name twice")
    return value


def _integer(text: str) -> int:
    # Before Python has turned millions of digits into a number.
    if len(text) > _MOST_DIGITS:
        raise NotJSON("JSON with a number that is too large")
    return int(text)


def _number(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise NotJSON("JSON with a number that is too large")
    return value


def _refuse(constant: str) -> t.NoReturn:
    raise NotJSON(f"{constant}, which JSON does not have")


_NAMES = {
    dict: "an object",
    list: "a list",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "a boolean",
    type(None): "null",
}
