# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whatever a server answers, what comes out is what it documents, or one sentence that says what it is instead."""

from __future__ import annotations

import gzip
import json
from collections import Counter

import pytest
from hypothesis import strategies as st

from ansible_collections.huaweicloud.live.plugins.module_utils import _backoff
from ansible_collections.huaweicloud.live.plugins.module_utils._auth import Auth, TokenAuth
from ansible_collections.huaweicloud.live.plugins.module_utils._client import query_relay_tasks
from ansible_collections.huaweicloud.live.plugins.module_utils._errors import (
    AnswerError,
    ApiError,
    LiveError,
    TransportError,
)
from ansible_collections.huaweicloud.live.plugins.module_utils._http_date import parse_http_date
from ansible_collections.huaweicloud.live.plugins.module_utils._iam import Iam
from ansible_collections.huaweicloud.live.plugins.module_utils._live import LARGEST_OFFSET, Live
from ansible_collections.huaweicloud.live.plugins.module_utils._metadata import temporary_key
from ansible_collections.huaweicloud.live.plugins.module_utils._options import from_module
from ansible_collections.huaweicloud.live.plugins.module_utils._relay_tasks import Query
from ansible_collections.huaweicloud.live.plugins.module_utils._secrets import Secrets
from ansible_collections.huaweicloud.live.plugins.module_utils._transport import Transport
from ansible_collections.huaweicloud.live.tests.unit import hostile
from ansible_collections.huaweicloud.live.tests.unit.examples import run_examples
from ansible_collections.huaweicloud.live.tests.unit.scripted import ScriptedServer

LONGEST_MESSAGE = 2000
STATUSES = (200, 200, 200, 200, 400, 401, 403, 404, 429, 500)
MIB = 1024 * 1024


@pytest.fixture
def server(monkeypatch):
    # Whatever it asks for: no example is to wait.
    monkeypatch.setattr(_backoff, "LONGEST_RETRY_AFTER", 0.0)
    monkeypatch.setattr(_backoff, "FIRST_BACKOFF", 0.0)
    monkeypatch.setattr(_backoff, "FIRST_THROTTLED", 0.0)
    with ScriptedServer() as scripted:
        yield scripted


def options(server, **params):
    """The options of a task whose services are all this one server."""
    endpoints = dict.fromkeys(("endpoint", "iam_endpoint", "metadata_endpoint"), server.endpoint)
    return from_module({**endpoints, "max_retries": 0, "timeout": 20, **params}, {})


@pytest.fixture
def transport(server):
    with Transport(server.endpoint, TokenAuth("token", "The token is wrong."), options(server), Secrets()) as made:
        yield made


def outcome(call):
    """What came out: the value, or the error once it is checked. Any other error goes through."""
    try:
        return call()
    except LiveError as error:
        check_error(error)
        return error


def check_error(error):
    check_line(error.msg, LONGEST_MESSAGE)
    assert error.msg.endswith(".")
    for key, value in error.result().items():
        if key == "status_code":
            assert isinstance(value, int)
        else:
            check_line(value, LONGEST_MESSAGE)


def check_line(text, longest):
    assert isinstance(text, str)
    assert text.isprintable(), ascii(text)
    assert 0 < len(text) < longest


def check_tasks(tasks):
    for task in tasks:
        assert isinstance(task, dict)
        assert isinstance(task["task_id"], str)
        assert task["task_id"]
    # What a module gives back has to be JSON for any reader.
    json.dumps(tasks, allow_nan=False, ensure_ascii=False).encode()


def check_page(page):
    assert isinstance(page.total, int)
    assert 0 <= page.total <= LARGEST_OFFSET
    check_tasks(page.tasks)
    if page.request_id is not None:
        check_line(page.request_id, LONGEST_MESSAGE)


def answer(status, body, *headers):
    """An answer with nothing wrong in its frame."""
    lines = [b"HTTP/1.1 " + status, b"Connection: close", *headers, b"Content-Length: %d" % len(body), b"", body]
    return b"\r\n".join(lines)


def kind_of(result):
    return type(result).__name__


