# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import multiprocessing
import os
import stat
import time

import pytest

from ansible_collections.huaweicloud.live.plugins.plugin_utils import _private_directory
from ansible_collections.huaweicloud.live.plugins.plugin_utils._private_directory import PrivateDirectory

# Locks are among processes.
process = multiprocessing.get_context("fork")


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "cache" / "mine")


def mode_of(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def hold(path, name, held, release):
    with PrivateDirectory(path).lock(name):
        held.set()
        release.wait()


@pytest.fixture
def held(path):
    """Another process that holds the lock "a", with an event that lets it go."""
    is_held, release = process.Event(), process.Event()
    holder = process.Process(target=hold, args=(path, "a", is_held, release))
    holder.start()
    is_held.wait()
    yield holder, release
    holder.kill()
    holder.join()


def test_a_directory_is_made_that_nobody_else_can_enter(path):
    PrivateDirectory(path)
    assert mode_of(path) == 0o700


def test_a_directory_of_the_user_that_others_could_enter_is_closed(path):
    os.makedirs(path, 0o755)
    PrivateDirectory(path)
    assert mode_of(path) == 0o700


def test_a_directory_of_someone_else_is_refused(path, monkeypatch):
    os.makedirs(path)
    nobody = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: nobody)
    with pytest.raises(PermissionError, match="is not a directory of the user that runs this"):
        PrivateDirectory(path)


def test_a_link_is_refused_wherever_it_leads(path, tmp_path):
    os.makedirs(os.path.dirname(path))
    (tmp_path / "elsewhere").mkdir()
    os.symlink(tmp_path / "elsewhere", path)
    with pytest.raises(PermissionError, match="is not a directory of the user that runs this"):
        PrivateDirectory(path)


def test_a_secret_stays_and_is_that_of_its_directory(path):
    secret = PrivateDirectory(path).secret()
    assert len(secret) == 32
    assert PrivateDirectory(path).secret() == secret
    assert PrivateDirectory(path + "-other").secret() != secret
    assert mode_of(os.path.join(path, "secret")) == 0o600


@pytest.mark.parametrize("broken", [b"", b"short", b"x" * 33])
def test_a_secret_that_was_cut_is_made_anew(path, broken):
    directory = PrivateDirectory(path)
    with open(os.path.join(path, "secret"), "wb") as file:
        file.write(broken)
    secret = directory.secret()
    assert len(secret) == 32
    assert directory.secret() == secret


def test_processes_that_make_a_secret_at_once_agree(path):
    with process.Pool(8) as pool:
        secrets = pool.map(_secret_of, [path] * 32)
    assert len(set(secrets)) == 1


def _secret_of(path):
    return PrivateDirectory(path).secret()


@pytest.mark.parametrize("name", ["secret", "lock"])
def test_no_link_is_followed(path, tmp_path, name):
    directory = PrivateDirectory(path)
    os.symlink(tmp_path / "elsewhere", os.path.join(path, name))
    with pytest.raises(OSError, match="symbolic links"):
        directory.secret()
    assert not (tmp_path / "elsewhere").exists()


def test_a_lock_that_nobody_holds_is_free(path):
    directory = PrivateDirectory(path)
    with directory.lock("a") as lock:
        assert lock.was_free
    with directory.lock("a") as lock:
        assert lock.was_free
    assert mode_of(os.path.join(path, "lock")) == 0o600


def test_a_lock_is_waited_for(path, held, monkeypatch):
    holder, release = held
    pauses = []

    def pause(seconds):
        pauses.append(seconds)
        release.set()
        holder.join()

    monkeypatch.setattr(time, "sleep", pause)
    with PrivateDirectory(path).lock("a") as lock:
        assert not lock.was_free
    assert len(pauses) == 1


def test_locks_of_other_names_are_not_waited_for(path, held):
    assert held[0].is_alive()
    with PrivateDirectory(path).lock("b") as lock:
        assert lock.was_free


def test_a_lock_ends_with_the_process_that_holds_it(path, held):
    held[0].kill()
    held[0].join()
    with PrivateDirectory(path).lock("a") as lock:
        assert lock.was_free


def test_a_lock_that_is_never_given_back_is_not_waited_for_for_ever(path, held, monkeypatch):
    monkeypatch.setattr(_private_directory, "LONGEST_WAIT", 0.1)
    assert held[0].is_alive()
    with pytest.raises(TimeoutError, match=r"another process has kept it locked for 0\.1 seconds"):
        PrivateDirectory(path).lock("a")


def test_what_was_not_written_for_long_is_removed_and_nothing_else(path):
    directory = PrivateDirectory(path)
    directory.secret()
    for name, age in [("old", 100), ("young", 10), ("secret", 1000), ("lock", 1000)]:
        file = os.path.join(path, name)
        with open(file, "ab"):
            os.utime(file, (time.time() - age, time.time() - age))
    os.mkdir(os.path.join(path, "directory"))
    directory.clear(50)
    assert sorted(os.listdir(path)) == ["directory", "lock", "secret", "young"]


def test_files_are_protected_by_the_ends_of_their_names(path):
    directory = PrivateDirectory(path)
    for name in ("prefix_mine", "prefix_other"):
        with open(os.path.join(path, name), "wb") as file:
            os.chmod(file.fileno(), 0o644)
    directory.protect("mine")
    assert [mode_of(os.path.join(path, name)) for name in ("prefix_mine", "prefix_other")] == [0o600, 0o644]
