# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import threading
import time
from contextlib import ExitStack

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import TransportError
from ansible_collections.huaweicloud.live.plugins.module_utils._pace import Pace
from ansible_collections.huaweicloud.live.tests.unit.servers import wait_until
from ansible_collections.huaweicloud.live.tests.unit.support import ask

HOLD = 0.3


@pytest.fixture
def pace():
    return Pace(8)


def room(pace):
    """How many requests may be in flight now, found out by beginning them."""
    begun = threading.Semaphore(0)
    enough = threading.Event()

    def request():
        with pace.request():
            begun.release()
            enough.wait()

    threads = [threading.Thread(target=request) for dummy in range(20)]
    for thread in threads:
        thread.start()
    count = 0
    while begun.acquire(timeout=0.05):
        count += 1
    enough.set()
    for thread in threads:
        thread.join()
    return count


def throttle(pace, *, together=1):
    """So many requests that are in flight together are throttled, and there is no hold."""
    with ExitStack() as requests:
        begun = [requests.enter_context(pace.request()) for dummy in range(together)]
        for throttlings in begun:
            pace.throttled(0, throttlings=throttlings)


def test_as_many_requests_are_in_flight_as_there_is_concurrency(pace):
    assert room(pace) == 8


@pytest.mark.parametrize(("times", "left"), [(1, 4), (2, 2), (3, 1), (4, 1)])
def test_each_throttling_halves_the_requests_in_flight_down_to_one(pace, times, left):
    for dummy in range(times):
        throttle(pace)
    assert room(pace) == left


def test_requests_that_are_throttled_together_are_one_throttling(pace):
    throttle(pace, together=8)
    assert room(pace) == 4


def test_a_request_from_before_a_throttling_does_not_count_again_however_late_it_is(pace):
    with pace.request() as old:
        throttle(pace)
        with pace.request() as new:
            pace.throttled(0, throttlings=old)
        assert room(pace) == 3
        pace.throttled(0, throttlings=new)
    assert room(pace) == 2


def test_answers_give_the_requests_in_flight_back_little_by_little_up_to_the_concurrency(pace):
    for dummy in range(3):
        throttle(pace)
    grown = []
    for number in range(40):
        pace.answered()
        if number % 13 == 0:
            grown.append(room(pace))
    assert grown == sorted(set(grown))
    assert (grown[0], grown[-1]) == (2, 8)


def test_all_threads_hold_while_the_service_wants_it():
    pace = Pace(3)
    with pace.request() as throttlings:
        pace.throttled(HOLD, throttlings=throttlings)
    held_from = time.monotonic()
    begun = []

    def request():
        with pace.request():
            begun.append(time.monotonic() - held_from)

    threads = [threading.Thread(target=request) for dummy in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(begun) == 5
    assert min(begun) >= HOLD - 0.01


def test_the_longest_hold_is_what_counts(pace):
    with pace.request() as throttlings:
        pace.throttled(HOLD, throttlings=throttlings)
        pace.throttled(0, throttlings=throttlings)
    begin = time.monotonic()
    with pace.request():
        assert time.monotonic() - begin >= HOLD - 0.02


@pytest.mark.parametrize("waits_for", ["the end of the hold", "its turn"])
def test_who_waits_is_let_go_when_there_is_a_stop(waits_for):
    pace = Pace(1)
    outcome = []

    def request():
        try:
            with pace.request():
                outcome.append("sent")
        except TransportError as error:
            outcome.append(error.msg)

    waiting = threading.Thread(target=request)
    with pace.request() as throttlings:
        if waits_for == "the end of the hold":
            pace.throttled(3600, throttlings=throttlings)
        waiting.start()
        assert wait_until(waiting.is_alive)
        pace.stop()
        waiting.join(5)
    assert outcome == ["The query was broken off."]


def test_a_service_that_throttles_is_left_alone_by_all_threads_for_as_long_as_it_asks(emulator):
    emulator.put_tasks(count=4000)
    emulator.settings(latency=0.02)
    # Page one goes alone; the fourth of those that follow is throttled.
    emulator.fault("status", status=429, times=1, after=4, headers={"Retry-After": "1"})
    assert ask(emulator, max_retries=1).total == 4000
    requests = emulator.requests()
    (throttled,) = [request["finished"] for request in requests if request["status"] == 429]
    # What was sent before the word had reached all threads does not count.
    during = [request for request in requests if throttled + 0.1 < request["started"] < throttled + 0.95]
    assert during == []
    assert len([request for request in requests if throttled < request["started"] <= throttled + 0.1]) <= 8
    assert max(request["started"] for request in requests) > throttled + 1
