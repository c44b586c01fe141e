# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import time
import typing as t

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display

from ..module_utils._errors import OptionError
from ..module_utils._options import SHARED_ARGUMENTS
from ..module_utils._request import RETRIED_STATUSES
from ..plugin_utils._given import merge_given, without_defaults
from ..plugin_utils._goal import Goal
from ..plugin_utils._looks import Looks
from ..plugin_utils._wait_texts import (
    NOTHING_TO_DO,
    WOULD_WAIT,
    failure,
    misspelt,
    progress,
    table,
    time_is_up,
    trouble,
)

display = Display()

QUERY_ARGUMENTS: dict[str, dict[str, t.Any]] = {
    "task_ids": {"type": "list", "elements": "str"},
    "task_region": {"type": "str"},
    "filters": {"type": "dict"},
}
ASKED_WITH = {**without_defaults(SHARED_ARGUMENTS), **QUERY_ARGUMENTS}
ARGUMENTS: dict[str, dict[str, t.Any]] = {
    **ASKED_WITH,
    "given": {"type": "dict", "default": {}, "options": ASKED_WITH},
    "statuses": {"type": "list", "elements": "str", "required": True},
    "give_up_statuses": {"type": "list", "elements": "str", "default": []},
    "on_missing": {"type": "str", "choices": ["fail", "done", "wait"], "default": "fail"},
    "wait_timeout": {"type": "float", "default": 600.0},
    "interval": {"type": "float", "default": 10.0},
}


class ActionModule(ActionBase):
    """See the documentation of the module of this name."""

    _supports_check_mode = True

    def run(self, tmp: str | None = None, task_vars: dict[str, t.Any] | None = None) -> dict[str, t.Any]:
        """Look until the wait is over. Raises ``AnsibleActionFail`` for options that make no sense."""
        super().run(tmp, task_vars)
        dummy, params = self.validate_argument_spec(ARGUMENTS)
        asked = {name: value for name, value in merge_given(params).items() if name in ASKED_WITH and value is not None}
        try:
            goal = Goal(
                statuses=params["statuses"],
                give_up_statuses=params["give_up_statuses"],
                on_missing=params["on_missing"],
                timeout=params["wait_timeout"],
                interval=params["interval"],
                task_ids=asked.get("task_ids"),
                filters=asked.get("filters"),
            )
        except OptionError as error:
            raise AnsibleActionFail(error.msg) from None
        return {"changed": False, **self._wait(goal, {**asked, "fields": ["status"]}, task_vars or {})}

    def _wait(self, goal: Goal, asked: dict[str, t.Any], task_vars: dict[str, t.Any]) -> dict[str, t.Any]:
        looks = Looks(goal)
        began = time.monotonic()
        if goal.task_ids is not None and not goal.task_ids:
            display.warning(NOTHING_TO_DO)
            return self._result(looks, began)
        while True:
            answer = self._execute_module("huaweicloud.live.relay_task_info", module_args=asked, task_vars=task_vars)
            elapsed = time.monotonic() - began
            failed = bool(answer.get("failed"))
            if failed and (self._task.check_mode or not _may_pass(answer, looks)):
                self._show(table(looks) if looks.last else [], task_vars)
                return {**answer, **self._result(looks, began)}
            if failed:
                self._show([trouble(goal, answer["msg"], elapsed)], task_vars)
            else:
                looks.add(answer["relay_tasks"])
                self._show([progress(goal, looks, elapsed)], task_vars)
            over = self._over(goal, looks, answer, elapsed)
            if over is not None:
                warnings = {key: answer[key] for key in ("warnings",) if key in answer}
                self._show(table(looks) if looks.last and over.get("failed") else [], task_vars)
                return {**warnings, **over, **self._result(looks, began)}
            time.sleep(min(goal.interval, goal.timeout - elapsed))

    def _over(self, goal: Goal, looks: Looks, answer: dict[str, t.Any], elapsed: float) -> dict[str, t.Any] | None:
        """What the wait comes to, if it is over after this answer."""
        failed = bool(answer.get("failed"))
        if not failed:
            if looks.failed:
                return {"failed": True, "msg": failure(goal, looks)}
            if looks.done:
                return {}
            hint = misspelt(goal, looks) if looks.count == 1 else None
            if hint:
                display.warning(hint)
        if self._task.check_mode:
            return {"msg": WOULD_WAIT}
        if elapsed < goal.timeout:
            return None
        return {"failed": True, "msg": time_is_up(goal, looks, answer["msg"] if failed else None)}

    def _result(self, looks: Looks, began: float) -> dict[str, t.Any]:
        return {
            "tasks": [one.as_dict() for one in looks.last],
            "looks": looks.count,
            "seconds": round(time.monotonic() - began, 3),
        }

    def _show(self, lines: t.Iterable[str], task_vars: dict[str, t.Any]) -> None:
        """Lines for whoever watches the playbook run: ansible-core prints nothing of a task before its end."""
        if self._task.no_log:
            return
        for line in lines:
            display.display(f"[{task_vars.get('inventory_hostname', '')}] {line}")


def _may_pass(answer: dict[str, t.Any], looks: Looks) -> bool:
    """Whether a later look may succeed where the module failed in spite of its retries.

    The service says so itself, by its status. Where it said nothing, it is a question of whether it answered earlier:
    an option that is wrong, or an address where nobody is, shows at the first look.
    """
    status_code = answer.get("status_code")
    return looks.count > 0 if status_code is None else status_code in RETRIED_STATUSES
