# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._deadline import Deadline, Deadlines
from ansible_collections.huaweicloud.live.plugins.module_utils._parallel import in_order
from ansible_collections.huaweicloud.live.tests.unit.servers import wait_until

# A process like a module's, which says that it began and then waits for what never comes.
WAIT = """
import json, signal, sys, threading

sys.path = json.loads(sys.argv[1])

from ansible_collections.huaweicloud.live.plugins.module_utils._parallel import in_order
from ansible_collections.huaweicloud.live.plugins.module_utils._reader import end_with_reader

end_with_reader()
never = threading.Event()

def wait(number):
    if number == 3:
        print("begun", flush=True)
    never.wait()

try:
    for answer in in_order(wait, range(4), concurrency=4):
        pass
except KeyboardInterrupt:
    print("interrupted", file=sys.stderr, flush=True)
    never.set()
"""
COMMAND = [sys.executable, "-c", WAIT, json.dumps(sys.path)]

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)


@contextlib.contextmanager
def killed(process):
    """Gives what a process writes, and kills it at the end of the block, should it not have ended."""
    with process:
        try:
            yield process.stdout
        finally:
            process.kill()


def masked():
    """The signals that this thread does not take."""
    return signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_threads_that_ask_leave_signals_to_the_main_thread():
    for taken in in_order(lambda dummy: masked(), range(20), concurrency=4):
        assert taken.issuperset(SIGNALS)
    assert masked().isdisjoint(SIGNALS)


def test_threads_that_watch_the_time_leave_signals_to_the_main_thread():
    seen = []

    class Seen(Deadline):
        def cut(self):
            seen.append((threading.current_thread(), masked()))

    with Seen(Deadlines(0.01)):
        assert wait_until(lambda: seen)
    thread, taken = seen[0]
    assert thread is not threading.main_thread()
    assert taken.issuperset(SIGNALS)
    assert masked().isdisjoint(SIGNALS)


@pytest.mark.parametrize("number", SIGNALS)
def test_many_signals_at_once_end_a_process_whose_threads_wait(number):
    process = subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    with killed(process) as output:
        assert output.readline() == b"begun\n"
        for also in (number, signal.SIGTERM, signal.SIGTERM):
            process.send_signal(also)
        assert process.wait(10) != 0


@pytest.mark.parametrize("ignored", [False, True])
def test_a_module_ends_when_nobody_reads_its_answer_any_more(tmp_path, ignored):
    errors = tmp_path / "errors"
    # As a script leaves it to what it runs in the background.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN if ignored else signal.default_int_handler)
    try:
        with errors.open("wb") as file:
            process = subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=file)
    finally:
        signal.signal(signal.SIGINT, before)
    with killed(process) as output:
        assert output.readline() == b"begun\n"
        output.close()
        process.wait(10)
        assert errors.read_bytes() == b"interrupted\n"


@pytest.mark.parametrize("place", ["a file", "a device", "a pipe that is read"])
def test_a_module_goes_on_while_its_answer_can_be_read(tmp_path, place):
    output = tmp_path / "output"
    reader, writer = os.pipe()
    with open(os.devnull if place == "a device" else output, "wb") as file:
        process = subprocess.Popen(
            COMMAND, stdout=writer if place == "a pipe that is read" else file, stderr=subprocess.DEVNULL
        )
    os.close(writer)
    with killed(process), open(reader, "rb") as pipe:
        if place == "a file":
            assert wait_until(lambda: output.read_bytes() == b"begun\n")
        elif place == "a pipe that is read":
            assert pipe.readline() == b"begun\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