def test_a_page_is_what_it_should_be_or_told_whatever_its_body_is(server, transport):
    live = Live(transport, "p")
    calls = st.sampled_from(
        [
            lambda: live.page(region=None, offset=0, limit=100),
            lambda: live.page(region="cn-north-4", offset=7, limit=1),
            lambda: live.task("a", region=None),
        ]
    )
    outcomes: Counter[str] = Counter()

    def holds(body, data):
        server.say(data.draw(hostile.answers(body, STATUSES)))
        result = outcome(data.draw(calls))
        if not isinstance(result, LiveError):
            check_page(result)
        outcomes[kind_of(result)] += 1

    run_examples(5200, holds, hostile.bodies(hostile.PAGE, hostile.PAGE, hostile.ERROR, hostile.IAM_ERROR), st.data())
    print(dict(outcomes))
    assert sum(outcomes.values()) > 5000
    assert min(outcomes[kind] for kind in ("Page", "ApiError", "AnswerError", "TransportError")) > 100


def test_a_page_is_what_it_should_be_or_told_whatever_its_head_is(server):
    connection = options(server)
    outcomes: Counter[str] = Counter()
    bodies = st.sampled_from([hostile.as_json(hostile.PAGE), hostile.as_json(hostile.ERROR), b""])

    def holds(answer):
        server.say(answer)
        # A connection of its own: the server closes each one, and these heads do not say so.
        with Transport(server.endpoint, Auth(), connection, Secrets()) as transport:
            result = outcome(lambda: Live(transport, "p").page(region=None, offset=0, limit=100))
        if not isinstance(result, LiveError):
            check_page(result)
        outcomes[kind_of(result)] += 1

    run_examples(800, holds, bodies.flatmap(hostile.odd_heads))
    print(dict(outcomes))
    assert min(outcomes[kind] for kind in ("Page", "ApiError", "AnswerError", "TransportError")) > 10


def test_an_answer_that_asks_for_another_try_gets_it_whatever_else_it_says(server):
    retrying = options(server, max_retries=1)
    with Transport(server.endpoint, Auth(), retrying, Secrets()) as transport:
        live = Live(transport, "p")

        def holds(value, status):
            again = answer(b"%d Again" % status, b"", b"Retry-After: " + value[:60_000])
            server.say(again, answer(b"200 OK", hostile.as_json(hostile.PAGE)))
            check_page(live.page(region=None, offset=0, limit=100))

        run_examples(300, holds, hostile.header_values, st.sampled_from([429, 500, 503]))


@pytest.mark.parametrize("query", [Query(), Query(limit=10), Query(task_ids=["a"])], ids=["all", "page", "ID"])
def test_a_query_gives_tasks_or_says_why_not_whatever_it_is_answered(server, query):
    connection = options(server, auth_token="token", project_id="p", concurrency=2)
    bodies = hostile.bodies(hostile.ONE_TASK, hostile.ONE_TASK, hostile.PAGE, hostile.ERROR)
    outcomes: Counter[str] = Counter()

    def holds(bodies, data):
        server.say(*(data.draw(hostile.answers(body, STATUSES)) for body in bodies))
        result = outcome(lambda: query_relay_tasks(connection, query))
        if not isinstance(result, LiveError):
            check_tasks(result.tasks)
        outcomes[kind_of(result)] += 1

    run_examples(300, holds, st.lists(bodies, min_size=1, max_size=4), st.data())
    print(dict(outcomes))
    assert outcomes["RelayTasks"] > 10


def test_a_token_is_one_or_told_whatever_iam_answers(server, transport):
    iam = Iam(transport)

    def token():
        return iam.token(username="user", password="secret word", domain_name="account", project={"name": "cn-north-4"})

    def holds(body, data):
        server.say(data.draw(hostile.answers(body, (201, 201, 201, *STATUSES), [b"X-Subject-Token: token"])))
        result = outcome(token)
        if not isinstance(result, LiveError):
            assert all(isinstance(part, str) and part for part in result)

    run_examples(1000, holds, hostile.bodies(hostile.TOKEN, hostile.TOKEN, hostile.IAM_ERROR), st.data())


def test_a_project_is_one_or_told_whatever_iam_answers(server, transport):
    iam = Iam(transport)

    def holds(body, data):
        server.say(data.draw(hostile.answers(body, STATUSES)))
        result = outcome(lambda: iam.project_id("cn-north-4"))
        assert isinstance(result, (str, LiveError))
        assert result

    run_examples(1000, holds, hostile.bodies(hostile.PROJECTS, hostile.PROJECTS, hostile.IAM_ERROR), st.data())


