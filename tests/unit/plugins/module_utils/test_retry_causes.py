# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import email.utils
import time

import pytest
import trustme

from ansible_collections.huaweicloud.live.plugins.module_utils import _backoff, _signature
from ansible_collections.huaweicloud.live.plugins.module_utils._errors import ApiError, TransportError
from ansible_collections.huaweicloud.live.plugins.module_utils._transport import Transport
from ansible_collections.huaweicloud.live.tests.unit.servers import (
    ANSWER,
    Server,
    hang,
    hang_up,
    say,
    server_context,
)
from ansible_collections.huaweicloud.live.tests.unit.support import ONE_PAGE, ask, failure, with_token

# What happens to a request, the options that go with it, and what a task says when it does not end.
CAUSES = {
    "429": ({"kind": "status", "status": 429}, {}, "HTTP status 429, APIGW.0308"),
    "429, from a proxy": ({"kind": "html", "status": 429}, {}, "HTTP status 429, an HTML page"),
    "500": ({"kind": "status", "status": 500}, {}, "HTTP status 500"),
    "502": ({"kind": "status", "status": 502}, {}, "HTTP status 502"),
    "502, from a proxy": ({"kind": "html", "status": 502}, {}, "HTTP status 502, an HTML page"),
    "503": ({"kind": "status", "status": 503}, {}, "HTTP status 503, APIGW.0610"),
    "504": ({"kind": "status", "status": 504}, {}, "HTTP status 504"),
    "closed": ({"kind": "close"}, {}, "it was closed before the answer was complete"),
    "reset": ({"kind": "reset"}, {}, "Connection reset by peer"),
    "cut short": ({"kind": "cut"}, {}, "the connection was closed before its end"),
    "late": ({"kind": "hang", "seconds": 600}, {"timeout": 0.2}, "no answer within 0.2 seconds"),
}
IN_TURN = [CAUSES[name] for name in ("429", "reset", "cut short", "late", "503")]

causes = pytest.mark.parametrize("cause", CAUSES.values(), ids=CAUSES)


@causes
@pytest.mark.parametrize("times", [1, 2])
def test_what_passes_is_no_failure(emulator, pauses, cause, times):
    fault, options, dummy = cause
    emulator.fault(**fault, times=times)
    assert ask(emulator, ONE_PAGE, max_retries=times, **options).total == 250
    assert len(emulator.requests()) == times + 1
    assert len(pauses) == times


@causes
def test_what_passes_on_any_page_is_no_failure(emulator, pauses, cause):
    fault, options, dummy = cause
    emulator.fault(**fault, times=2, after=2)
    answer = ask(emulator, max_retries=4, **options)
    assert sorted(task["task_id"] for task in answer.tasks) == sorted(task["task_id"] for task in emulator.tasks())
    assert len(pauses) == 2


@causes
def test_what_does_not_pass_is_the_failure_after_the_last_retry(emulator, pauses, cause):
    fault, options, told = cause
    emulator.fault(**fault)
    error = failure(emulator, (ApiError, TransportError), max_retries=2, **options)
    assert told in error["msg"]
    assert len(emulator.requests()) == 3
    assert len(pauses) == 2


@pytest.mark.parametrize("last", range(len(IN_TURN)))
def test_the_last_failure_is_the_one_that_is_told(emulator, pauses, last):
    order = [cause for cause in IN_TURN if cause is not IN_TURN[last]] + [IN_TURN[last]]
    emulator.faults([{**fault, "times": 1} for fault, dummy, dummy2 in order])
    error = failure(emulator, (ApiError, TransportError), max_retries=len(order) - 1, timeout=0.2)
    assert [told for dummy, dummy2, told in IN_TURN if told in error["msg"]] == [IN_TURN[last][2]]
    assert len(pauses) == len(order) - 1


def test_each_page_has_all_its_retries(emulator, pauses):
    # Two of the three requests of each page fail.
    emulator.faults([{"kind": "status", "status": 500, "times": 2, "match": {"offset": n}} for n in (0, 99, 198)])
    assert ask(emulator, max_retries=2, concurrency=1).total == 250
    assert len(pauses) == 6


def test_a_service_that_comes_up_meanwhile_is_asked_again(emulator, monkeypatch):
    with Server(say(ANSWER), is_open=False) as server:
        monkeypatch.setattr(Transport, "_pause", lambda *_arguments: server.open())
        assert ask(emulator, ONE_PAGE, endpoint=server.endpoint, max_retries=1).total == 1


