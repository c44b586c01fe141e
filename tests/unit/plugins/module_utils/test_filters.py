# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import datetime
from collections import Counter

import pytest
from hypothesis import strategies as st

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import OptionError
from ansible_collections.huaweicloud.live.plugins.module_utils._fields import FIELDS, NUMBERS
from ansible_collections.huaweicloud.live.plugins.module_utils._filters import Filters
from ansible_collections.huaweicloud.live.plugins.module_utils._relay_tasks import Query
from ansible_collections.huaweicloud.live.tests.unit.examples import run_examples
from ansible_collections.huaweicloud.live.tests.unit.support import ask

TASKS = [
    {
        "task_id": "a",
        "status": "suspend",
        "region": "cn-north-4",
        "create_time": "2026-01-01T00:00:00Z",
        "source_urls": ["rtmp://one.example.com", "rtmp://two.example.com"],
        "vod_loop_time": "-1",
        "vod_start_video_index": 0,
        "push_args": "",
    },
    {
        "task_id": "b",
        "status": "running",
        "region": "cn-east-3",
        "create_time": "2026-01-02T00:00:00Z",
        "source_urls": [],
        "callback_events": ["TaskStart", None],
        "vod_start_video_index": 10,
        "stream_name": "yes",
    },
    {"task_id": "c", "status": None, "region": "cn-east-3", "source_urls": "rtmp://two.example.com"},
]


@pytest.fixture
def service(emulator):
    """The emulator with three tasks."""
    emulator.put_tasks(TASKS)
    return emulator


def matching(service, filters, **query):
    """The IDs of the tasks that match."""
    return {task["task_id"] for task in ask(service, Query(filters=filters, **query)).tasks}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, "abc"),
        ({"status": "suspend"}, "a"),
        ({"status": ["suspend", "running"]}, "ab"),
        ({"status": ("suspend", "running")}, "ab"),
        ({"status": "gone"}, ""),
        ({"status": "Suspend"}, ""),
        ({"status": "susp"}, ""),
        ({"status": []}, ""),
        ({"region": "cn-east-3", "status": "running"}, "b"),
        ({"region": "cn-east-3", "status": "suspend"}, ""),
        ({"task_id": ["a", "c", "nobody"]}, "ac"),
    ],
)
def test_a_task_matches_when_each_field_has_one_of_its_values(service, filters, expected):
    assert matching(service, filters) == set(expected)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"source_urls": "rtmp://two.example.com"}, "ac"),
        ({"source_urls": ["rtmp://one.example.com", "rtmp://three.example.com"]}, "a"),
        ({"source_urls": "rtmp://three.example.com"}, ""),
        ({"callback_events": "TaskStart"}, "b"),
        ({"callback_events": None}, "abc"),
        ({"backup_source_urls": "rtmp://two.example.com"}, ""),
    ],
)
def test_a_list_matches_when_one_of_its_elements_does(service, filters, expected):
    assert matching(service, filters) == set(expected)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"status": None}, "c"),
        ({"status": [None, "suspend"]}, "ac"),
        ({"push_args": None}, "bc"),
        ({"push_args": ""}, "a"),
        ({"source_urls": None}, ""),
        ({"vod_start_video_index": None}, "c"),
        ({"domain": None}, "abc"),
        ({"status": "None"}, ""),
        ({"status": "null"}, ""),
    ],
)
def test_null_matches_a_field_that_live_left_out_and_no_empty_one(service, filters, expected):
    assert matching(service, filters) == set(expected)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"vod_start_video_index": 0}, "a"),
        ({"vod_start_video_index": "0"}, "a"),
        ({"vod_start_video_index": " 10\n"}, "b"),
        ({"vod_start_video_index": [10, None]}, "bc"),
        ({"vod_start_video_index": [10.0]}, "b"),
        ({"vod_start_video_index": "10.0"}, "b"),
        ({"vod_start_video_index": 1}, ""),
        ({"vod_loop_time": -1}, "a"),
        ({"vod_loop_time": "-1"}, "a"),
    ],
)
def test_a_number_and_its_text_are_the_same(service, filters, expected):
    assert matching(service, filters) == set(expected)


MIDNIGHT = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)


