# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import AnswerError, OptionError
from ansible_collections.huaweicloud.live.plugins.module_utils._fields import FIELDS
from ansible_collections.huaweicloud.live.plugins.module_utils._relay_tasks import Query
from ansible_collections.huaweicloud.live.tests.unit.support import ask, failure

DOCUMENTED = {
    *("task_id", "status", "create_time", "region", "source_type", "source_urls", "domain", "app_name", "stream_name"),
    *("push_args", "destination_url", "start_time", "end_time", "callback_events", "callback_url"),
    *("backup_source_type", "backup_source_urls"),
    *("vod_loop_time", "vod_start_video_index", "vod_start_video_time", "vod_refresh_type"),
}


def ids_of(answer):
    return [task["task_id"] for task in answer.tasks]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"limit": 0}, "limit is 0; Live gives 1 to 100 tasks on a page. Leave out offset and limit to read all"),
        ({"limit": 101}, "limit is 101; Live gives 1 to 100 tasks on a page."),
        ({"limit": -1}, "limit is -1; Live gives 1 to 100 tasks on a page."),
        ({"offset": 0, "limit": 0}, "limit is 0; Live gives 1 to 100 tasks on a page."),
        ({"offset": -1}, "offset is -1; it takes 0 (the first task) to 2147483647."),
        ({"offset": 2147483648}, "offset is 2147483648; it takes 0 (the first task) to 2147483647."),
        ({"task_ids": ["a"], "offset": 0}, "task_ids cannot go together with offset or limit"),
        ({"task_ids": ["a"], "limit": 5}, "task_ids cannot go together with offset or limit"),
        ({"task_ids": [], "limit": 5}, "task_ids cannot go together with offset or limit"),
        ({"task_ids": [""]}, "task_ids has an empty task ID. Leave it out, or leave out task_ids to ask for all"),
        ({"task_ids": ["a", " "]}, "task_ids has an empty task ID."),
    ],
)
def test_a_query_that_cannot_be_asked_is_refused(query, message):
    with pytest.raises(OptionError) as caught:
        Query(**query)
    assert caught.value.msg.startswith(message)


@pytest.mark.parametrize("query", [{"limit": 1}, {"limit": 100}, {"offset": 0}, {"offset": 2147483647}])
def test_a_page_at_the_end_of_its_range_is_one_request(emulator, query):
    ask(emulator, Query(**query))
    (request,) = emulator.requests()
    sent = {"offset": 0, "limit": 100, **query}
    assert request["query"] == [["offset", str(sent["offset"])], ["limit", str(sent["limit"])]]


def test_one_page_has_the_tasks_from_its_offset_on(emulator):
    answer = ask(emulator, Query(offset=20, limit=5))
    assert sorted(ids_of(answer)) == sorted(task["task_id"] for task in emulator.tasks()[20:25])
    assert (answer.total, answer.missing_task_ids, len(answer.request_ids)) == (250, [], 1)


def test_a_page_behind_the_last_task_is_empty(emulator):
    answer = ask(emulator, Query(offset=250))
    assert (answer.tasks, answer.total) == ([], 250)


def test_a_page_longer_than_asked_for_is_refused(emulator):
    emulator.fault("body", body='{"total": 2, "task_infos": [{"task_id": "a"}, {"task_id": "b"}]}')
    assert (
        "was answered with 2 tasks, more than the 1 asked for." in failure(emulator, AnswerError, Query(limit=1))["msg"]
    )


def test_an_empty_list_of_ids_asks_for_nothing(emulator):
    answer = ask(emulator, Query(task_ids=[]))
    assert (answer.tasks, answer.total, answer.missing_task_ids, answer.request_ids) == ([], 0, [], [])
    assert emulator.requests() == []


def test_of_the_ids_asked_for_those_that_exist_are_given_and_the_others_named(emulator):
    tasks = emulator.tasks()
    wanted = ["zz-gone", tasks[200]["task_id"], "aa-gone", tasks[3]["task_id"]]
    answer = ask(emulator, Query(task_ids=wanted))
    assert ids_of(answer) == [tasks[200]["task_id"], tasks[3]["task_id"]]
    assert (answer.total, answer.missing_task_ids) == (2, ["zz-gone", "aa-gone"])
    assert len(answer.request_ids) == len(emulator.requests()) == 4


def test_an_id_asked_for_twice_is_asked_once(emulator):
    task_id = emulator.tasks()[0]["task_id"]
    answer = ask(emulator, Query(task_ids=[task_id, "gone", task_id, "gone"]))
    assert (ids_of(answer), answer.missing_task_ids) == ([task_id], ["gone"])
    assert len(emulator.requests()) == 2


