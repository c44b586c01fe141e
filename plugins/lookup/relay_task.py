# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: relay_task
short_description: Read relay tasks of Huawei Cloud Live in an expression
version_added: 1.0.0
description:
  - Reads relay tasks of Huawei Cloud Live by their IDs, or all of them. A relay task pulls a live or VOD source and
    pushes it to an ingest address.
  - The query runs on the controller. It is whole, or it fails; there is no partial list.
  - Ansible evaluates a lookup anew each time its expression is used, for each host. Keep its result with
    M(ansible.builtin.set_fact) where it is used more than once, or set O(cache).
  - Text that comes from the API, such as a C(stream_name) with curly braces, is never evaluated as a template.
author:
  - huaweicloud.live contributors (!UNKNOWN)
extends_documentation_fragment:
  - huaweicloud.live._connection
  - huaweicloud.live._connection.plugins
  - huaweicloud.live._query
  - huaweicloud.live._query.plugins
options:
  _terms:
    description:
      - The IDs of the tasks to read. Lists are taken as well.
      - With no term at all, all tasks of the project are read. A term that is an empty list asks for no task.
      - The task of a term that does not match O(filters) is left out of the result. It is not missing; see
        O(on_missing).
    type: list
    elements: str
  fields:
    description:
      - Return only these fields of each task, and C(task_id). Without this option, a task has all of its fields.
      - An empty list leaves C(task_id) alone. A field that does not exist is an error.
      - Any field can be in O(filters), whatever is returned.
    type: list
    elements: str
  on_missing:
    description: What to do about a task that does not exist.
    type: str
    choices:
      error: Fail, and name all tasks that do not exist.
      warn: Leave it out of the result, with a warning.
      skip: Leave it out of the result.
    default: error
  cache:
    description:
      - Keep the answer in a cache, and use one that is kept there, instead of asking the service each time.
      - An answer is found again by the same user with the same credentials, project, connection and query. However many
        processes look for one that is not there, one of them asks the service and the others wait for it.
      - The answer is kept before O(on_missing) has its say. An error is never kept.
      - Whatever is wrong with the cache is a warning, and the service is asked.
    type: bool
    default: false
    vars:
      - name: huaweicloud_live_cache
    ini:
      - section: huaweicloud_live
        key: cache
  cache_plugin:
    description:
      - The cache plugin of Ansible that keeps the answers. C(ansible-doc --type cache --list) lists those that are
        installed.
      - V(ansible.builtin.memory) keeps nothing here, as Ansible has a process of its own for each host.
    type: str
    default: ansible.builtin.jsonfile
    vars:
      - name: huaweicloud_live_cache_plugin
    ini:
      - section: huaweicloud_live
        key: cache_plugin
  cache_timeout:
    description:
      - For how many seconds an answer may be used. V(0) is for ever.
    type: int
    default: 300
    vars:
      - name: huaweicloud_live_cache_timeout
    ini:
      - section: huaweicloud_live
        key: cache_timeout
  cache_connection:
    description:
      - Where O(cache_plugin) keeps the answers. For a plugin that writes files, it is a directory; what other plugins
        take is in their own documentation.
      - Files are in a directory in it that only their owner can enter, C(huaweicloud_live-) with the user's number.
      - If not set, it is Ansible's own directory, C(~/.ansible), for a plugin that writes files.
    type: str
    vars:
      - name: huaweicloud_live_cache_connection
    ini:
      - section: huaweicloud_live
        key: cache_connection
  cache_prefix:
    description:
      - What the name of each entry in the cache begins with.
    type: str
    default: relay_task_
    vars:
      - name: huaweicloud_live_cache_prefix
    ini:
      - section: huaweicloud_live
        key: cache_prefix
