# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import ApiError, ListingError
from ansible_collections.huaweicloud.live.tests.unit.support import ALL, ask, failure, with_token


def ids_of(tasks):
    return [task["task_id"] for task in tasks]


def by_creation(tasks):
    return sorted(tasks, key=lambda task: (task["create_time"], task["task_id"]))


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 199, 200, 250, 2500])
def test_a_listing_is_complete_and_sorted(emulator, count):
    emulator.put_tasks(count=count)
    answer = ask(emulator)
    assert ids_of(answer.tasks) == ids_of(by_creation(emulator.tasks()))
    assert (answer.total, answer.missing_task_ids) == (count, [])
    # Pages of 100 that overlap by one; few tasks on several pages are read twice.
    pages = max(1, -(-(count - 1) // 99))
    readings = 2 if 100 < count < 1000 else 1
    assert len(emulator.requests()) == len(set(answer.request_ids)) == readings * pages


def test_tasks_come_out_as_the_service_has_them(emulator):
    for task, original in zip(ask(emulator).tasks, by_creation(emulator.tasks())):
        assert {name: value for name, value in task.items() if value is not None} == original


def test_two_runs_differ_in_their_request_ids_alone(emulator):
    emulator.put_tasks(count=2500)
    first, second = ask(emulator), ask(emulator)
    assert repr(first.tasks) == repr(second.tasks)
    assert first.total == second.total == 2500
    assert set(first.request_ids).isdisjoint(second.request_ids)


def test_pages_overlap_by_one_task(emulator):
    ask(emulator)
    pages = sorted(int(dict(request["query"])["offset"]) for request in emulator.requests())
    assert pages == [0, 0, 99, 99, 198, 198]
    assert {dict(request["query"])["limit"] for request in emulator.requests()} == {"100"}


@pytest.mark.parametrize("concurrency", [1, 3, 8])
def test_no_more_requests_are_in_flight_and_no_more_connections_open_than_allowed(emulator, concurrency):
    emulator.put_tasks(count=2500)
    emulator.settings(latency=0.01)
    ask(emulator, concurrency=concurrency)
    assert (concurrency > 1) == (emulator.max_in_flight() > 1)
    assert emulator.max_in_flight() <= concurrency
    assert len({request["connection"] for request in emulator.requests()}) <= concurrency


def test_the_first_page_is_waited_for(emulator):
    emulator.put_tasks(count=1000)
    ask(emulator)
    first, *others = emulator.requests()
    assert dict(first["query"])["offset"] == "0"
    assert all(other["started"] >= first["finished"] for other in others)


def test_a_permanent_access_key_signs_in(emulator):
    assert ask(emulator).total == 250
    (signed,) = {(request["auth"], request["access_key"]) for request in emulator.requests()}
    assert signed == ("access_key", emulator.access_key)


def test_a_temporary_access_key_signs_in(emulator):
    assert ask(emulator, **emulator.ready["temporary"]).total == 250


def test_a_token_signs_in(emulator):
    assert ask(emulator, **with_token(emulator.auth_token)).total == 250
    assert {request["auth"] for request in emulator.requests()} == {"token"}


def test_a_token_with_the_line_end_of_the_file_it_was_in_signs_in(emulator):
    assert ask(emulator, **with_token(f"{emulator.auth_token}\n")).total == 250


def test_a_listing_is_whole_though_requests_fail_now_and_then(emulator):
    emulator.put_tasks(count=2500)
    emulator.faults(
        [
            {"kind": "status", "status": 503, "times": 3},
            {"kind": "close", "after": 2, "times": 1},
            {"kind": "cut", "after": 4, "times": 1},
            {"kind": "html", "after": 5, "times": 1},
        ]
    )
    assert ids_of(ask(emulator, max_retries=8).tasks) == ids_of(by_creation(emulator.tasks()))


def test_a_listing_is_whole_though_the_service_throttles(emulator):
    emulator.put_tasks(count=1000)
    emulator.settings(requests_per_second=100)
    assert ask(emulator, max_retries=20).total == 1000


def test_a_page_that_fails_fails_the_listing(emulator):
    emulator.put_tasks(count=2500)
    emulator.fault("status", status=403, match={"offset": "990"})
    error = failure(emulator, ApiError, ALL)
    assert "offset=990" in error["msg"]
    assert error["status_code"] == 403


def test_a_service_that_keeps_no_order_at_all_gives_no_listing(emulator):
    emulator.put_tasks(count=1000)
    emulator.settings(order="shuffled")
    assert "The relay tasks kept changing while they were read" in failure(emulator, ListingError, ALL)["msg"]


def test_a_single_page_in_any_order_is_a_listing(emulator):
    emulator.put_tasks(count=100)
    emulator.settings(order="shuffled")
    assert ids_of(ask(emulator).tasks) == ids_of(by_creation(emulator.tasks()))
