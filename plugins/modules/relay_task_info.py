#!/usr/bin/python
# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: relay_task_info
short_description: Read the relay tasks of Huawei Cloud Live
version_added: 1.0.0
description:
  - Reads relay tasks of Huawei Cloud Live. A relay task pulls a live or VOD source and pushes it to an ingest address.
  - Without O(task_ids), O(offset) and O(limit), all tasks of the project are read, however many pages they take. The
    answer is whole, or the module fails; there is no partial list.
  - Text that comes from the API, such as a C(stream_name) with curly braces, is never evaluated as a template.
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
    description:
      - Read only the tasks with these IDs.
      - A task that does not exist does not fail the module; it is named in RV(missing_task_ids).
      - An empty list asks for no task at all. Leave the option out to ask for all tasks.
    type: list
    elements: str
    aliases:
      - task_id
  offset:
    description:
      - Read one page only, from this position (the first task has position 0) on. Without O(limit), a page has up to
        100 tasks.
      - Cannot be combined with O(task_ids).
    type: int
  limit:
    description:
      - Read one page only, with at most this many tasks, from V(1) to V(100). Without O(offset), it is the first page.
      - Cannot be combined with O(task_ids).
    type: int
  filters:
    description:
      - Return only the tasks whose fields have these values. A field of RV(relay_tasks) is given a value, or a list of
        values of which one must be there. With several fields, a task must match all of them.
      - A field that is a list, such as RV(relay_tasks[].source_urls), matches when one of its elements does.
      - V(null) matches a field that the service left out. It does not match an empty text or an empty list.
      - An empty list of values matches no task, with a warning.
      - Text is compared as it is, upper and lower case too. Numbers and their texts are the same.
      - A field that does not exist is an error. A value that no task has is not; no task matches it.
      - The service knows nothing of filters, so that all tasks of the query are read, and RV(total) counts them all.
        With O(offset) or O(limit), the tasks of that page are filtered. RV(missing_task_ids) are those that do not
        exist, and not those that do not match.
    type: dict
  fields:
    description:
      - Return only these fields of each task, and RV(relay_tasks[].task_id). Without this option, a task has all of its
        fields.
      - An empty list leaves RV(relay_tasks[].task_id) alone. A field that does not exist is an error.
      - Any field can be in O(filters), and RV(summary) has all its counts, whatever is returned.
    type: list
    elements: str
  summary_only:
    description:
      - Leave RV(relay_tasks) out of the result. Where many tasks are counted, that takes the least time and memory.
      - O(fields) has no effect then.
    type: bool
    default: false
notes:
  - The C(push_args) of a task, and its URLs, often carry a stream key. Set C(no_log=true) on the task, or be careful
    what you print.
seealso:
  - plugin: huaweicloud.live.relay_task
    plugin_type: lookup
    description: The same query in an expression.
  - name: Querying relay tasks
    description: The API that this module asks.
    link: https://support.huaweicloud.com/intl/en-us/api-live/ListPullTasks.html
"""

EXAMPLES = r"""
# Credentials, project and region come from the environment:
# HW_ACCESS_KEY, HW_SECRET_KEY, HW_PROJECT_ID, HW_REGION_NAME.
- name: Read all relay tasks
  huaweicloud.live.relay_task_info:
  register: relay

- name: Count them by status
  ansible.builtin.debug:
    var: relay.summary.by_status

- name: Read two tasks
  huaweicloud.live.relay_task_info:
    task_ids:
      - 7864b3dc-e92f-42db-a754-08e627b6d8dd
      - 00000000-0000-0000-0000-000000000000
  register: relay

- name: Go another way when one of them is gone
  ansible.builtin.debug:
    msg: "No such relay task: {{ relay.missing_task_ids | join(', ') }}"
  when: relay.missing_task_ids | length > 0

- name: Read the tasks that run in one region
  huaweicloud.live.relay_task_info:
    task_region: cn-north-4
  register: relay

