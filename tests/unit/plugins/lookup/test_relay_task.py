# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import gc
import multiprocessing

import pytest
from ansible.errors import AnsibleError
from ansible.utils.display import Display

from ansible_collections.huaweicloud.live.tests.unit.support import with_token
from ansible_collections.huaweicloud.live.tests.unit.templates import load_lookup, render, trust_as_template

GONE = "00000000-0000-0000-0000-000000000000"


def connection(emulator):
    """The variables of a play that signs in to the emulator."""
    names = ("endpoint", "project_id", "access_key", "secret_key")
    return {f"huaweicloud_live_{name}": getattr(emulator, name) for name in names}


def look_up(emulator, *terms, **keywords):
    """What the lookup gives for these terms."""
    variables = connection(emulator)
    return load_lookup(variables).run(list(terms), variables=variables, **keywords)


def refusal(emulator, *terms, **keywords):
    with pytest.raises(AnsibleError) as caught:
        look_up(emulator, *terms, **keywords)
    return str(caught.value)


def ids_of(tasks):
    return [task["task_id"] for task in tasks]


@pytest.fixture
def warnings(monkeypatch):
    """The warnings that the user sees."""
    shown = []
    monkeypatch.setattr(Display, "warning", lambda dummy, text: shown.append(text))
    return shown


@pytest.fixture
def ids(emulator):
    """The IDs of all tasks of the emulator."""
    return ids_of(emulator.tasks())


def test_no_term_means_all_tasks_in_order_of_creation(emulator, ids):
    tasks = look_up(emulator)
    assert sorted(ids_of(tasks)) == sorted(ids)
    assert tasks == sorted(tasks, key=lambda task: (task["create_time"], task["task_id"]))


def test_terms_are_ids_and_give_their_order(emulator, ids):
    wanted = [ids[200], ids[3], ids[77]]
    assert ids_of(look_up(emulator, *wanted)) == wanted


def test_terms_may_be_lists_of_ids(emulator, ids):
    assert ids_of(look_up(emulator, [ids[5], ids[4]], ids[3])) == [ids[5], ids[4], ids[3]]


def test_a_term_that_is_an_empty_list_asks_for_nothing(emulator):
    assert look_up(emulator, []) == []
    assert emulator.requests() == []


def test_an_id_named_twice_is_given_twice_and_asked_once(emulator, ids):
    assert ids_of(look_up(emulator, ids[9], ids[9])) == [ids[9], ids[9]]
    assert len(emulator.requests()) == 1


def test_a_region_narrows_the_listing(emulator):
    expected = [task["task_id"] for task in emulator.tasks() if task["region"] == "cn-east-3"]
    assert sorted(ids_of(look_up(emulator, task_region="cn-east-3"))) == sorted(expected)


def test_each_documented_field_is_there(emulator):
    emulator.put_tasks([{"task_id": "bare"}])
    (task,) = look_up(emulator)
    assert len(task) == 21
    assert {name for name, value in task.items() if value is not None} == {"task_id"}


def test_filters_leave_out_tasks(emulator):
    expected = {task["task_id"] for task in emulator.tasks() if task["status"] in ("suspend", "failed")}
    assert set(ids_of(look_up(emulator, filters={"status": ["suspend", "failed"]}))) == expected
    assert 0 < len(expected) < 250


def test_filters_leave_out_terms_that_are_not_missing(emulator, warnings):
    emulator.put_tasks([{"task_id": name, "status": status} for name, status in zip("abc", ("on", "off", "on"))])
    assert ids_of(look_up(emulator, "c", "b", "a", filters={"status": "on"})) == ["c", "a"]
    assert look_up(emulator, "b", filters={"status": "on"}, on_missing="warn") == []
    assert warnings == []
    assert "No such relay task: gone." in refusal(emulator, "b", "gone", filters={"status": "on"})


def test_a_filter_without_values_is_warned_of(emulator, warnings):
    assert look_up(emulator, filters={"status": []}) == []
    assert warnings == ["filters.status is an empty list, which no task matches. Leave status out to take all tasks."]


@pytest.mark.parametrize("fields", [["region", "status"], "status,region", ["status", "task_id", "region"]])
def test_a_task_has_the_fields_asked_for(emulator, ids, fields):
    (task,) = look_up(emulator, ids[7], fields=fields)
    assert list(task) == ["task_id", "status", "region"]
    assert task == {name: emulator.tasks()[7][name] for name in task}


def test_an_empty_list_of_fields_leaves_the_id(emulator, ids):
    assert look_up(emulator, ids[7], fields=[]) == [{"task_id": ids[7]}]


@pytest.mark.parametrize("option", [{"filters": {"state": "running"}}, {"fields": ["state"]}])
def test_an_unknown_field_is_refused_before_any_request(emulator, option):
    message = refusal(emulator, **option)
    assert f"Unknown field in {next(iter(option))}: state (did you mean status?). The fields are task_id," in message
    assert emulator.requests() == []


def test_filters_that_are_no_dictionary_are_refused(emulator):
    assert "filters" in refusal(emulator, filters="suspend")


@pytest.mark.parametrize("keywords", [{}, {"on_missing": "error"}])
def test_a_missing_task_is_an_error_that_names_all_of_them(emulator, ids, keywords):
    message = refusal(emulator, "gone-1", ids[0], "gone-2", **keywords)
    assert "No such relay task: gone-1, gone-2. Set on_missing to warn or skip to go on without it." in message