def test_a_temporary_key_is_one_or_told_whatever_the_metadata_service_answers(server, transport):
    def holds(token, body, data):
        first = data.draw(hostile.answers(token, (200, 200, 404, 405, 503, 500)))
        server.say(first, data.draw(hostile.answers(body, STATUSES)))
        result = outcome(lambda: temporary_key(transport))
        if not isinstance(result, LiveError):
            assert all((result.access_key, result.secret_key, result.security_token))

    run_examples(1000, holds, st.binary(max_size=30), hostile.bodies(hostile.SECURITY_KEY), st.data())


def signed_in(server, params, *steps):
    """Query with these parameters: the answers of those who sign in are made up, and a page comes behind them."""
    connection = options(server, **params)
    page = answer(b"200 OK", hostile.as_json(hostile.PAGE))
    outcomes: Counter[str] = Counter()

    def holds(data):
        server.say(*(data.draw(step) for step in steps), page)
        outcomes[kind_of(outcome(lambda: query_relay_tasks(connection, Query(limit=10))))] += 1

    run_examples(400, holds, st.data())
    print(dict(outcomes))
    assert outcomes["RelayTasks"] > 0


# What is put into the next request's headers, and must not break them. What is a secret among it gets something in
# front of it below: one of a single letter is blanked out wherever that letter stands, and no message is left.
odd_values = st.one_of(st.sampled_from(["p", "p"]), hostile.texts)


def test_what_iam_gives_for_a_password_signs_in_or_is_told(server):
    def token(values):
        token, project = values
        body = hostile.as_json({"token": {"project": {"id": project}}})
        return answer(b"201 Created", body, b"X-Subject-Token: subject token" + token)

    signed_in(
        server,
        {"region": "cn-north-4", "username": "user", "password": "secret word", "domain_name": "account"},
        st.tuples(st.one_of(st.just(b""), hostile.header_values), odd_values).map(token),
    )


def test_what_iam_gives_for_a_region_signs_in_or_is_told(server):
    def projects(project):
        return answer(b"200 OK", hostile.as_json({"projects": [{"id": project}]}))

    keys = {"region": "cn-north-4", "access_key": "access", "secret_key": "secret word"}
    signed_in(server, keys, odd_values.map(projects))


def test_what_the_metadata_service_gives_signs_in_or_is_told(server):
    def token(value):
        return answer(b"200 OK", b"metadata token" + value)

    def key(values):
        credential = {name: name + value for name, value in zip(("access", "secret", "securitytoken"), values)}
        return answer(b"200 OK", hostile.as_json({"credential": credential}))

    signed_in(
        server,
        {"auth_type": "metadata", "project_id": "p"},
        st.one_of(st.just(b""), hostile.header_values).map(token),
        st.tuples(odd_values, odd_values, odd_values).map(key),
    )


def test_a_header_that_is_no_date_and_no_number_is_none():
    texts = st.one_of(hostile.header_values.map(lambda value: value.decode("latin-1")), st.text(max_size=40))

    def holds(text):
        assert 0.0 <= _backoff.retry_after(text) <= 60.0
        assert isinstance(parse_http_date(text), (int, float, type(None)))

    run_examples(2000, holds, texts)


