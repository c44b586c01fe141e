# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This plugin util is private to the collection: it can change at any time.
# Do not use it from other collections or from plugins of your own.

from __future__ import annotations

import typing as t

from ansible.errors import AnsibleError

from ._errors import message_of

if t.TYPE_CHECKING:
    from ..module_utils._live import Task


def host_names(
    expression: str,
    evaluate: t.Callable[[Task], t.Any],
    tasks: t.Iterable[Task],
    groups: t.Container[str],
) -> dict[str, Task]:
    """The name of each task's host, as ``evaluate`` gives it for the expression, with the task.

    Raises ``AnsibleError`` for a name that cannot be that of a host, or that two tasks have.
    """
    named: dict[str, Task] = {}
    for task in tasks:
        name = _checked(_name(expression, evaluate, task), expression, task, groups)
        if name in named:
            raise AnsibleError(
                f"hostname is {expression!r}, which gives two relay tasks the name {name!r}: "
                f"{named[name]['task_id']!r} and {task['task_id']!r}. A host is one task: add something in which they "
                f"differ, such as task_id."
            )
        named[name] = task
    return named


def _name(expression: str, evaluate: t.Callable[[Task], t.Any], task: Task) -> t.Any:
    try:
        return evaluate(task)
    except AnsibleError as error:
        raise _failure(f"fails for the relay task {task['task_id']!r}: {message_of(error)}", expression) from None


def _checked(name: t.Any, expression: str, task: Task, groups: t.Container[str]) -> str:
    # A number is as good as its digits; before ansible-core 2.19 it comes as these.
    if isinstance(name, int) and not isinstance(name, bool):
        name = str(name)
    which = f"for the relay task {task['task_id']!r}"
    if not isinstance(name, str):
        raise _failure(f"gives {_kind(name)} {which}, and a host's name is a text", expression)
    if not name.strip():
        raise _failure(f"gives an empty text {which}, and a host has a name", expression)
    # Ansible looks for files by the names of hosts, and would set the variables of a host for a group of this name.
    if "\0" in name or ".." in name.split("/"):
        raise _failure(f"gives {name!r} {which}, which leads to files elsewhere", expression)
    if name in groups:
        raise _failure(f"gives {name!r} {which}, which is the name of a group", expression)
    return name


def _kind(value: t.Any) -> str:
    kinds: dict[str, type] = {"nothing": type(None), "a list": list, "a dictionary": dict, "a boolean": bool}
    return next((kind for kind, known in kinds.items() if isinstance(value, known)), type(value).__name__)


def _failure(what: str, expression: str) -> AnsibleError:
    return AnsibleError(f"hostname is {expression!r}, which {what}.")
