# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This plugin util is private to the collection: it can change at any time.
# Do not use it from other collections or from plugins of your own.

from __future__ import annotations

import json
import os
import platform
import typing as t

from ..module_utils._choice import choose
from ..module_utils._credentials_file import credentials_path
from ..module_utils._options import Options
from ..module_utils._relay_tasks import Query

HOW_FAST = ("timeout", "max_retries", "concurrency")
"""The options that shape no answer."""


def subject_of(options: Options, query: Query) -> str:
    """Everything that shapes the answer to a query, the identity included, told without a request.

    It is full of secrets. Raises ``OptionError`` for half a credential.
    """
    kind = choose(options)
    parts: dict[str, t.Any] = {
        # How far away an option was set decides which credential is used.
        "options": {name: [given.value, given.rank] for name, given in options.given.items() if name not in HOW_FAST},
        "query": vars(query),
    }
    if kind in (None, "credentials_file"):
        parts["file"] = _content(credentials_path(options))
    if kind in (None, "metadata"):
        # Each instance has metadata of its own at the same address, and may share a home with others.
        parts["host"] = platform.node()
    return json.dumps(parts, sort_keys=True, default=str)


def _content(path: str) -> str | None:
    try:
        with open(os.path.expanduser(path), "rb") as file:
            return file.read().hex()
    except OSError:
        # Whoever signs in with it will say so.
        return None
