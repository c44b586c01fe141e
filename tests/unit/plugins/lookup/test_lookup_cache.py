# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import multiprocessing
import os
import stat
import tempfile
import time

import pytest
from ansible.errors import AnsibleError
from ansible.plugins.cache import BaseFileCacheModule
from ansible.plugins.loader import cache_loader
from ansible.utils.display import Display

from ansible_collections.huaweicloud.live.plugins.plugin_utils import _cache
from ansible_collections.huaweicloud.live.plugins.plugin_utils._private_directory import PrivateDirectory
from ansible_collections.huaweicloud.live.tests.unit.support import pieces_of, secrets_of
from ansible_collections.huaweicloud.live.tests.unit.templates import load_lookup, render

TEMPLATE = "{{ lookup('pipe', 'id') }}"

process = multiprocessing.get_context("fork")


@pytest.fixture
def warnings(monkeypatch):
    """The warnings that the user sees."""
    shown = []
    for name in ("warning", "error_as_warning"):
        monkeypatch.setattr(Display, name, lambda dummy, msg, **dummy_options: shown.append(msg), raising=False)
    return shown


@pytest.fixture
def cached(emulator, tmp_path):
    """Looks up with a cache in this directory: the IDs of the tasks."""
    emulator.put_tasks([{"task_id": name, "push_args": "key=stream-secret"} for name in "abc"])

    def look_up(*terms, **keywords):
        variables = connection(emulator)
        keywords = {"cache": True, "cache_connection": str(tmp_path), "max_retries": 0, **keywords}
        tasks = load_lookup(variables).run(list(terms), variables=variables, **keywords)
        return [task["task_id"] for task in tasks]

    return look_up


@pytest.fixture
def directory(tmp_path):
    """Where the entries are."""
    return tmp_path / _cache.DIRECTORY


def connection(emulator):
    names = ("endpoint", "project_id", "access_key", "secret_key")
    return {f"huaweicloud_live_{name}": getattr(emulator, name) for name in names}


def asked(emulator):
    """How often the service was asked since the last time."""
    number = len(emulator.requests())
    emulator.clear_requests()
    return number


def entries(directory):
    return sorted(file for file in directory.iterdir() if file.name not in ("lock", "secret"))


def test_without_the_option_nothing_is_kept(emulator, cached, tmp_path):
    assert cached(cache=False) == cached(cache=False) == ["a", "b", "c"]
    assert asked(emulator) == 2
    assert not any(tmp_path.iterdir())


def test_a_second_look_finds_what_the_first_one_kept(emulator, cached, warnings):
    assert cached() == cached() == ["a", "b", "c"]
    assert asked(emulator) == 1
    assert warnings == []


def test_variables_switch_it_on(emulator, tmp_path):
    emulator.put_tasks([{"task_id": name} for name in "abc"])
    variables = {
        **connection(emulator),
        "huaweicloud_live_cache": True,
        "huaweicloud_live_cache_connection": str(tmp_path),
    }
    for dummy in range(2):
        assert render("query('huaweicloud.live.relay_task') | length == 3", variables)
    assert asked(emulator) == 1


@pytest.mark.parametrize(
    "other", [{"task_region": "x"}, {"filters": {"status": "x"}}, {"fields": ["status"]}, {"validate_certs": False}]
)
def test_another_question_has_another_answer(emulator, cached, other):
    cached()
    cached(**other)
    cached("a")
    cached()
    assert asked(emulator) == 3


def test_what_is_kept_has_no_say_in_what_is_missing(emulator, cached, warnings):
    assert cached("a", "gone", on_missing="skip") == ["a"]
    assert cached("a", "gone", on_missing="warn") == ["a"]
    assert warnings == ["No such relay task: gone."]
    with pytest.raises(AnsibleError, match="No such relay task: gone"):
        cached("a", "gone")
    assert asked(emulator) == 2


def test_another_identity_is_asked_for_itself(emulator, cached):
    cached()
    cached(auth_token=emulator.auth_token)
    assert [request["auth"] for request in emulator.requests()] == ["access_key", "token"]


def test_who_may_not_ask_gets_nothing_that_others_were_told(cached):
    cached()
    with pytest.raises(AnsibleError, match="Incorrect IAM authentication information"):
        cached(secret_key="a-guess")


def test_an_error_is_not_kept(emulator, cached):
    emulator.fault("status", status=403, times=1)
    with pytest.raises(AnsibleError):
        cached()
    assert cached() == ["a", "b", "c"]


