# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import tracemalloc
import typing as t
from collections import Counter

import pytest
from hypothesis import strategies as st

from ansible_collections.huaweicloud.live.plugins.module_utils._fields import FIELDS
from ansible_collections.huaweicloud.live.plugins.module_utils._relay_tasks import Query
from ansible_collections.huaweicloud.live.tests.unit.examples import run_examples
from ansible_collections.huaweicloud.live.tests.unit.support import ask, with_token

FULL = {"task_id": "a", "status": "running", "region": "cn-east-3", "push_args": "k=v", "colour": "green"}
QUERIES: dict[str, t.Any] = {
    "all": {},
    "one page": {"limit": 100},
    "by ID": {"task_ids": ["a", "b"]},
}


@pytest.fixture(params=QUERIES.values(), ids=list(QUERIES))
def query(request):
    """Each of the ways to ask for tasks."""
    return request.param


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (["status"], ["task_id", "status"]),
        (["task_id", "status"], ["task_id", "status"]),
        (["region", "status", "region", "status"], ["task_id", "status", "region"]),
        (["vod_refresh_type", "push_args"], ["task_id", "push_args", "vod_refresh_type"]),
        (["task_id"], ["task_id"]),
        ([], ["task_id"]),
        (FIELDS, list(FIELDS)),
        (None, [*FIELDS, "colour"]),
    ],
)
def test_a_task_has_its_id_and_the_fields_asked_for_in_their_documented_order(emulator, query, fields, expected):
    emulator.put_tasks([FULL])
    (task,) = ask(emulator, Query(fields=fields, **query)).tasks
    assert list(task) == expected
    assert task == {name: FULL.get(name) for name in expected}


def test_a_task_that_lacks_a_field_has_null_there(emulator):
    emulator.put_tasks([{"task_id": "a"}])
    assert ask(emulator, Query(fields=["status", "source_urls"])).tasks == [
        {"task_id": "a", "status": None, "source_urls": None}
    ]


def test_tasks_are_sorted_by_a_time_that_is_not_among_the_fields(emulator, query):
    emulator.put_tasks(
        [
            {"task_id": "a", "create_time": "2026-01-02T00:00:00Z"},
            {"task_id": "b", "create_time": "2026-01-01T00:00:00Z"},
        ]
    )
    assert ask(emulator, Query(fields=["status"], **query)).tasks == [
        {"task_id": "b", "status": None},
        {"task_id": "a", "status": None},
    ]


def test_a_field_can_be_filtered_by_and_counted_and_not_be_asked_for(emulator):
    everything = ask(emulator, Query(filters={"region": "cn-east-3"}))
    projected = ask(emulator, Query(filters={"region": "cn-east-3"}, fields=["stream_name"]))
    assert projected.tasks == [
        {"task_id": task["task_id"], "stream_name": task["stream_name"]} for task in everything.tasks
    ]
    assert projected.summary == everything.summary
    assert everything.summary["by_region"] == {"cn-east-3": len(everything.tasks)}


def test_a_summary_can_be_all_there_is(emulator, query):
    emulator.put_tasks([{**FULL, "task_id": task_id} for task_id in "bca"])
    everything = ask(emulator, Query(**query))
    answer = ask(emulator, Query(summary_only=True, **query))
    assert (answer.tasks, answer.total, answer.summary) == ([], everything.total, everything.summary)
    assert answer.summary["count"] == (2 if query == QUERIES["by ID"] else 3)


def test_a_summary_alone_counts_what_matches_and_takes_no_notice_of_fields(emulator):
    expected = ask(emulator, Query(filters={"status": ["suspend", None]})).summary
    answer = ask(emulator, Query(filters={"status": ["suspend", None]}, fields=["region"], summary_only=True))
    assert (answer.tasks, answer.total, answer.summary) == ([], 250, expected)
    assert 0 < expected["count"] < 250


def test_a_summary_alone_names_the_ids_that_are_missing(emulator):
    emulator.put_tasks([FULL])
    answer = ask(emulator, Query(task_ids=["gone", "a"], summary_only=True))
    assert (answer.missing_task_ids, answer.summary["count"]) == (["gone"], 1)


def test_values_of_another_type_than_documented_are_counted_as_text(emulator):
    emulator.put_tasks([{"task_id": "a", "status": 1, "region": ["x"]}, {"task_id": "b", "status": "1", "region": {}}])
    summary = ask(emulator).summary
    assert (summary["by_status"], summary["by_region"]) == ({"1": 2}, {"['x']": 1, "{}": 1})


def test_a_page_that_has_a_task_twice_is_given_as_it_is(emulator):
    emulator.put_tasks([{"task_id": "a", "status": "running"}, {"task_id": "a"}])
    assert [task["status"] for task in ask(emulator, Query(limit=2)).tasks] == ["running", None]


def test_any_tasks_are_projected_and_counted_as_a_loop_over_all_of_them_would(emulator):
    sizes: Counter[int] = Counter()

    def holds(tasks, wanted, fields):
        emulator.put_tasks(tasks)
        answer = ask(emulator, Query(filters={"status": wanted}, fields=fields), **with_token(emulator.auth_token))
        matching = [task for task in tasks if task.get("status") in wanted]
        matching.sort(key=lambda task: (task.get("create_time") or "", task["task_id"]))
        asked_for = [name for name in FIELDS if name in {"task_id", *fields}]
        assert answer.tasks == [{name: task.get(name) for name in asked_for} for task in matching]
        regions = Counter(task["region"] for task in matching if task.get("region") is not None)
        assert answer.summary["by_region"] == dict(sorted(regions.items()))
        assert (answer.total, answer.summary["count"]) == (len(tasks), len(matching))
        sizes[len(matching)] += 1

    values = st.none() | st.sampled_from(["a", "b", "{{ c }}"])
    task = st.fixed_dictionaries(
        {"task_id": st.uuids().map(str)},
        optional=dict.fromkeys(("status", "create_time", "region", "stream_name"), values),
    )
    run_examples(
        150,
        holds,
        st.lists(task, max_size=6, unique_by=lambda task: task["task_id"]),
        st.lists(values, max_size=3),
        st.lists(st.sampled_from(FIELDS), max_size=4),
    )
    assert len(sizes) > 3


def held_at_most(emulator, **query):
    """The bytes that were held at once, at the most, while the query was answered."""
    tracemalloc.start()
    try:
        ask(emulator, Query(**query), concurrency=1)
        dummy, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return peak


LONG_TEXT = 4000


@pytest.fixture
def wordy(emulator):
    """The emulator with 900 tasks: so few are read twice. Each has a long text."""
    emulator.put_tasks([{"task_id": f"t{number}", "push_args": "x" * LONG_TEXT} for number in range(900)])
    # What is imported or made the first time does not count.
    ask(emulator, Query())
    emulator.clear_requests()
    return emulator


@pytest.mark.parametrize("query", [{"fields": ["status"]}, {"filters": {"status": "gone"}}, {"summary_only": True}])
def test_what_is_not_wanted_is_not_held(wordy, query):
    assert held_at_most(wordy, **query) < 900 * LONG_TEXT / 2


def test_tasks_are_not_held_while_they_are_read_again(wordy):
    assert 900 * LONG_TEXT < held_at_most(wordy) < 900 * LONG_TEXT * 1.6
    assert len(wordy.requests()) > 2 * 9
