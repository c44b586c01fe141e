# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import gc
import os
import threading
import time

import pytest
import trustme

from ansible_collections.huaweicloud.live.plugins.module_utils._auth import Auth
from ansible_collections.huaweicloud.live.plugins.module_utils._errors import TransportError
from ansible_collections.huaweicloud.live.plugins.module_utils._options import from_module
from ansible_collections.huaweicloud.live.plugins.module_utils._secrets import Secrets
from ansible_collections.huaweicloud.live.plugins.module_utils._transport import Transport
from ansible_collections.huaweicloud.live.tests.unit.servers import (
    ANSWER,
    Server,
    hang,
    say,
    server_context,
    wait_until,
)

TIMEOUT = 0.2
BOUND = 3 * TIMEOUT
DRIP = TIMEOUT / 8

# A record of a TLS handshake that says it has 16 KiB.
TLS_RECORD = b"\x16\x03\x03\x40\x00" + bytes(1000)


def transport(server, **changes):
    params = {"endpoint": server.endpoint, "timeout": TIMEOUT, "max_retries": 0, "validate_certs": False, **changes}
    return Transport(params["endpoint"], Auth(), from_module(params, {}), Secrets())


def failure(server, **changes):
    """What a request fails with, and after how many seconds."""
    begin = time.monotonic()
    with transport(server, **changes) as requests, pytest.raises(TransportError) as caught:
        requests.send("GET", "/")
    return caught.value.msg, time.monotonic() - begin


def slow(*, fast, data):
    """An ``answer`` that begins at once and then comes one byte at a time."""

    def answer(server, connection):
        server.read_head(connection)
        connection.sendall(fast)
        server.drip(connection, data, seconds=DRIP)

    return answer


def slow_handshake(server, connection):
    server.drip(connection, TLS_RECORD, seconds=DRIP)