# YAML makes a time of a text without quotes, and a module gets that as another text.
@pytest.mark.parametrize("value", ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00+00:00", MIDNIGHT])
def test_a_time_matches_with_or_without_quotes(service, value):
    assert matching(service, {"create_time": [value]}) == {"a"}


def test_filters_leave_the_total_as_it_is(service):
    answer = ask(service, Query(filters={"status": "suspend"}))
    assert (answer.total, answer.summary["count"], answer.summary["by_status"]) == (3, 1, {"suspend": 1})


def test_filters_go_together_with_a_region(service):
    assert matching(service, {"status": ["running", "suspend"]}, task_region="cn-east-3") == {"b"}


def test_filters_narrow_the_page_that_is_asked_for(service):
    answer = ask(service, Query(offset=1, limit=2, filters={"region": "cn-north-4"}))
    assert (answer.tasks, answer.total) == ([], 3)
    assert len(service.requests()) == 1
    assert matching(service, {"region": "cn-north-4"}, offset=0, limit=2) == {"a"}


def test_a_task_that_does_not_match_is_not_missing(service):
    answer = ask(service, Query(task_ids=["c", "gone", "a"], filters={"status": "suspend"}))
    assert [task["task_id"] for task in answer.tasks] == ["a"]
    assert (answer.total, answer.missing_task_ids) == (2, ["gone"])


def test_tasks_are_filtered_on_each_page(emulator):
    suspended = {task["task_id"] for task in emulator.tasks() if task["status"] == "suspend"}
    assert matching(emulator, {"status": "suspend"}) == suspended
    assert len(suspended) > 10


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("state", "state (did you mean status?)"),
        ("Status", "Status (did you mean status?)"),
        ("taskId", "taskId (did you mean task_id?)"),
        ("source_url", "source_url (did you mean source_urls?)"),
        ("stream", "stream (did you mean stream_name?)"),
        ("colour", "colour"),
        (5, "5"),
        (None, "None"),
    ],
)
def test_an_unknown_field_is_refused_and_the_nearest_one_offered(name, shown):
    message = f"{shown}. The fields are {', '.join(FIELDS)}."
    with pytest.raises(OptionError) as caught:
        Query(filters={"region": "cn-east-3", name: "x"})
    assert caught.value.msg == f"Unknown field in filters: {message}"
    with pytest.raises(OptionError) as caught:
        Query(fields=["region", name])
    assert caught.value.msg == f"Unknown field in fields: {message}"


def test_all_unknown_fields_are_named_at_once():
    with pytest.raises(OptionError, match=r"^Unknown field in fields: state \(did you mean status\?\), colour\. The"):
        Query(fields=["state", "region", "colour"])


@pytest.mark.parametrize("value", [{"suspend": True}, [["suspend"]], [{}], datetime.date(2026, 1, 1), b"suspend"])
def test_a_value_that_no_field_has_is_refused(value):
    with pytest.raises(OptionError) as caught:
        Query(filters={"status": value})
    assert caught.value.msg == (
        "filters.status has a value that is neither text nor number nor null. Give one of these, or a list of them."
    )


@pytest.mark.parametrize("value", [True, False, ["running", True]])
def test_a_boolean_is_refused_with_the_word_on_quotes(value):
    with pytest.raises(OptionError) as caught:
        Query(filters={"stream_name": value})
    assert caught.value.msg == (
        "filters.stream_name has a boolean, and no field of a relay task is one. "
        "Put quotes around a text that YAML takes for a boolean, like yes or off."
    )


@pytest.mark.parametrize("value", ["first", "", "1.5", 1.5, float("inf"), ["0", "none"]])
@pytest.mark.parametrize("name", NUMBERS)
def test_a_value_that_is_no_number_is_refused_for_a_number(name, value):
    with pytest.raises(OptionError) as caught:
        Query(filters={name: value})
    text = value[-1] if isinstance(value, list) else str(value)
    assert caught.value.msg == f"filters.{name} has {text!r}, and {name} is a whole number. Give one, or null."


def test_a_field_without_values_is_warned_of():
    filters = Filters({"status": [], "region": ["cn-east-3"], "domain": None, "stream_name": ""})
    assert filters.warnings == [
        "filters.status is an empty list, which no task matches. Leave status out to take all tasks."
    ]


TEXTS = st.sampled_from(["", "0", "1", "running", "suspend", "{{ x }}", "ß"])
NUMBER = st.integers(0, 1)
VALUES = {
    **dict.fromkeys(FIELDS, st.none() | TEXTS),
    **dict.fromkeys(NUMBERS, st.none() | NUMBER | NUMBER.map(str)),
}
RAW = {
    "status": st.none() | TEXTS,
    "region": st.none() | TEXTS,
    "source_urls": st.none() | st.lists(TEXTS, max_size=3),
    "vod_start_video_index": st.none() | NUMBER,
}
MADE_UP_TASKS = st.fixed_dictionaries({"task_id": TEXTS}, optional=RAW)
MADE_UP_FILTERS = st.fixed_dictionaries(
    {}, optional={name: VALUES[name] | st.lists(VALUES[name], max_size=3) for name in ("task_id", *RAW)}
)


def expected_match(task, filters):
    """The rule in the words of the documentation, one value after the other."""

    def same(found, wanted):
        return found is wanted if wanted is None or found is None else str(found) == str(wanted)

    def one_of(field, wanted):
        values = wanted if isinstance(wanted, list) else [wanted]
        found = task.get(field)
        elements = found if isinstance(found, list) else [found]
        return any(same(element, value) for element in elements for value in values)

    return all(one_of(field, wanted) for field, wanted in filters.items())


def test_any_task_matches_just_when_the_documentation_says_so():
    outcomes: Counter[bool] = Counter()

    def holds(task, filters):
        matches = Filters(filters).match(task)
        assert matches == expected_match(task, filters)
        outcomes[matches] += 1

    run_examples(1500, holds, MADE_UP_TASKS, MADE_UP_FILTERS)
    assert min(outcomes[True], outcomes[False]) > 200
