#!/usr/bin/python
# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: relay_task_snapshot
short_description: Read relay tasks for the role P(huaweicloud.live.relay_task_facts#role)
version_added: 1.0.0
description:
  - The module behind the role P(huaweicloud.live.relay_task_facts#role). It can change at any time. Use the role, or
    M(huaweicloud.live.relay_task_info).
  - Reads relay tasks as M(huaweicloud.live.relay_task_info) does, unless an earlier reading may stand in for it.
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
    description: As in M(huaweicloud.live.relay_task_info).
    type: list
    elements: str
    aliases:
      - task_id
  offset:
    description: As in M(huaweicloud.live.relay_task_info).
    type: int
  limit:
    description: As in M(huaweicloud.live.relay_task_info).
    type: int
  filters:
    description: As in M(huaweicloud.live.relay_task_info).
    type: dict
  fields:
    description: As in M(huaweicloud.live.relay_task_info). The status is returned in any case.
    type: list
    elements: str
  given:
    description:
      - Any of the options above. They go before those that are set beside this one, as C(module_defaults) are.
    type: dict
    default: {}
  kept:
    description: The RV(origin) of an earlier reading whose result is at hand. What else it has is returned as it is.
    type: dict
    default: {}
  max_age:
    description: How old that reading may be, in seconds. If not set, it never stands in.
    type: float
seealso:
  - module: huaweicloud.live.relay_task_info
    description: The module for playbooks.
"""

EXAMPLES = r"""
- name: Use the role in place of this module
  ansible.builtin.import_role:
    name: huaweicloud.live.relay_task_facts
"""

RETURN = r"""
fresh:
  description: Whether the earlier reading stands in. Then there are no tasks in the result.
  returned: success
  type: bool
  sample: false
origin:
  description: Where the tasks come from. It is O(kept) where the earlier reading stands in.
  returned: success
  type: dict
  contains:
    fingerprint:
      description: A hash of the query, the service and the identity. It differs where one of them does.
      returned: success
      type: str
    read_at:
      description: When the reading began, in seconds since 1970, by the clock of the host.
      returned: success
      type: int
relay_tasks:
  description: As in M(huaweicloud.live.relay_task_info).
  returned: when the tasks were read
  type: list
  elements: dict
by_status:
  description: Status to the IDs of the tasks that have it.
  returned: when the tasks were read
  type: dict
total:
  description: As in M(huaweicloud.live.relay_task_info).
  returned: when the tasks were read
  type: int
summary:
  description: As in M(huaweicloud.live.relay_task_info).
  returned: when the tasks were read
  type: dict
missing_task_ids:
  description: As in M(huaweicloud.live.relay_task_info).
  returned: when the tasks were read
  type: list
  elements: str
"""

import os
import time
import typing as t

from ansible.module_utils.basic import AnsibleModule

from ..module_utils import _client, _errors, _fingerprint, _options, _query_arguments, _reader, _snapshot


def main() -> None:
    module = AnsibleModule(
        argument_spec={
            **_options.SHARED_ARGUMENTS,
            **_query_arguments.QUERY_ARGUMENTS,
            # The action plugin of this name puts what is in it in its place.
            "given": {"type": "dict", "default": {}},
            "kept": {"type": "dict", "default": {}},
            "max_age": {"type": "float"},
        },
        supports_check_mode=True,
    )
    _reader.end_with_reader()
    try:
        module.exit_json(changed=False, **snapshot(module))
    except _errors.LiveError as error:
        module.fail_json(**error.result())


def snapshot(module: AnsibleModule) -> dict[str, t.Any]:
    """What the module returns. Raises ``LiveError``."""
    params = module.params
    max_age = _snapshot.check_max_age(params["max_age"])
    options = _options.from_module(params, os.environ)
    fields = params["fields"]
    query = _query_arguments.query_from(params, fields=fields if fields is None else [*fields, "status"])
    origin = {"fingerprint": _fingerprint.fingerprint(options, query), "read_at": int(time.time())}
    for warning in _query_arguments.warnings_of(query):
        module.warn(warning)
    if _snapshot.is_fresh(params["kept"], origin, max_age):
        return {"fresh": True, "origin": params["kept"]}
    answer = _client.query_relay_tasks(options, query)
    return {
        "fresh": False,
        "origin": origin,
        "relay_tasks": answer.tasks,
        "by_status": _snapshot.ids_by_status(answer.tasks),
        "total": answer.total,
        "summary": answer.summary,
        "missing_task_ids": answer.missing_task_ids,
    }


if __name__ == "__main__":
    main()
