# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This plugin util is private to the collection: it can change at any time.
# Do not use it from other collections or from plugins of your own.

from __future__ import annotations

import re
import typing as t

from ansible.utils.unsafe_proxy import wrap_var

from ._templates import MARKS_TEMPLATES, as_template

# Nothing in it can begin a template, call a function or quote a text, so that it makes no difference what it is taken
# for. Ansible lists what is marked as {"__ansible_unsafe": "running"}, and nobody reads that 21 times for each host.
_PLAIN = re.compile(r"[\w .:/@%?&=+,-]*", re.ASCII)


def as_data(value: t.Any) -> t.Any:
    """A value of which no text is ever evaluated as a template, however it is nested."""
    if isinstance(value, dict):
        return {as_data(key): as_data(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_data(item) for item in value]
    if not isinstance(value, str):
        return value
    return as_template(value) if _PLAIN.fullmatch(value) else _as_other(value)


def _as_other(value: str) -> t.Any:
    return str(value) if MARKS_TEMPLATES else wrap_var(value)