notes:
  - The C(push_args) of a task, and its URLs, often carry a stream key. Be careful what you print.
  - With P(ansible.builtin.lookup#lookup), a single task comes out as a dictionary and several as a list. Use C(query)
    to always get a list.
seealso:
  - module: huaweicloud.live.relay_task_info
    description: The same query as a task, with the number of tasks by status.
  - plugin: huaweicloud.live.relay_tasks
    plugin_type: inventory
    description: The same query as an inventory, with one host for each task.
"""

EXAMPLES = r"""
# Credentials, project and region come from the environment:
# HW_ACCESS_KEY, HW_SECRET_KEY, HW_PROJECT_ID, HW_REGION_NAME.
- name: Show where a task pushes to
  ansible.builtin.debug:
    msg: "{{ task.domain }}/{{ task.app_name }}/{{ task.stream_name }} is {{ task.status }}"
  vars:
    task: "{{ lookup('huaweicloud.live.relay_task', '7864b3dc-e92f-42db-a754-08e627b6d8dd') }}"

- name: Create what is not there yet
  ansible.builtin.debug:
    msg: Here goes the task that creates it.
  when: query('huaweicloud.live.relay_task', '00000000-0000-0000-0000-000000000000', on_missing='skip') | length == 0

- name: List the tasks that are suspended
  ansible.builtin.debug:
    msg: "{{ query('huaweicloud.live.relay_task', filters={'status': 'suspend'}) | map(attribute='task_id') }}"

- name: List tasks in two regions that have no backup source, with the fields that are needed
  ansible.builtin.debug:
    msg: >-
      {{
        query(
          'huaweicloud.live.relay_task',
          filters={'region': ['cn-north-4', 'cn-east-3'], 'backup_source_type': none},
          fields=['region', 'status']
        )
      }}

- name: Go through the tasks of one region
  ansible.builtin.debug:
    msg: "{{ item.task_id }} is {{ item.status }}"
  loop: "{{ query('huaweicloud.live.relay_task', task_region='cn-north-4') }}"
  loop_control:
    label: "{{ item.task_id }}"
"""

RETURN = r"""
_raw:
  description:
    - The tasks, in the order of the terms; without terms sorted by C(create_time) and then C(task_id).
    - Their fields are those that M(huaweicloud.live.relay_task_info) returns, or those of O(fields), with the value
      V(null) where the service left one out.
  type: list
  elements: dict
  sample:
    - task_id: 7864b3dc-e92f-42db-a754-08e627b6d8dd
      status: suspend
      create_time: "2018-05-19T10:00:00Z"
      region: cn-north-4
      source_type: PullLivePushLive
"""

import typing as t

from ansible.errors import AnsibleError
from ansible.plugins.lookup import LookupBase
from ansible.utils.display import Display

from ..module_utils._errors import LiveError
from ..module_utils._relay_tasks import Query
from ..plugin_utils._options import from_plugin
from ..plugin_utils._query import query_for

display = Display()


class LookupModule(LookupBase):
    """See DOCUMENTATION."""

    def run(
        self, terms: list[t.Any], variables: dict[str, t.Any] | None = None, **kwargs: t.Any
    ) -> list[dict[str, t.Any]]:
        """The tasks that the terms name, or all. Raises ``AnsibleError``."""
        # What a loop by with_... adds before ansible-core 2.19.
        kwargs.pop("wantlist", None)
        task_ids = self._flatten(terms) if terms else None
        if not all(isinstance(task_id, str) for task_id in task_ids or ()):
            raise AnsibleError("A term is neither a task ID nor a list of task IDs.")
        try:
            options = from_plugin(self, templar=self._templar, variables=variables or {}, keywords=kwargs)
            query = Query(
                task_ids=task_ids,
                task_region=self.get_option("task_region"),
                filters=self.get_option("filters"),
                fields=self.get_option("fields"),
            )
            answer = query_for(self, options, query)
        except LiveError as error:
            raise AnsibleError(error.msg) from None
        if answer.missing_task_ids:
            self._report(answer.missing_task_ids)
        if task_ids is None:
            return answer.tasks
        by_id = {task["task_id"]: task for task in answer.tasks}
        return [by_id[task_id] for task_id in task_ids if task_id in by_id]

    def _report(self, missing: list[str]) -> None:
        message = f"No such relay task: {', '.join(missing)}."
        on_missing = self.get_option("on_missing")
        if on_missing == "error":
            raise AnsibleError(f"{message} Set on_missing to warn or skip to go on without it.")
        if on_missing == "warn":
            display.warning(message)