def test_a_length_that_no_number_can_hold_is_told(server, transport):
    server.say(b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n" + hostile.as_json(hostile.PAGE))
    error = outcome(lambda: Live(transport, "p").page(region=None, offset=0, limit=100))
    assert isinstance(error, TransportError)


@pytest.mark.parametrize("request_id", [b"", b"\x00\x07", b"x" * 60_000, b"a\r\n b"])
@pytest.mark.parametrize("status", [b"200 OK", b"500 Error"])
def test_a_request_id_is_a_line_or_none(server, transport, status, request_id):
    server.say(answer(status, b"[]", b"X-Request-Id: " + request_id))
    assert isinstance(outcome(lambda: Live(transport, "p").page(region=None, offset=0, limit=100)), LiveError)


@pytest.mark.parametrize("token", [b"", b" ", b"\xe9", b"\x00"])
def test_a_token_that_cannot_be_sent_is_told(server, transport, token):
    server.say(answer(b"201 Created", hostile.as_json(hostile.TOKEN), b"X-Subject-Token: " + token))
    iam = Iam(transport)
    error = outcome(lambda: iam.token(username="u", password="secret word", domain_name="d", project={"id": "p"}))
    assert "was answered with no token for a project. Check that iam_endpoint is the one of IAM" in error.msg


@pytest.mark.parametrize("found", [None, [], "p", {"project": None}, {"project": ["p"]}, {"project": {"id": "a\nb"}}])
def test_a_token_that_is_for_no_project_is_told(server, transport, found):
    server.say(answer(b"201 Created", hostile.as_json({"token": found}), b"X-Subject-Token: token"))
    iam = Iam(transport)
    error = outcome(lambda: iam.token(username="u", password="secret word", domain_name="d", project={"id": "p"}))
    assert "was answered with no token for a project." in error.msg


def test_projects_with_any_number_of_long_names_make_a_short_line(server, transport):
    projects = [{"id": f"p{number}", "name": "line\nline" * 100} for number in range(100)]
    server.say(answer(b"200 OK", hostile.as_json({"projects": projects})))
    error = outcome(lambda: Iam(transport).project_id("cn-north-4"))
    assert "IAM found 100 projects for the region cn-north-4: p0 (line lineline" in error.msg


@pytest.mark.parametrize("value", ["", "\u202e", "a\r\nX-Injected: 1", "é"])
@pytest.mark.parametrize("name", sorted(hostile.SECURITY_KEY["credential"].keys() - {"expires_at"}))
def test_a_temporary_key_that_cannot_be_sent_is_told(server, transport, name, value):
    credential = {**hostile.SECURITY_KEY["credential"], name: value}
    server.say(answer(b"404 No", b""), answer(b"200 OK", hostile.as_json({"credential": credential})))
    error = outcome(lambda: temporary_key(transport))
    assert "was answered with no temporary access key. Check that this is a Huawei Cloud instance" in error.msg


@pytest.mark.parametrize("token", [b"", b"\xff", b"two\nlines"])
def test_a_metadata_token_that_cannot_be_sent_is_told(server, transport, token):
    server.say(answer(b"200 OK", token))
    assert "was answered with no metadata token." in outcome(lambda: temporary_key(transport)).msg


@pytest.mark.parametrize("status", [200, 400])
@pytest.mark.parametrize("depth", [48, 300, 900, 100_000])
def test_a_page_that_is_too_deep_for_ansible_is_told(server, transport, status, depth):
    page = b'{"total": 1, "task_infos": [{"task_id": "a", "source_urls": %s%s}]}' % (b"[" * depth, b"]" * depth)
    server.say(answer(b"%d Deep" % status, page))
    error = outcome(lambda: Live(transport, "p").page(region=None, offset=0, limit=100))
    assert isinstance(error, AnswerError if status == 200 else ApiError)


def test_a_page_that_is_as_deep_as_can_be_is_read(server, transport):
    page = b'{"total": 1, "task_infos": [{"task_id": "a", "source_urls": %s%s}]}' % (b"[" * 47, b"]" * 47)
    server.say(answer(b"200 OK", page))
    check_page(Live(transport, "p").page(region=None, offset=0, limit=100))


def huge(framing):
    """An answer of 200 MiB."""
    size = 200 * MIB
    if framing == "length":
        return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (size, b" " * size)
    if framing == "until the end":
        return b"HTTP/1.1 200 OK\r\n\r\n" + b" " * size
    chunk = b"%x\r\n%s\r\n" % (MIB, b" " * MIB)
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk * 200 + b"0\r\n\r\n"


@pytest.mark.parametrize("framing", ["length", "until the end", "chunked"])
@pytest.mark.parametrize("status", [200, 500])
def test_a_page_of_more_than_16_mib_is_refused_without_being_read_whole(server, transport, framing, status):
    server.say(huge(framing).replace(b"200 OK", b"%d Huge" % status, 1))
    with pytest.raises(AnswerError) as caught:
        Live(transport, "p").page(region=None, offset=0, limit=100)
    check_error(caught.value)
    assert "was answered with more than 16 MiB, which no page of relay tasks has." in caught.value.msg
    # The rest is what the sockets of both sides hold.
    assert server.sent < 32 * MIB


def test_a_page_that_unpacks_to_more_than_16_mib_is_refused(server, transport):
    server.say(answer(b"200 OK", gzip.compress(b" " * 200 * MIB, 1), b"Content-Encoding: gzip"))
    with pytest.raises(AnswerError, match="was answered with more than 16 MiB"):
        Live(transport, "p").page(region=None, offset=0, limit=100)


def test_a_page_of_just_16_mib_is_read(server, transport):
    page = hostile.as_json(hostile.PAGE)
    server.say(answer(b"200 OK", page + b" " * (16 * MIB - len(page))))
    check_page(Live(transport, "p").page(region=None, offset=0, limit=100))