slow_headers = slow(fast=b"HTTP/1.1 200 OK\r\n", data=b"X-Padding: " + b"." * 1000)
slow_body = slow(fast=b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", data=bytes(1000))
slow_chunks = slow(fast=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", data=b"1\r\nx\r\n" * 200)
endless_continue = slow(fast=b"", data=b"HTTP/1.1 100 Continue\r\n\r\n" * 50)


@pytest.fixture
def context():
    return server_context(trustme.CA().issue_cert("127.0.0.1"))


@pytest.fixture(autouse=True)
def nothing_is_left():
    """No thread and no open file is left of any test."""
    gc.collect()
    threads, files = threading.active_count(), len(os.listdir("/proc/self/fd"))
    yield
    assert wait_until(lambda: threading.active_count() == threads), threading.enumerate()
    # An error that pytest has caught holds on to the frames that it came through.
    gc.collect()
    assert len(os.listdir("/proc/self/fd")) == files


@pytest.mark.parametrize("with_tls", [False, True])
@pytest.mark.parametrize("answer", [slow_headers, slow_body, slow_chunks, endless_continue])
def test_an_answer_that_drips_is_cut_off_when_the_time_is_up(context, answer, with_tls):
    with Server(answer, context=context if with_tls else None) as server:
        message, seconds = failure(server)
    assert "got no answer: it had not ended within 0.6 seconds. Try again later, or set a longer timeout." in message
    assert BOUND <= seconds < BOUND + 0.3


def test_a_tls_handshake_that_drips_is_cut_off_when_the_time_is_up():
    with Server(slow_handshake) as server:
        message, seconds = failure(server, endpoint=f"https://{server.address}")
    # Python itself has one time-out for all of it.
    assert "no answer within 0.2 seconds (timeout)." in message
    assert TIMEOUT <= seconds < BOUND


@pytest.mark.parametrize("answer", [slow_headers, slow(fast=b"", data=b"HTTP/1.1 200 " + b"." * 1000)])
def test_a_proxy_that_drips_is_cut_off_when_the_time_is_up(monkeypatch, answer):
    with Server(answer) as proxy:
        monkeypatch.setenv("https_proxy", proxy.endpoint)
        message, seconds = failure(proxy, endpoint="https://127.0.0.1:9")
    assert "it had not ended within 0.6 seconds." in message
    assert "The request went through the proxy of https_proxy or http_proxy: check that one, too." in message
    assert BOUND <= seconds < BOUND + 0.3


def test_a_server_that_says_nothing_is_given_up_after_one_read(context):
    for with_tls in (False, True):
        with Server(hang, context=context if with_tls else None) as server:
            message, seconds = failure(server)
        assert "got no answer: no answer within 0.2 seconds (timeout)." in message
        assert TIMEOUT <= seconds < TIMEOUT + 0.25


def test_what_drips_is_tried_again_and_each_attempt_has_the_same_time():
    with Server(slow_body) as server:
        message, seconds = failure(server, max_retries=2)
        assert server.connections == 3
    assert message.endswith("It was tried 3 times.")
    assert 3 * BOUND <= seconds < 3 * BOUND + 0.5


def test_a_slow_answer_that_ends_in_time_is_an_answer():
    with Server(slow(fast=ANSWER[:-5], data=ANSWER[-5:])) as server, transport(server) as requests:
        assert requests.send("GET", "/").body == ANSWER.partition(b"\r\n\r\n")[2]


@pytest.mark.parametrize("with_tls", [False, True])
def test_a_connection_that_is_used_again_is_watched_again(context, with_tls):
    def first_fast_then_slow(server, connection):
        for dummy in range(2):
            server.read_head(connection)
            connection.sendall(ANSWER)
        slow_body(server, connection)

    with Server(first_fast_then_slow, context=context if with_tls else None) as server:
        with transport(server) as requests:
            assert [requests.send("GET", "/").status for dummy in range(2)] == [200, 200]
            # The time of the first two has nothing to say to the third.
            assert not wait_until(lambda: len(server.heads) > 2, seconds=BOUND)
            begin = time.monotonic()
            with pytest.raises(TransportError, match="it had not ended within"):
                requests.send("GET", "/")
            assert BOUND <= time.monotonic() - begin < BOUND + 0.3
        assert server.connections == 1


@pytest.mark.parametrize("answer", [hang, slow_headers, slow_body])
@pytest.mark.parametrize("with_tls", [False, True])
def test_leaving_the_transport_cuts_what_is_under_way(context, answer, with_tls):
    outcome: list[str] = []

    def request():
        try:
            requests.send("GET", "/")
        except TransportError as error:
            outcome.append(error.msg)

    with Server(answer, context=context if with_tls else None) as server:
        with transport(server, timeout=60, max_retries=9) as requests:
            under_way = [threading.Thread(target=request) for dummy in range(8)]
            for thread in under_way:
                thread.start()
            assert wait_until(lambda: len(server.heads) == 8)
            begin = time.monotonic()
        for thread in under_way:
            thread.join()
        assert time.monotonic() - begin < 0.5
        # None of them is tried again.
        assert outcome == ["The query was broken off."] * 8
        assert len(server.heads) == 8


@pytest.mark.parametrize("status", ["503 Service Unavailable", "429 Too Many Requests"])
def test_leaving_the_transport_wakes_who_waits_to_try_again(status):
    outcome: list[str] = []

    def request():
        try:
            requests.send("GET", "/")
        except TransportError as error:
            outcome.append(error.msg)

    answer = say(f"HTTP/1.1 {status}\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n".encode())
    with Server(answer) as server:
        with transport(server, max_retries=9) as requests:
            waiting = [threading.Thread(target=request) for dummy in range(4)]
            for thread in waiting:
                thread.start()
            assert wait_until(lambda: len(server.heads) >= 1)
            begin = time.monotonic()
        for thread in waiting:
            thread.join()
        assert time.monotonic() - begin < 0.5
        asked = len(server.heads)
    assert asked <= 4
    assert outcome == ["The query was broken off."] * 4