def test_nobody_else_can_read_what_is_kept(cached, directory):
    cached()
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    (entry,) = entries(directory)
    for file in directory.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert entry.name.startswith("relay_task_")


def test_no_credential_is_in_it(emulator, cached, directory):
    cached()
    for file in directory.iterdir():
        shown = file.name + file.read_bytes().decode("latin-1")
        assert pieces_of(secrets_of(emulator), shown) == []
        assert emulator.access_key not in shown


def test_two_directories_do_not_know_each_other(emulator, cached, tmp_path, directory):
    cached()
    cached(cache_connection=str(tmp_path / "other"))
    (first,), (second,) = entries(directory), entries(tmp_path / "other" / _cache.DIRECTORY)
    assert first.name != second.name
    assert asked(emulator) == 2


def test_without_a_directory_it_is_that_of_ansible(cached, monkeypatch, tmp_path):
    monkeypatch.setenv("ANSIBLE_HOME", str(tmp_path / "ansible"))
    cached(cache_connection=None)
    assert len(entries(tmp_path / "ansible" / _cache.DIRECTORY)) == 1


def test_an_answer_is_used_until_its_time_is_up(emulator, cached, monkeypatch):
    now = time.time()
    cached(cache_timeout=60)
    monkeypatch.setattr(time, "time", lambda: now + 50)
    cached(cache_timeout=60)
    assert asked(emulator) == 1
    monkeypatch.setattr(time, "time", lambda: now + 70)
    cached(cache_timeout=60)
    assert asked(emulator) == 1


def test_a_time_of_zero_is_for_ever(emulator, cached, monkeypatch):
    now = time.time()
    cached(cache_timeout=0)
    monkeypatch.setattr(time, "time", lambda: now + 10**9)
    cached(cache_timeout=0)
    assert asked(emulator) == 1


def test_a_negative_time_is_refused(cached):
    with pytest.raises(AnsibleError, match="cache_timeout is -1; it takes a number of seconds, or 0 to keep"):
        cached(cache_timeout=-1)


def test_a_plugin_that_does_not_exist_is_refused(cached):
    with pytest.raises(AnsibleError, match=r"Unable to load the cache plugin 'no\.such\.plugin'"):
        cached(cache_plugin="no.such.plugin")


def test_a_plugin_that_keeps_nothing_is_told(emulator, cached, warnings):
    assert cached(cache_plugin="memory") == cached(cache_plugin="memory") == ["a", "b", "c"]
    assert asked(emulator) == 2
    assert "the cache plugin memory keeps nothing for another process" in warnings[0]


def test_what_a_service_says_is_no_template_after_the_cache_either(emulator, tmp_path):
    hostile = {"stream_name": TEMPLATE, "new": {"__ansible_unsafe": "x"}, "newer": {"__ansible_vault": "y"}}
    emulator.put_tasks([{"task_id": "a", **hostile}])
    variables = connection(emulator)
    query = f"query('huaweicloud.live.relay_task', cache=true, cache_connection='{tmp_path}')[0]"
    for dummy in range(2):
        assert render(f"{query}.stream_name", variables) == TEMPLATE
        assert render(query, variables)["new"] == hostile["new"]
        assert render(query, variables)["newer"] == hostile["newer"]
    assert asked(emulator) == 1


def test_however_many_processes_miss_at_once_one_asks(emulator, cached):
    emulator.settings(latency=0.2)
    answers = process.SimpleQueue()
    callers = [process.Process(target=lambda: answers.put(cached())) for dummy in range(12)]
    for caller in callers:
        caller.start()
    assert [answers.get() for dummy in callers] == [["a", "b", "c"]] * len(callers)
    for caller in callers:
        caller.join()
    assert asked(emulator) == 1


def test_who_waited_for_one_that_failed_asks(emulator, cached, directory, monkeypatch):
    cached()
    (entry,) = entries(directory)
    entry.unlink()
    asked(emulator)
    key = entry.name[-64:]
    held, release = process.Event(), process.Event()
    holder = process.Process(target=_hold, args=(str(directory), key, held, release))
    holder.start()
    held.wait()

    def pause(dummy):
        release.set()
        holder.join()

    monkeypatch.setattr(time, "sleep", pause)
    assert cached() == ["a", "b", "c"]
    assert asked(emulator) == 1
    assert len(entries(directory)) == 1


def _hold(path, key, held, release):
    with PrivateDirectory(path).lock(key):
        held.set()
        release.wait()