- name: Read which tasks are suspended, and where they run
  huaweicloud.live.relay_task_info:
    filters:
      status: suspend
    fields:
      - region
      - status
  register: suspended

- name: Read the VOD tasks of two regions that have no backup source
  huaweicloud.live.relay_task_info:
    filters:
      source_type: PullVodPushLive
      region:
        - cn-north-4
        - cn-east-3
      backup_source_type: null
  register: unprotected

- name: Count the tasks, and return none
  huaweicloud.live.relay_task_info:
    summary_only: true
  register: relay

- name: Go another way while a task is suspended
  ansible.builtin.debug:
    msg: "{{ relay.summary.by_status.suspend }} of {{ relay.total }} relay tasks are suspended"
  when: "'suspend' in relay.summary.by_status"

- name: Read the first ten tasks only
  huaweicloud.live.relay_task_info:
    limit: 10
  register: relay
"""

RETURN = r"""
relay_tasks:
  description:
    - The tasks that match O(filters), sorted by RV(relay_tasks[].create_time) and then by RV(relay_tasks[].task_id).
    - All fields below are always there, with the value V(null) where the service left one out. A field that the service
      sends and that is not listed here is kept as it is.
    - With O(fields), these fields are always there and no other, in the order in which they are listed here.
  returned: success, unless O(summary_only) is set
  type: list
  elements: dict
  contains:
    task_id:
      description: The ID of the task.
      returned: success
      type: str
      sample: 7864b3dc-e92f-42db-a754-08e627b6d8dd
    status:
      description: The status of the task. The service publishes no list of values.
      returned: success
      type: str
      sample: suspend
    create_time:
      description: When the task was created, in ISO 8601 and UTC.
      returned: success
      type: str
      sample: "2018-05-19T10:00:00Z"
    region:
      description: The region where the task runs.
      returned: success
      type: str
      sample: cn-north-4
    source_type:
      description: V(PullLivePushLive) for live to live, V(PullVodPushLive) for VOD to live.
      returned: success
      type: str
      sample: PullLivePushLive
    source_urls:
      description: The sources. There is one for V(PullLivePushLive).
      returned: success
      type: list
      elements: str
      sample:
        - rtmp://play.example.huawei.com/live/stream1
    domain:
      description: The ingest domain that the stream is pushed to. Empty when RV(relay_tasks[].destination_url) is set.
      returned: success
      type: str
      sample: publish.example.huawei.com
    app_name:
      description: The application that the stream is pushed to.
      returned: success
      type: str
      sample: live
    stream_name:
      description: The stream that is pushed.
      returned: success
      type: str
      sample: test
    push_args:
      description: The arguments of the push. They often carry a stream key, which is a secret.
      returned: success
      type: str
      sample: arg1=value1
    destination_url:
      description: The complete target URL, for a task that has one in place of domain, application and stream.
      returned: success
      type: str
      sample: ""
    start_time:
      description: When the task starts, in ISO 8601 and UTC.
      returned: success
      type: str
      sample: "2018-05-19T18:00:00Z"
    end_time:
      description: When the task ends, in ISO 8601 and UTC.
      returned: success
      type: str
      sample: "2018-05-19T21:00:00Z"
    callback_events:
      description: The events that are called back. All of them when it is empty.
      returned: success
      type: list
      elements: str
      sample:
        - TaskStart
        - TaskExit
        - TaskAlarm
    callback_url:
      description: The address that is called back.
      returned: success
      type: str
      sample: callback.example.com
    backup_source_type:
      description: The type of the backup source.
      returned: success
      type: str
      sample: PullLivePushLive
    backup_source_urls:
      description: The backup sources.
      returned: success
      type: list
      elements: str
      sample:
        - rtmp://play.example.huawei.com/live/stream1_bak
    vod_loop_time:
      description: How many rounds the files are played. V(-1), or nothing, for as long as the task runs.
      returned: success
      type: str
      sample: "-1"
    vod_start_video_index:
      description: The position of the file in RV(relay_tasks[].source_urls) that is played first. The first file has 0.
      returned: success
      type: int
      sample: 0
    vod_start_video_time:
      description: The second of that file from which it is played.
      returned: success
      type: int
      sample: 0
    vod_refresh_type:
      description: How the task goes on when its sources are changed.
      returned: success
      type: str
      sample: immediate_new_source
