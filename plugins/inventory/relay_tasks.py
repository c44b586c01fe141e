# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: relay_tasks
short_description: Have the relay tasks of Huawei Cloud Live as hosts
version_added: 1.0.0
description:
  - Makes an inventory with one host for each relay task of Huawei Cloud Live. A relay task pulls a live or VOD source
    and pushes it to an ingest address. Groups are made of its status, its region or any other of its fields.
  - The name of the inventory file ends in C(relay_tasks.yml) or C(relay_tasks.yaml).
  - The fields of a task are variables of its host, as M(huaweicloud.live.relay_task_info) returns them, with the value
    V(null) where the service left one out. A field that Ansible would take for something else is left out, with a
    warning; none of those that the service documents is.
  - The inventory is whole, or it fails; there is no partial list of tasks.
  - Text that comes from the API, such as a C(stream_name) with curly braces, is never evaluated as a template.
author:
  - huaweicloud.live contributors (!UNKNOWN)
extends_documentation_fragment:
  - huaweicloud.live._connection
  - huaweicloud.live._connection.plugins
  - huaweicloud.live._query
  - huaweicloud.live._query.plugins
  - ansible.builtin.constructed
  - ansible.builtin.inventory_cache
options:
  plugin:
    description: What says that the file is one of this plugin.
    type: str
    required: true
    choices:
      - huaweicloud.live.relay_tasks
  hostname:
    description:
      - A Jinja2 expression that gives the name of a task's host, out of the task's fields.
      - No two tasks may have the same name. It is an error when they do, and when the expression fails for a task.
      - A name is not empty, is not that of a group, and has no C(..) between slashes.
    type: str
    default: task_id
notes:
  - A variable that sets an option, such as C(huaweicloud_live_region), is an extra variable here (C(--extra-vars)), as
    there are no hosts yet that could have one.
  - The options of the connection, O(task_region) and O(filters) may be templates. Lookups and extra variables can be
    used in them.
  - With O(cache), an answer is found again by the same user with the same credentials, project, connection and query,
    whatever the file's other options say. Files are in a directory in O(cache_connection) that only their owner can
    enter. Whatever is wrong with the cache is a warning, and the service is asked.
  - The C(push_args) of a task, and its URLs, often carry a stream key. C(ansible-inventory --list) prints them.
  - Nothing can be run on a relay task. A play over these hosts needs C(connection=local) and C(gather_facts=false).
seealso:
  - module: huaweicloud.live.relay_task_info
    description: The same query as a task, with the number of tasks by status.
  - plugin: huaweicloud.live.relay_task
    plugin_type: lookup
    description: The same query in an expression.
"""

EXAMPLES = r"""
# Credentials, project and region come from the environment:
# HW_ACCESS_KEY, HW_SECRET_KEY, HW_PROJECT_ID, HW_REGION_NAME.
plugin: huaweicloud.live.relay_tasks

# The tasks that are not running, by status and by region: status_suspend, region_cn_north_4.
filters:
  status:
    - suspend
    - error
hostname: stream_name ~ '-' ~ task_id[:8]
keyed_groups:
  - prefix: status
    key: status
  - prefix: region
    key: region
groups:
  unprotected: not backup_source_urls
compose:
  ansible_connection: "'local'"
  pushes_to: destination_url or domain ~ '/' ~ app_name ~ '/' ~ stream_name
