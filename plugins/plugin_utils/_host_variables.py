# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This plugin util is private to the collection: it can change at any time.
# Do not use it from other collections or from plugins of your own.

from __future__ import annotations

import keyword
import typing as t
from functools import lru_cache

from ansible.vars.reserved import get_reserved_names

from ._options import PREFIX

if t.TYPE_CHECKING:
    from ..module_utils._live import Task


def host_variables(task: Task) -> dict[str, t.Any]:
    """The fields of a task that can be variables of a host.

    Those that are left out would say how Ansible connects, or whom this collection asks; none is documented.
    """
    return {name: value for name, value in task.items() if _is_usable(name)}


@lru_cache
def _is_usable(name: str) -> bool:
    return (
        name.isidentifier()
        and not keyword.iskeyword(name)
        and not name.startswith(("ansible_", PREFIX))
        and name not in get_reserved_names()
    )