def test_a_lock_that_cannot_be_had_is_a_warning(cached, directory, warnings):
    cached()
    (entry,) = entries(directory)
    entry.unlink()
    (directory / "lock").unlink()
    (directory / "lock").symlink_to("elsewhere")
    assert cached() == cached() == ["a", "b", "c"]
    assert "The cache of relay tasks cannot be locked, so that the service may be asked more than once" in warnings[0]
    assert len(entries(directory)) == 1


def spoil_with(text):
    def spoil(entry):
        entry.write_text(text, encoding="utf-8")

    return spoil


def cut(entry):
    os.truncate(entry, entry.stat().st_size // 2)


def change(entry):
    entry.write_text(entry.read_text(encoding="utf-8").replace("stream-secret", "stream-forged"), encoding="utf-8")


def replace_by_directory(entry):
    entry.unlink()
    entry.mkdir()


def replace_by_loop(entry):
    entry.unlink()
    entry.symlink_to(entry)


@pytest.mark.parametrize(
    "spoil",
    [
        spoil_with(""),
        spoil_with("[]"),
        spoil_with("null"),
        spoil_with("no JSON"),
        spoil_with('{"entry": 1, "seal": 2}'),
        spoil_with('{"__payload__": "[]"}'),
        spoil_with(json.dumps({"__payload__": json.dumps({"entry": "{}", "seal": "0" * 64})})),
        cut,
        change,
        replace_by_directory,
        replace_by_loop,
    ],
)
def test_an_entry_that_is_spoilt_is_a_warning_and_a_fresh_answer(emulator, cached, directory, warnings, spoil):
    cached()
    (entry,) = entries(directory)
    spoil(entry)
    asked(emulator)
    assert cached() == ["a", "b", "c"]
    assert asked(emulator) == 1
    assert warnings
    assert "stream-" not in "".join(warnings)


def test_an_entry_of_another_identity_is_not_taken_for_ones_own(emulator, cached, directory, warnings):
    token = {"auth_token": emulator.auth_token}
    cached()
    (mine,) = entries(directory)
    cached(**token)
    (theirs,) = set(entries(directory)) - {mine}
    theirs.write_bytes(mine.read_bytes())
    asked(emulator)
    assert cached(**token) == ["a", "b", "c"]
    assert asked(emulator) == 1
    assert "it belongs to another query or identity" in warnings[0]


def test_an_entry_from_the_future_is_a_warning_and_a_fresh_answer(emulator, cached, monkeypatch, warnings):
    cached()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now - 3600)
    assert cached() == ["a", "b", "c"]
    assert asked(emulator) == 2
    assert "it was written in the future, as the clock was set back since" in warnings[0]


def test_a_directory_that_cannot_be_made_is_a_warning_and_a_fresh_answer(cached, tmp_path, warnings):
    (tmp_path / "file").touch()
    assert cached(cache_connection=str(tmp_path / "file")) == ["a", "b", "c"]
    assert warnings[0].startswith("The cache of relay tasks cannot be used, so that the service is asked: ")
    assert str(tmp_path / "file") in warnings[0]


@pytest.mark.parametrize("full", ["write", "secret"])
def test_a_full_disk_is_a_warning_and_a_fresh_answer(emulator, cached, monkeypatch, warnings, directory, full):
    def fail(*dummy, **dummy_options):
        raise OSError(28, "No space left on device")

    if full == "write":
        cached()
        (entry,) = entries(directory)
        entry.unlink()
        monkeypatch.setattr(BaseFileCacheModule, "set", fail)
    else:
        monkeypatch.setattr(tempfile, "mkstemp", fail)
    asked(emulator)
    assert cached() == ["a", "b", "c"]
    assert asked(emulator) == 1
    assert "No space left on device" in warnings[0]


def test_what_nobody_used_for_long_is_removed(cached, directory):
    cached("a")
    (old,) = entries(directory)
    long_ago = time.time() - 2 * _cache.FORGOTTEN
    os.utime(old, (long_ago, long_ago))
    cached()
    assert len(entries(directory)) == 1
    assert not old.exists()


def test_the_address_of_a_server_is_not_shown(cached, tmp_path, monkeypatch, warnings):
    class Server:
        """A plugin as others are that talk to a server."""

    def get(dummy, class_only=False, **options):
        if class_only:
            return Server
        raise RuntimeError(f"Cannot reach {options['_uri']}\nat all")

    monkeypatch.setattr(cache_loader, "get", get)
    monkeypatch.setenv("ANSIBLE_HOME", str(tmp_path / "ansible"))
    assert cached(cache_plugin="server", cache_connection="host:6379:0:hush-hush") == ["a", "b", "c"]
    assert warnings == ["The cache of relay tasks cannot be used, so that the service is asked: Cannot reach ********"]
