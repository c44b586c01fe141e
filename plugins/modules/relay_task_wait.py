#!/usr/bin/python
# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: relay_task_wait
short_description: Wait for relay tasks, for the role P(huaweicloud.live.relay_task_wait#role)
version_added: 1.0.0
description:
  - The action behind the role P(huaweicloud.live.relay_task_wait#role). It can change at any time. Use the role.
  - Runs M(huaweicloud.live.relay_task_info) on the host until the tasks have arrived, and shows what it saw.
author:
  - huaweicloud.live contributors (!UNKNOWN)
extends_documentation_fragment:
  - huaweicloud.live._connection
  - huaweicloud.live._query
  - huaweicloud.live._attributes
  - huaweicloud.live._attributes.info_module
  - huaweicloud.live._attributes.actiongroup_all
options:
  task_ids:
    description: The IDs of the tasks to wait for.
    type: list
    elements: str
  filters:
    description: Wait for the tasks that match at any look, in place of O(task_ids).
    type: dict
  given:
    description:
      - Any of the options above. They go before those that are set beside this one, as C(module_defaults) are.
    type: dict
    default: {}
  statuses:
    description: The statuses that are waited for.
    type: list
    elements: str
    required: true
  give_up_statuses:
    description: The statuses that fail it.
    type: list
    elements: str
    default: []
  on_missing:
    description: What a task is that does not exist.
    type: str
    choices:
      fail: A failure.
      done: A task that has arrived.
      wait: A task to wait for.
    default: fail
  wait_timeout:
    description: After how many seconds the last look begins.
    type: float
    default: 600
  interval:
    description: How many seconds lie between two looks.
    type: float
    default: 10
seealso:
  - module: huaweicloud.live.relay_task_info
    description: What it runs.
"""

EXAMPLES = r"""
- name: Use the role in place of this action
  ansible.builtin.import_role:
    name: huaweicloud.live.relay_task_wait
  vars:
    relay_task_wait_task_ids:
      - 7864b3dc-e92f-42db-a754-08e627b6d8dd
    relay_task_wait_statuses:
      - running
"""

RETURN = r"""
tasks:
  description: What the last look saw, the gravest outcome first.
  returned: always
  type: list
  elements: dict
  contains:
    task_id:
      description: The ID of the task.
      returned: always
      type: str
    status:
      description: Its status. V(null) when the task is missing, or when the service gave none.
      returned: always
      type: str
    outcome:
      description: One of V(arrived), V(waiting), V(gave up), V(missing).
      returned: always
      type: str
looks:
  description: How many looks were answered.
  returned: always
  type: int
seconds:
  description: How many seconds it took.
  returned: always
  type: float
"""