total:
  description: How many tasks the API counts for the query, before O(filters). With O(offset) or O(limit), that is more
    than one page has.
  returned: success
  type: int
  sample: 1
summary:
  description: How many tasks match O(filters), in all and by value. A task that lacks a field counts in
    RV(summary.count) alone.
  returned: success
  type: dict
  contains:
    count:
      description: The number of tasks in RV(relay_tasks), or of those that O(summary_only) leaves out.
      returned: success
      type: int
      sample: 1
    by_status:
      description: Status to number of tasks.
      returned: success
      type: dict
      sample:
        suspend: 1
    by_region:
      description: Region to number of tasks.
      returned: success
      type: dict
      sample:
        cn-north-4: 1
    by_source_type:
      description: Type of source to number of tasks.
      returned: success
      type: dict
      sample:
        PullLivePushLive: 1
missing_task_ids:
  description: Those of O(task_ids) that do not exist.
  returned: success
  type: list
  elements: str
  sample: []
request_ids:
  description: The ID of each request that was answered, for a support case. They differ from run to run.
  returned: success
  type: list
  elements: str
  sample:
    - 85968475-e92f-42db-a754-08e627b6d8dd
msg:
  description: What went wrong, and what to do about it.
  returned: failure
  type: str
  sample: "limit is 101; Live gives 1 to 100 tasks on a page. Leave out offset and limit to read all tasks."
status_code:
  description: The HTTP status of the answer.
  returned: failure, when the API answered
  type: int
  sample: 401
error_code:
  description: The error code of the answer.
  returned: failure, when the API answered with one
  type: str
  sample: APIGW.0301
error_msg:
  description: The text of the error in the answer.
  returned: failure, when the API answered with one
  type: str
  sample: Incorrect IAM authentication information
request_id:
  description: The ID of the request that failed, for a support case.
  returned: failure, when the API answered with one
  type: str
  sample: 85968475-e92f-42db-a754-08e627b6d8dd
"""

import gc
import os

from ansible.module_utils.basic import AnsibleModule

from ..module_utils import _zip_import


def main() -> None:
    # A run is over before it has garbage to collect, and to look for it among many tasks takes long.
    gc.disable()
    _zip_import.compile_once()
    run()


def run() -> None:
    # Late, so that both of the above hold for them.
    from ..module_utils import _client, _errors, _options, _query_arguments, _reader  # noqa: PLC0415

    module = AnsibleModule(
        argument_spec={
            **_options.SHARED_ARGUMENTS,
            **_query_arguments.QUERY_ARGUMENTS,
            "summary_only": {"type": "bool", "default": False},
        },
        supports_check_mode=True,
    )
    _reader.end_with_reader()
    try:
        query = _query_arguments.query_from(module.params, summary_only=module.params["summary_only"])
        answer = _client.query_relay_tasks(_options.from_module(module.params, os.environ), query)
    except _errors.LiveError as error:
        module.fail_json(**error.result())
    for warning in _query_arguments.warnings_of(query):
        module.warn(warning)
    tasks = {} if query.summary_only else {"relay_tasks": answer.tasks}
    # Neither is there garbage to look for at the end.
    gc.freeze()
    module.exit_json(
        changed=False,
        **tasks,
        total=answer.total,
        summary=answer.summary,
        missing_task_ids=answer.missing_task_ids,
        request_ids=answer.request_ids,
    )


if __name__ == "__main__":
    main()