def test_ids_are_asked_side_by_side_over_connections_that_stay_open(emulator):
    ids = [task["task_id"] for task in emulator.tasks()]
    emulator.settings(latency=0.002)
    assert sorted(ids_of(ask(emulator, Query(task_ids=ids), concurrency=4))) == sorted(ids)
    assert 1 < emulator.max_in_flight() <= 4
    assert len({request["connection"] for request in emulator.requests()}) <= 4


@pytest.mark.parametrize("task_id", ["a/b", "../x", "a b+c", "100%", "a&limit=1", "a#b", "直播", "~'\"", "?"])
def test_an_id_of_any_characters_reaches_the_service_as_it_is(emulator, task_id):
    emulator.put_tasks([{"task_id": task_id}, {"task_id": "other"}])
    assert ids_of(ask(emulator, Query(task_ids=[task_id]))) == [task_id]
    assert ids_of(ask(emulator, Query(task_ids=[f"{task_id}!"]))) == []


def test_a_region_narrows_the_listing(emulator):
    expected = sorted(task["task_id"] for task in emulator.tasks() if task["region"] == "cn-east-3")
    answer = ask(emulator, Query(task_region="cn-east-3"))
    assert sorted(ids_of(answer)) == expected
    assert answer.total == len(expected) < 250
    assert ask(emulator, Query(task_region="cn-east-3", limit=1)).total == len(expected)


def test_a_region_without_tasks_has_an_empty_listing(emulator):
    answer = ask(emulator, Query(task_region="é~ *&limit=1"))
    assert (answer.tasks, answer.total) == ([], 0)


def test_a_task_of_another_region_is_missing(emulator):
    task = next(task for task in emulator.tasks() if task["region"] == "cn-east-3")
    task_ids = [task["task_id"]]
    assert ids_of(ask(emulator, Query(task_ids=task_ids, task_region="cn-east-3"))) == task_ids
    assert ask(emulator, Query(task_ids=task_ids, task_region="cn-north-4")).missing_task_ids == task_ids


def test_each_documented_field_is_there_and_null_where_live_left_it_out(emulator):
    emulator.put_tasks([{"task_id": "bare"}])
    (task,) = ask(emulator).tasks
    assert set(FIELDS) == DOCUMENTED
    assert len(FIELDS) == 21
    assert task == {**dict.fromkeys(DOCUMENTED), "task_id": "bare"}


def test_fields_that_nobody_knows_are_kept(emulator):
    emulator.put_tasks([{"task_id": "a", "priority": 7, "labels": {"x": ["y"]}}])
    (task,) = ask(emulator).tasks
    assert (task["priority"], task["labels"]) == (7, {"x": ["y"]})


def test_what_live_says_of_a_task_stays_as_it_is(emulator):
    task = {"task_id": "a", "stream_name": "{{ lookup('pipe', 'id') }}", "source_urls": [], "push_args": "k=直播\n"}
    emulator.put_tasks([task])
    (read,) = ask(emulator).tasks
    assert {name: read[name] for name in task} == task


def test_tasks_are_sorted_by_creation_and_then_by_id(emulator):
    late, early = "2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z"
    emulator.put_tasks(
        [
            {"task_id": "b", "create_time": late},
            {"task_id": "c", "create_time": early},
            {"task_id": "a", "create_time": late},
            {"task_id": "z"},
            {"task_id": "y", "create_time": None},
        ]
    )
    in_order = ["y", "z", "c", "a", "b"]
    assert ids_of(ask(emulator)) == in_order
    assert ids_of(ask(emulator, Query(limit=100))) == in_order
    assert ids_of(ask(emulator, Query(task_ids=["b", "z", "a", "c", "y"]))) == in_order


def test_a_summary_counts_by_status_region_and_type_of_source(emulator):
    emulator.put_tasks(
        [
            {"task_id": "a", "status": "running", "region": "b", "source_type": "PullLivePushLive"},
            {"task_id": "b", "status": "suspend", "region": "a", "source_type": None},
            {"task_id": "c", "status": "running", "region": "a"},
        ]
    )
    summary = ask(emulator).summary
    assert summary == {
        "count": 3,
        "by_status": {"running": 2, "suspend": 1},
        "by_region": {"a": 2, "b": 1},
        "by_source_type": {"PullLivePushLive": 1},
    }
    assert list(summary["by_region"]) == ["a", "b"]


def test_the_summary_of_nothing_is_nothing(emulator):
    emulator.put_tasks([])
    assert ask(emulator).summary == {"count": 0, "by_status": {}, "by_region": {}, "by_source_type": {}}
