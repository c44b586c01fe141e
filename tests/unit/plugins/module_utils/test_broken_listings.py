# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Listings that do not add up: what passes is read again, and what does not is refused with what kept changing."""

from __future__ import annotations

import json

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import AnswerError, ListingError
from ansible_collections.huaweicloud.live.tests.unit.support import ALL, ask, failure

# What a listing of 250 tasks is read in: pages of 100 that overlap by one task.
OFFSETS = (0, 99, 198)
TASKS = [{"task_id": f"t{number}"} for number in range(250)]


@pytest.fixture(params=[1, 8], ids=["one request at a time", "eight requests"])
def concurrency(request):
    return request.param


@pytest.fixture
def service(emulator):
    """The emulator with 250 tasks."""
    emulator.put_tasks(TASKS)
    return emulator


def page(offset, total=250, tasks=None, **fault):
    """The fault that puts another page in the place of the one from this offset on, if not said otherwise for good."""
    if tasks is None:
        tasks = TASKS[offset : offset + 100]
    body = json.dumps({"total": total, "task_infos": tasks})
    return {"kind": "body", "match": {"offset": str(offset)}, "body": body, **fault}


def listed(service, concurrency):
    result = ask(service, concurrency=concurrency)
    assert result.total == len(result.tasks)
    return sorted(task["task_id"] for task in result.tasks)


def refusal(service, concurrency):
    return failure(service, ListingError, ALL, concurrency=concurrency)["msg"]


def all_ids(service):
    return sorted(task["task_id"] for task in service.tasks())


def rising(first, last):
    """A task comes before each of these queries."""
    return [{"before": query, "create": {"task_id": f"n{query}"}, "at": 0} for query in range(first, last + 1)]


def falling(first, last):
    """A task goes before each of these queries."""
    return [{"before": query, "delete": f"t{query}"} for query in range(first, last + 1)]


@pytest.mark.parametrize("changes", [rising, falling])
def test_a_total_that_moves_for_a_while_is_waited_for(service, concurrency, changes):
    service.churn(changes(2, 4))
    assert listed(service, concurrency) == all_ids(service)


@pytest.mark.parametrize(("changes", "totals"), [(rising, {251, 252}), (falling, {249, 248})])
def test_a_total_that_keeps_moving_is_told(service, concurrency, changes, totals):
    service.churn(changes(2, 200))
    message = refusal(service, concurrency)
    # Of two pages that are asked for at once, either may be served first.
    assert any(f"(total went from 250 to {total}" in message for total in totals)


@pytest.mark.parametrize("offset", OFFSETS)
def test_a_total_that_is_another_one_on_one_page_once_is_read_again(service, concurrency, offset):
    service.faults([page(offset, total=251, times=1)])
    assert listed(service, concurrency) == all_ids(service)


@pytest.mark.parametrize(
    ("total", "told"),
    [
        (251, "a page had 52 tasks in place of 53"),
        (249, "a page had 52 tasks in place of 51"),
        (1000, "a page had 52 tasks in place of 100"),
        (99, "a page had 100 tasks in place of 99"),
        (0, "a page had 100 tasks in place of 0"),
    ],
)
def test_a_total_that_is_wrong_for_good_is_told(service, concurrency, total, told):
    service.faults([page(offset, total=total) for offset in OFFSETS])
    assert f"({told})" in refusal(service, concurrency)


@pytest.mark.parametrize(
    ("total", "told"),
    [
        (None, "missing or null"),
        (-1, "-1"),
        (10**18, "1000000000000000000"),
        (2**31, "2147483648"),
        (250.0, "250.0"),
        ("250", "a string"),
        (True, "True"),
        ([250], "a list"),
        ({"tasks": 250}, "an object"),
    ],
)
@pytest.mark.parametrize("offset", OFFSETS)
def test_a_total_that_is_no_number_of_tasks_is_told_wherever_it_comes(service, concurrency, offset, total, told):
    service.faults([page(offset, total=total)])
    message = failure(service, AnswerError, ALL, concurrency=concurrency)["msg"]
    assert f" was answered with a total that is {told} and not a number of tasks. Check that endpoint" in message


@pytest.mark.parametrize("offset", OFFSETS)
def test_a_total_that_is_missing_is_told_wherever_it_is(service, concurrency, offset):
    service.faults([page(offset, body='{"task_infos": []}')])
    message = failure(service, AnswerError, ALL, concurrency=concurrency)["msg"]
    assert " was answered with a total that is missing or null and not a number of tasks. " in message