def test_a_connection_that_is_refused_for_good_is_the_failure(emulator, pauses):
    with Server(hang, is_open=False) as server:
        message = failure(emulator, TransportError, endpoint=server.endpoint, max_retries=2)["msg"]
    assert "the connection was refused." in message
    assert message.endswith("It was tried 3 times.")
    assert len(pauses) == 2


@pytest.mark.parametrize("passes", [True, False])
def test_a_server_that_hangs_up_before_there_is_tls_is_asked_again(emulator, pauses, tmp_path, passes):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = server_context(authority.issue_cert("127.0.0.1"))

    def secured(server, connection):
        if server.connections == 1 or not passes:
            # All of its greeting, as the connection would be reset otherwise.
            connection.recv(65536)
            hang_up(connection)
        else:
            with context.wrap_socket(connection, server_side=True) as over_tls:
                say(ANSWER)(server, over_tls)

    with Server(secured) as server:
        task = {"endpoint": f"https://{server.address}", "ca_path": str(tmp_path / "ca.pem"), "max_retries": 1}
        if passes:
            assert ask(emulator, ONE_PAGE, **task).total == 1
        else:
            assert "its certificate or TLS handshake" in failure(emulator, TransportError, **task)["msg"]
        assert server.connections == 2
    assert len(pauses) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, 0),
        ("0", 0),
        ("7", 7),
        ("60", 60),
        ("61", 60),
        ("86400", 60),
        ("soon", 0),
        ("-7", 0),
        ("7.5", 0),
        ("", 0),
        ("9" * 300, 60),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Wed, 21 Oct 2099 07:28:00 GMT", 60),
        ("Wed, 21 Oct", 0),
    ],
)
def test_retry_after_is_what_the_pause_begins_with(emulator, pauses, status, value, seconds):
    emulator.fault("status", status=status, times=1, headers={} if value is None else {"Retry-After": value})
    assert ask(emulator, ONE_PAGE, max_retries=1).total == 250
    (pause,) = pauses
    assert seconds <= pause <= seconds + 0.01


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_may_be_a_time(emulator, pauses, status):
    date = email.utils.formatdate(time.time() + 20, usegmt=True)
    emulator.fault("status", status=status, times=1, headers={"Retry-After": date})
    ask(emulator, ONE_PAGE, max_retries=1)
    assert 17 <= pauses[0] <= 21


@pytest.mark.parametrize(("status", "first"), [(503, "FIRST_BACKOFF"), (429, "FIRST_THROTTLED")])
def test_pauses_are_random_up_to_what_doubles_with_each_attempt(emulator, monkeypatch, pauses, status, first):
    monkeypatch.setattr(_backoff, first, 1)
    emulator.fault("status", status=status)
    for dummy in range(20):
        failure(emulator, ApiError, max_retries=6)
    for attempt, longest in enumerate((1, 2, 4, 8, 16, 30)):
        made = pauses[attempt::6]
        assert len(set(made)) == 20
        assert all(0 <= pause <= longest for pause in made)
        # Any part of it is as likely as any other; of 20, one is in either half but for a chance of 2 in a million.
        assert min(made) < longest / 2 < max(made)


@pytest.mark.parametrize("sign_in", ["key", "token"])
def test_each_attempt_is_signed_anew(emulator, monkeypatch, pauses, sign_in):
    dates = iter([f"20260101T00000{second}Z" for second in range(9)])
    monkeypatch.setattr(_signature, "signing_date", lambda: next(dates))
    changes = {} if sign_in == "key" else with_token(emulator.auth_token)
    with Server(say(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")) as server:
        failure(emulator, ApiError, endpoint=server.endpoint, max_retries=3, **changes)
        heads = [dict(line.split(": ", 1) for line in head.splitlines()[1:] if line) for head in server.heads]
    assert len(heads) == 4
    if sign_in == "key":
        assert [head["X-Sdk-Date"] for head in heads] == [f"20260101T00000{second}Z" for second in range(4)]
        assert len({head["Authorization"] for head in heads}) == 4
    else:
        assert {head["X-Auth-Token"] for head in heads} == {emulator.auth_token}
    # And there is one of each.
    assert all(head.lower().count("\r\nhost:") == 1 for head in server.heads)
    assert len(pauses) == 3
