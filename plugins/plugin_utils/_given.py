# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This plugin util is private to the collection: it can change at any time.
# Do not use it from other collections or from plugins of your own.

from __future__ import annotations

import typing as t

# A role hands its inputs over in one dictionary: what a task of a role sets to `omit` on its own would beat
# `module_defaults` with nothing.
OPTION = "given"


def without_defaults(arguments: t.Mapping[str, t.Mapping[str, t.Any]]) -> dict[str, dict[str, t.Any]]:
    """The same argument specification for options that tell whether they were set."""
    return {name: {key: value for key, value in one.items() if key != "default"} for name, one in arguments.items()}


def merge_given(params: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """The options of a task, those of its ``given`` before those beside it."""
    beside = {name: value for name, value in params.items() if name != OPTION}
    return {**beside, **{name: value for name, value in (params.get(OPTION) or {}).items() if value is not None}}