"""

import typing as t

from ansible.errors import AnsibleError, AnsibleParserError
from ansible.plugins.inventory import BaseInventoryPlugin, Constructable
from ansible.utils.display import Display
from ansible.utils.vars import combine_vars

from ..module_utils._errors import LiveError
from ..module_utils._options import SHARED_ARGUMENTS
from ..module_utils._relay_tasks import Query
from ..plugin_utils._errors import message_of
from ..plugin_utils._expression import evaluate
from ..plugin_utils._host_names import host_names
from ..plugin_utils._host_variables import host_variables
from ..plugin_utils._options import from_plugin
from ..plugin_utils._query import query_for
from ..plugin_utils._templates import MARKS_TEMPLATES
from ..plugin_utils._unsafe import as_data

if t.TYPE_CHECKING:
    from ansible.inventory.data import InventoryData
    from ansible.parsing.dataloader import DataLoader

    from ..module_utils._live import Task
    from ..module_utils._options import Options

# The other ones are expressions, or say how those are used.
MAY_BE_TEMPLATES = (*SHARED_ARGUMENTS, "task_region", "filters")

# From ansible-core 2.19 on, what a file says is no template unless its reader says so.
TRUSTED = {"trusted_as_template": True} if MARKS_TEMPLATES else {}

display = Display()


class InventoryModule(BaseInventoryPlugin, Constructable):  # pylint: disable=too-many-ancestors
    """See DOCUMENTATION."""

    NAME = "huaweicloud.live.relay_tasks"

    def verify_file(self, path: str) -> bool:
        """Whether the file is one of this plugin, by its name."""
        return super().verify_file(path) and path.endswith(("relay_tasks.yml", "relay_tasks.yaml"))

    def parse(self, inventory: InventoryData, loader: DataLoader, path: str, cache: bool = True) -> None:
        """Adds the tasks to the inventory, all or none. Raises ``AnsibleParserError``."""
        super().parse(inventory, loader, path, cache=cache)
        file = loader.load_from_file(path, cache="none", **TRUSTED)
        try:
            options = self._read_options(file, path)
            query = Query(task_region=self.get_option("task_region"), filters=self.get_option("filters"))
            self._add(inventory, as_data(query_for(self, options, query, refresh=not cache).tasks))
        except LiveError as error:
            raise AnsibleParserError(error.msg) from None
        except AnsibleError as error:
            # Without the lines of the file that Ansible would show, among which may be a secret.
            raise AnsibleParserError(message_of(error)) from None

    def _read_options(self, file: t.Any, path: str) -> Options:
        if not isinstance(file, dict) or file.get("plugin") != self.NAME:
            found = f"is {file['plugin']}" if isinstance(file, dict) and "plugin" in file else "is missing"
            raise AnsibleError(f"In {path}, plugin {found}. Set it to {self.NAME}, or rename the file.")
        variables = self._vars or {}
        self.templar.available_variables = variables
        keywords = {name: self._evaluated(name, value) for name, value in file.items()}
        return from_plugin(self, templar=self.templar, variables=variables, keywords=keywords)

    def _evaluated(self, name: str, value: t.Any) -> t.Any:
        if name not in MAY_BE_TEMPLATES:
            return value
        try:
            return self.templar.template(value)
        except AnsibleError as error:
            raise AnsibleError(f"{name} is a template that fails: {message_of(error)}") from None

    def _add(self, inventory: InventoryData, tasks: list[Task]) -> None:
        named = host_names(self.get_option("hostname"), self._host_name, tasks, inventory.groups)
        variables = {name: host_variables(task) for name, task in named.items()}
        known = set(inventory.hosts)
        try:
            self._add_hosts(inventory, variables)
        except AnsibleError:
            for name in variables.keys() & inventory.hosts.keys() - known:
                inventory.remove_host(inventory.hosts[name])
            raise
        left_out = {field for name, task in named.items() for field in task.keys() - variables[name].keys()}
        if left_out:
            display.warning(f"These fields of relay tasks cannot be variables of hosts: {', '.join(sorted(left_out))}")

    def _add_hosts(self, inventory: InventoryData, variables: dict[str, dict[str, t.Any]]) -> None:
        strict = self.get_option("strict")
        for name, values in variables.items():
            inventory.add_host(name)
            for field, value in values.items():
                inventory.set_variable(name, field, value)
            self._set_composite_vars(self.get_option("compose"), values, name, strict=strict)
        # Later, as a group may get the name of a host, and would then get its variables.
        for name, values in variables.items():
            self._add_host_to_composed_groups(self.get_option("groups"), values, name, strict=strict)
            self._add_host_to_keyed_groups(self.get_option("keyed_groups"), values, name, strict=strict)

    def _host_name(self, task: Task) -> t.Any:
        variables = combine_vars(task, self._vars) if self.get_option("use_extra_vars") else task
        return evaluate(self.templar, self.get_option("hostname"), variables)

    def _compose(self, template: t.Any, variables: dict[str, t.Any], *args: t.Any, **kwargs: t.Any) -> t.Any:
        # Before ansible-core 2.19, an expression turns a text that looks like a list or a boolean into one.
        if isinstance(template, str) and template in variables and not self._is_extra(template):
            return variables[template]
        return as_data(super()._compose(template, variables, *args, **kwargs))

    def _is_extra(self, name: str) -> bool:
        return bool(self.get_option("use_extra_vars")) and name in (self._vars or {})
