# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from ansible.plugins.action import ActionBase

from ..plugin_utils._garbage import no_garbage_collection
from ..plugin_utils._given import merge_given


class ActionModule(ActionBase):
    """Runs the module of this name, with the options that the role gives before those of ``module_defaults``."""

    _supports_check_mode = True

    def run(self, tmp: str | None = None, task_vars: dict[str, t.Any] | None = None) -> dict[str, t.Any]:
        """What the module returns."""
        super().run(tmp, task_vars)
        arguments = merge_given(self._task.args)
        with no_garbage_collection():
            result: dict[str, t.Any] = self._execute_module(module_args=arguments, task_vars=task_vars)
        return result
