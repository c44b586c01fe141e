# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from ansible.plugins.action.normal import ActionModule as Normal

from ..plugin_utils._garbage import no_garbage_collection


class ActionModule(Normal):
    """Runs the module of this name as Ansible runs any other, and faster: its result may be large."""

    def run(self, tmp: str | None = None, task_vars: dict[str, t.Any] | None = None) -> dict[str, t.Any]:
        """What the module returns."""
        with no_garbage_collection():
            result: dict[str, t.Any] = super().run(tmp, task_vars)
        return result
