# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import json
import math
import typing as t
from itertools import chain

_MOST_DIGITS = 20

HTML_PAGE = "an HTML page, which comes from a proxy or a gateway, not from the service"

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
        raise NotJSON(HTML_PAGE)
    if content_type and "json" not in content_type.lower():
        raise NotJSON(f"a body that is {content_type.partition(';')[0].strip()[:50]!r} and not JSON")
    try:
        text = body.decode("utf-8")
        value = _FAST.decode(text)
        keys, levels = _extent(value)
        if not _has_keys(body, keys):
            value = _THOROUGH.decode(text)
        if b"\\" in body and b"\\ud" in body.lower():
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeError:
        raise NotJSON("text that is not UTF-8") from None
    except NotJSON:
        raise
    except (ValueError, RecursionError):
        raise NotJSON("a body that is not JSON") from None
    if not isinstance(value, dict):
        raise NotJSON(f"JSON that is not an object but {type_name(value)}")
    if levels > MOST_LEVELS:
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


def _has_keys(body: bytes, keys: int) -> bool:
    """Whether a body has no more keys than its dicts have, so that no object had one twice.

    It may say no where that is not so, as for a string with a colon in it, but never yes: where no space precedes a
    colon, each key ends with a quote and a colon.
    """
    # One character is found many times as fast as two.
    spaces = [space for space in (b" ", b"\t", b"\n", b"\r") if space in body]
    return body.count(b'":') == keys and not any(space + b":" in body for space in spaces)


def _extent(value: t.Any) -> tuple[int, int]:
    """How many keys all dicts of a value have, and how many levels of lists and dicts it has in each other.

    Beyond MOST_LEVELS, it does not look.
    """
    keys = levels = 0
    level = [value] if type(value) in _CONTAINERS else []
    while level and levels <= MOST_LEVELS:
        levels += 1
        dicts = [outer for outer in level if isinstance(outer, dict)]
        keys += sum(map(len, dicts))
        insides = chain(map(dict.values, dicts), (outer for outer in level if isinstance(outer, list)))
        level = [inner for inner in chain.from_iterable(insides) if type(inner) in _CONTAINERS]
    return keys, levels


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

_CONTAINERS = frozenset((dict, list))

_FAST = json.JSONDecoder(parse_int=_integer, parse_float=_number, parse_constant=_refuse)
# It sees each object as it stands in the text, which takes as long again.
_THOROUGH = json.JSONDecoder(object_pairs_hook=_object, parse_int=_integer, parse_float=_number, parse_constant=_refuse)
