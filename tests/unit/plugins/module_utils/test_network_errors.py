# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import socket

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import TransportError
from ansible_collections.huaweicloud.live.tests.unit.support import NOBODY, ask, failure


def test_a_server_that_is_down(emulator):
    error = failure(emulator, TransportError, endpoint=NOBODY)
    assert error["msg"].startswith(
        f"GET {NOBODY}/v1/{emulator.project_id}/pull/stream/task?offset=0&limit=10 got no answer:"
    )
    assert "the connection was refused. Check that the endpoint's host and port are right" in error["msg"]
    assert set(error) == {"msg"}


def test_a_server_that_does_not_answer_in_time(emulator):
    emulator.fault("hang", seconds=600)
    error = failure(emulator, TransportError, timeout=0.1)
    assert (
        "got no answer: no answer within 0.1 seconds (timeout). Try again later, or set a longer timeout."
        in error["msg"]
    )


def test_a_server_that_takes_no_connection_in_time(emulator):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        address = listener.getsockname()
        # One connection fills the queue of those that wait to be taken.
        with socket.create_connection(address):
            error = failure(emulator, TransportError, endpoint=f"http://127.0.0.1:{address[1]}", timeout=0.1)
    assert "no connection within 0.1 seconds. Check the endpoint, the network and the firewall." in error["msg"]


def test_a_body_that_does_not_come_in_time(emulator):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        endpoint = f"http://127.0.0.1:{listener.getsockname()[1]}"
        error = failure(emulator, TransportError, endpoint=endpoint, timeout=0.1)
    assert "no answer within 0.1 seconds (timeout)." in error["msg"]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("close", "the connection failed: it was closed before the answer was complete."),
        ("reset", "the connection failed: [Errno 104] Connection reset by peer."),
        ("cut", "the connection was closed before its end."),
    ],
)
def test_a_connection_that_ends_too_early(emulator, kind, told):
    emulator.fault(kind)
    message = failure(emulator, TransportError)["msg"]
    assert f" got no answer: {told} Try again later, and check " in message


def test_a_host_that_nobody_knows(emulator):
    message = failure(emulator, TransportError, endpoint="https://live.invalid")["msg"]
    assert "the host name live.invalid cannot be resolved. Check region and endpoint, and this host's DNS." in message


@pytest.mark.parametrize("endpoint", ["https://a..b", "https://*.example.com", f"https://{'a' * 70}.example.com"])
def test_a_host_name_that_cannot_be_one_is_not_tried_again(emulator, pauses, endpoint):
    message = failure(emulator, TransportError, endpoint=endpoint, max_retries=4)["msg"]
    assert "got no answer: the request could not be sent (" in message
    assert message.endswith("Check endpoint and the proxies in the environment.")
    assert pauses == []


def test_a_body_that_is_not_compressed_as_it_says(emulator):
    emulator.fault("body", body="not gzip at all", headers={"Content-Encoding": "gzip"})
    message = failure(emulator, TransportError)["msg"]
    assert "what came is not compressed in the way that its header says. Check endpoint" in message


def test_a_proxy_that_is_down_is_named_without_its_password(emulator, monkeypatch):
    monkeypatch.setenv("http_proxy", NOBODY.replace("//", "//user:proxy-hush@"))
    message = failure(emulator, TransportError)["msg"]
    assert "the proxy that the environment names for it did not let the request through" in message
    assert "Check https_proxy, http_proxy and no_proxy." in message
    assert "proxy-hush" not in message


def test_a_proxy_is_used_unless_no_proxy_names_the_host(emulator, monkeypatch):
    monkeypatch.setenv("http_proxy", NOBODY)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert ask(emulator).total == 250
