# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import datetime
import math
import typing as t

from . import _errors, _fields, _live

_UTC = "+00:00"
"""Where Live writes ``Z``."""


class Filters:
    """Which tasks are wanted: those that have, in each field that is named, one of its values.

    ``filters`` has a value (text, number, ``None``) or a list of values for a field. A task that lacks the field has
    ``None`` there; one that has a list matches when an element does. Numbers and their texts are the same.

    Raises ``OptionError`` for a field that is not documented, and for a value that no field can have.
    """

    def __init__(self, filters: t.Mapping[str, t.Any]) -> None:
        _fields.check_fields("filters", filters)
        self._wanted = [(str(field), _wanted(str(field), values)) for field, values in filters.items()]

    def match(self, task: _live.Task) -> bool:
        """Whether the task is wanted."""
        for field, wanted in self._wanted:
            value = task.get(field)
            if isinstance(value, list):
                if wanted.isdisjoint(map(_fields.as_text, value)):
                    return False
            elif _fields.as_text(value) not in wanted:
                return False
        return True

    @property
    def warnings(self) -> list[str]:
        """What the user should know: a field without values is hardly ever meant."""
        return [
            f"filters.{field} is an empty list, which no task matches. Leave {field} out to take all tasks."
            for field, wanted in self._wanted
            if not wanted
        ]


def _wanted(field: str, values: t.Any) -> frozenset[str | None]:
    several = values if isinstance(values, (list, tuple)) else [values]
    return frozenset(_expected(field, value) for value in several)


def _expected(field: str, value: t.Any) -> str | None:
    """The value of a filter as ``as_text`` gives it for a task."""
    # First of all: before ansible-core 2.19, this is where an undefined variable of a template says that it is one.
    text = _fields.as_text(value)
    if isinstance(value, bool):
        raise _errors.OptionError(
            f"filters.{field} has a boolean, and no field of a relay task is one. "
            f"Put quotes around a text that YAML takes for a boolean, like yes or off."
        )
    if isinstance(value, datetime.datetime):
        # What YAML makes of a time without quotes; a module gets it as text.
        text = value.isoformat()
    elif value is not None and not isinstance(value, (str, int, float)):
        raise _errors.OptionError(
            f"filters.{field} has a value that is neither text nor number nor null. "
            f"Give one of these, or a list of them."
        )
    if text is None:
        return None
    if field in _fields.NUMBERS:
        return _number(field, text)
    if field in _fields.TIMES and text.endswith(_UTC):
        return text[: -len(_UTC)] + "Z"
    return text


def _number(field: str, text: str) -> str:
    try:
        # What Jinja divides has a fraction, of zero.
        number = float(text)
    except ValueError:
        number = math.nan
    if not number.is_integer():
        raise _errors.OptionError(f"filters.{field} has {text!r}, and {field} is a whole number. Give one, or null.")
    return str(int(number))