@pytest.mark.parametrize(("first", "second"), [(30, 170), (98, 99), (99, 100), (0, 249)])
def test_the_same_task_on_two_pages_is_never_returned_twice(service, concurrency, first, second):
    tasks = list(TASKS)
    tasks[second] = tasks[first]
    service.put_tasks(tasks)
    assert "(a task came twice)" in refusal(service, concurrency)


def test_the_same_task_twice_on_the_only_page_is_never_returned_twice(service, concurrency):
    service.put_tasks([TASKS[0], TASKS[1], TASKS[0]])
    assert "(a task came twice)" in refusal(service, concurrency)


@pytest.mark.parametrize("offset", OFFSETS)
@pytest.mark.parametrize("count", [0, 1, 30])
def test_a_page_that_is_short_once_is_read_again(service, concurrency, offset, count):
    service.faults([page(offset, tasks=TASKS[offset : offset + count], times=1)])
    assert listed(service, concurrency) == all_ids(service)


@pytest.mark.parametrize(("offset", "expected"), [(99, 100), (198, 52)])
@pytest.mark.parametrize("count", [0, 1, 30])
def test_a_page_that_is_always_short_is_told(service, concurrency, offset, expected, count):
    service.faults([page(offset, tasks=TASKS[offset : offset + count])])
    assert f"(a page had {count} tasks in place of {expected})" in refusal(service, concurrency)


@pytest.mark.parametrize("most", [2, 30, 50, 99])
def test_a_service_whose_pages_are_all_shorter_is_read_whole(service, concurrency, most):
    offsets = range(0, 249, most - 1)
    service.faults([page(offset, tasks=TASKS[offset : offset + most]) for offset in offsets])
    assert listed(service, concurrency) == all_ids(service)


def test_a_service_whose_pages_have_one_task_is_refused_as_they_cannot_overlap(service, concurrency):
    service.faults([page(offset, tasks=TASKS[offset : offset + 1]) for offset in range(250)])
    assert "(a page had 1 tasks in place of 100)" in refusal(service, concurrency)


@pytest.mark.parametrize("offset", OFFSETS)
def test_no_list_of_tasks_where_there_must_be_some_is_read_again_and_then_told(service, concurrency, offset):
    null = page(offset, body='{"total": 250, "task_infos": null}')
    service.faults([{**null, "times": 1}])
    assert listed(service, concurrency) == all_ids(service)
    service.faults([null])
    assert "(a page had 0 tasks in place of " in refusal(service, concurrency)


def test_an_order_that_changes_from_call_to_call_is_refused_unless_all_fits_on_one_page(service, concurrency):
    service.settings(order="shuffled")
    assert "(tasks moved from page to page; a task came twice" in refusal(service, concurrency)
    service.put_tasks(TASKS[:100])
    assert listed(service, concurrency) == all_ids(service)


@pytest.mark.parametrize(
    ("count", "told"), [(250, "a page had 0 tasks in place of 100"), (10000, "tasks moved from page to page")]
)
def test_an_api_that_takes_offset_for_a_page_number_is_refused(service, concurrency, count, told):
    service.settings(offset_is_page=True)
    service.put_tasks(count=count)
    assert f"({told}" in refusal(service, concurrency)


def test_an_api_that_takes_offset_for_a_page_number_is_read_where_all_fits_on_one_page(service, concurrency):
    service.settings(offset_is_page=True)
    service.put_tasks(TASKS[:100])
    assert listed(service, concurrency) == all_ids(service)


def test_an_api_that_takes_no_notice_of_offset_is_refused_after_a_few_requests(service):
    service.faults([{**page(0, total=1_000_000), "match": {}}])
    assert "(tasks moved from page to page; a task came twice)" in refusal(service, 1)
    assert len(service.requests()) == 10


def test_tasks_that_move_while_they_are_read_are_told(service, concurrency):
    service.churn([{"before": query, "move": f"t{250 - query}", "to": 0} for query in range(2, 100)])
    assert "(tasks moved from page to page" in refusal(service, concurrency)


def test_other_tasks_at_each_reading_are_told(service):
    # At the end of the last page: each reading fits together, and none is confirmed.
    changes = []
    for query in range(3, 100):
        last = f"n{query - 1}" if query > 3 else "t249"
        changes += [{"before": query, "delete": last}, {"before": query, "create": {"task_id": f"n{query}"}, "at": 249}]
    service.churn(changes)
    assert "(two readings found different tasks)" in refusal(service, 1)
