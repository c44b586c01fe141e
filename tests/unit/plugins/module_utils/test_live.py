# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import AnswerError, ApiError
from ansible_collections.huaweicloud.live.plugins.module_utils._relay_tasks import Query
from ansible_collections.huaweicloud.live.tests.unit.support import ALL, ask, failure, with_token

TASK = {"task_id": "a"}
BY_ID = Query(task_ids=["a"])


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("", "an empty body"),
        ("  \n", "an empty body"),
        ("<html>Sign in</html>", "an HTML page, which comes from a proxy or a gateway, not from the service"),
        ("OK", "a body that is not JSON"),
        ('{"total": 1, "task_in', "a body that is not JSON"),
        ([TASK], "JSON that is not an object but a list"),
        (None, "JSON that is not an object but null"),
        ({}, "a total that is missing or null and not a number of tasks"),
        ({"task_infos": []}, "a total that is missing or null and not a number of tasks"),
        ({"total": None, "task_infos": []}, "a total that is missing or null and not a number of tasks"),
        ({"total": "1", "task_infos": [TASK]}, "a total that is a string and not a number of tasks"),
        ({"total": -1, "task_infos": []}, "a total that is -1 and not a number of tasks"),
        ({"total": True, "task_infos": [TASK]}, "a total that is True and not a number of tasks"),
        ({"total": 1.0, "task_infos": [TASK]}, "a total that is 1.0 and not a number of tasks"),
        ({"total": [1], "task_infos": [TASK]}, "a total that is a list and not a number of tasks"),
        ({"total": 1}, "task_infos that is missing or null and not a list of tasks"),
        ({"total": 1, "task_infos": {"a": TASK}}, "task_infos that is an object and not a list of tasks"),
        ({"total": 1, "task_infos": "a"}, "task_infos that is a string and not a list of tasks"),
        ({"total": 1, "task_infos": ["a"]}, "a task that is a string and not an object"),
        ({"total": 1, "task_infos": [None]}, "a task that is null and not an object"),
        ({"total": 1, "task_infos": [{}]}, "a task whose task_id is missing or null and not a string"),
        ({"total": 1, "task_infos": [{"task_id": ""}]}, "a task whose task_id is '' and not a string"),
        ({"total": 1, "task_infos": [{"task_id": 7}]}, "a task whose task_id is 7 and not a string"),
        ({"total": 2, "task_infos": [TASK, {"task_id": ["a"]}]}, "a task whose task_id is a list and not a string"),
    ],
)
@pytest.mark.parametrize("query", [ALL, Query(limit=10), BY_ID], ids=["all", "page", "by ID"])
def test_an_answer_of_the_wrong_shape_is_told_for_what_it_is(emulator, query, body, told):
    emulator.fault("body", body=body if isinstance(body, str) else json.dumps(body))
    error = failure(emulator, AnswerError, query)
    assert error["msg"].startswith(f"GET {emulator.endpoint}/v1/{emulator.project_id}/pull/stream/task?")
    assert (
        f" was answered with {told}. Check that endpoint is the one of Huawei Cloud Live, and that no proxy"
        in error["msg"]
    )
    assert error["status_code"] == 200
    assert error["request_id"]


def test_a_secret_that_is_echoed_in_the_wrong_shape_is_blanked_out(emulator):
    emulator.fault("body", body="[]", headers={"X-Request-Id": emulator.auth_token})
    assert failure(emulator, AnswerError, **with_token(emulator.auth_token))["request_id"] == "********"


def test_no_list_of_tasks_is_an_empty_one_where_there_are_none(emulator):
    emulator.fault("body", body='{"total": 0, "task_infos": null}')
    assert not ask(emulator).tasks


def test_bytes_that_are_no_text_are_told_for_what_they_are(emulator):
    emulator.fault("body", body_base64="//79/A==")
    assert "was answered with text that is not UTF-8." in failure(emulator, AnswerError)["msg"]


@pytest.mark.parametrize("tasks", [[{"task_id": "b"}], [TASK, TASK], [TASK, {"task_id": "b"}]])
def test_other_tasks_than_the_one_asked_for_are_refused(emulator, tasks):
    emulator.fault("body", body=json.dumps({"total": len(tasks), "task_infos": tasks}))
    assert "was answered with other tasks than the one asked for." in failure(emulator, AnswerError, BY_ID)["msg"]


@pytest.mark.parametrize("code", ["LIVE.100011001", "LIVE.100011017"])
def test_a_404_of_live_says_that_the_task_is_missing(emulator, code):
    emulator.fault("status", status=404, error_code=code)
    assert ask(emulator, BY_ID).missing_task_ids == ["a"]


def test_no_task_in_the_answer_means_that_the_task_is_missing(emulator):
    emulator.fault("body", body='{"total": 0, "task_infos": []}')
    assert ask(emulator, BY_ID).missing_task_ids == ["a"]


def test_a_404_of_the_gateway_says_that_the_endpoint_is_wrong_and_not_that_a_task_is_missing(emulator):
    emulator.fault("status", status=404)
    error = failure(emulator, ApiError, BY_ID)
    assert (error["status_code"], error["error_code"]) == (404, "APIGW.0101")
    assert "There is no such API at this endpoint: check endpoint and region." in error["msg"]


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "html", "status": 404},
        {"kind": "body", "status": 404, "body": ""},
        {"kind": "body", "status": 404, "body": "{}"},
    ],
)
def test_a_404_that_nobody_signs_says_nothing_about_a_task(emulator, fault):
    emulator.faults([fault])
    assert failure(emulator, ApiError, BY_ID)["status_code"] == 404


def test_a_404_of_a_listing_is_an_error(emulator):
    emulator.fault("status", status=404, error_code="LIVE.100011001", error_msg="Request Illegal")
    assert failure(emulator, ApiError, ALL)["status_code"] == 404