def test_a_missing_task_may_be_a_warning(emulator, ids, warnings):
    assert ids_of(look_up(emulator, GONE, ids[0], on_missing="warn")) == [ids[0]]
    assert warnings == [f"No such relay task: {GONE}."]


def test_a_missing_task_may_be_skipped(emulator, ids, warnings):
    assert ids_of(look_up(emulator, GONE, ids[0], on_missing="skip")) == [ids[0]]
    assert warnings == []


def test_on_missing_takes_no_other_value(emulator):
    assert "on_missing" in refusal(emulator, GONE, on_missing="ignore")


def test_an_option_that_does_not_exist_is_refused(emulator):
    message = refusal(emulator, task_ids=[GONE], wanted=1)
    assert "Unknown option: task_ids (did you mean task_region?), wanted. The options are access_key," in message


def test_an_empty_id_is_refused(emulator):
    assert "task_ids has an empty task ID" in refusal(emulator, "")


def test_a_failure_is_the_sentence_of_the_collection(emulator):
    message = refusal(emulator, secret_key="hush-hush", max_retries=0)
    assert "was answered with HTTP status 401, APIGW.0301" in message
    assert "(from the variable huaweicloud_live_access_key, the option secret_key)." in message
    assert "hush-hush" not in message


def test_the_environment_signs_in(emulator, monkeypatch, ids):
    monkeypatch.setenv("HUAWEICLOUD_LIVE_ENDPOINT", emulator.endpoint)
    monkeypatch.setenv("HW_PROJECT_ID", emulator.project_id)
    monkeypatch.setenv("HW_ACCESS_KEY", emulator.access_key)
    monkeypatch.setenv("HW_SECRET_KEY", emulator.secret_key)
    assert ids_of(load_lookup().run([ids[0]], variables={})) == [ids[0]]


def test_a_token_as_keyword_beats_the_keys_in_variables(emulator, ids):
    keywords = {name: value for name, value in with_token(emulator.auth_token).items() if value}
    look_up(emulator, ids[0], **keywords)
    assert emulator.requests()[0]["auth"] == "token"


def test_an_expression_finds_one_task_or_all(emulator, ids):
    variables = {**connection(emulator), "wanted": ids[8]}
    assert render("lookup('huaweicloud.live.relay_task', wanted).task_id", variables) == ids[8]
    assert render("query('huaweicloud.live.relay_task') | length == 250", variables) is True
    assert render("query('huaweicloud.live.relay_task', [], on_missing='skip')", variables) == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("{'stream_name': wanted}", ["a"]),
        ("{'stream_name': [wanted, none]}", ["a", "c"]),
        ("{'stream_name': several, 'vod_start_video_index': index}", ["b"]),
        ("whole", ["b"]),
        ("{'stream_name': none}", ["c"]),
    ],
)
def test_values_to_filter_by_come_from_templates(emulator, filters, expected):
    emulator.put_tasks(
        [
            {"task_id": "a", "stream_name": "one", "vod_start_video_index": 1},
            {"task_id": "b", "stream_name": "two", "vod_start_video_index": 2},
            {"task_id": "c"},
        ]
    )
    variables = {
        **connection(emulator),
        "wanted": trust_as_template("{{ 'one' }}"),
        "several": [trust_as_template("{{ wanted }}"), "two"],
        "index": trust_as_template("{{ 1 + 1 }}"),
        "whole": {"stream_name": [trust_as_template("{{ 'two' }}")]},
    }
    query = f"query('huaweicloud.live.relay_task', filters={filters}, fields=['status']) | map(attribute='task_id')"
    assert sorted(render(f"{query} | list", variables)) == expected


@pytest.mark.parametrize("filters", ["{'status': unknown}", "{'status': ['running', unknown]}"])
def test_a_variable_to_filter_by_that_does_not_exist_is_an_error(emulator, filters):
    with pytest.raises(AnsibleError, match="'unknown' is undefined"):
        render(f"query('huaweicloud.live.relay_task', filters={filters})", connection(emulator))


def test_text_that_looks_like_a_template_can_be_filtered_by(emulator):
    text = "{{ lookup('pipe', 'id') }}"
    emulator.put_tasks([{"task_id": "a", "stream_name": text}, {"task_id": "b"}])
    assert ids_of(look_up(emulator, filters={"stream_name": text})) == ["a"]


def test_text_from_the_api_is_never_a_template(emulator):
    text = "{{ lookup('pipe', 'id') }}"
    emulator.put_tasks([{"task_id": "a", "stream_name": text, "source_urls": [text]}])
    variables = connection(emulator)
    expression = "query('huaweicloud.live.relay_task', 'a')[0]"
    assert render(f"{expression}.stream_name", variables) == text
    assert render(f"{expression}.source_urls", variables) == [text]


def test_a_worker_looks_for_no_garbage_among_the_tasks_of_a_lookup(emulator, ids):
    fork = multiprocessing.get_context("fork")
    results = fork.SimpleQueue()

    def work():
        tasks = look_up(emulator)
        results.put((len(tasks), gc.get_freeze_count() > len(tasks)))

    worker = fork.Process(target=work)
    worker.start()
    worker.join()
    assert worker.exitcode == 0
    assert results.get() == (len(ids), True)
