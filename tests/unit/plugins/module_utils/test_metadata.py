# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import socket
import time

import pytest
import urllib3

from ansible_collections.huaweicloud.live.plugins.module_utils import _identities
from ansible_collections.huaweicloud.live.plugins.module_utils._client import query_relay_tasks
from ansible_collections.huaweicloud.live.plugins.module_utils._errors import (
    AnswerError,
    ApiError,
    LiveError,
    OptionError,
    TransportError,
)
from ansible_collections.huaweicloud.live.plugins.module_utils._options import from_module
from ansible_collections.huaweicloud.live.tests.unit.support import ALL, NOBODY, ONE_PAGE, ask, failure, with_metadata

TOKEN, KEY = "/meta-data/latest/api/token", "/openstack/latest/securitykey"
AGENCY = "Check that this instance has an agency (a cloud service agency for ECS) with the permission it needs."


def requests_of(emulator):
    return [(request["method"], request["path"], request["status"]) for request in emulator.requests()]


def by_name(emulator, **changes):
    """The changes that let a task sign in as the agency of an instance and in no other way."""
    return {**with_metadata(emulator), "auth_type": "metadata", **changes}


def test_an_instance_gives_a_temporary_key_for_a_metadata_token(emulator):
    assert ask(emulator, ONE_PAGE, **with_metadata(emulator)).total == 250
    token, key, query = emulator.requests()
    assert (token["method"], token["path"], token["status"]) == ("PUT", TOKEN, 200)
    assert "x-metadata-token-ttl-seconds" in token["headers"]
    assert (key["method"], key["path"], key["status"]) == ("GET", KEY, 200)
    assert key["auth"] == "metadata_token"
    (issued,) = emulator.issued()["access_keys"]
    assert (query["auth"], query["access_key"]) == ("access_key", issued["access_key"])
    assert {"x-security-token", "x-project-id"} <= set(query["headers"])


@pytest.mark.parametrize("status", [404, 405, 503])
def test_an_instance_without_metadata_tokens_is_asked_without_one(emulator, pauses, status):
    emulator.settings(metadata={"token_service": status})
    assert ask(emulator, ONE_PAGE, **with_metadata(emulator)).total == 250
    assert requests_of(emulator)[:2] == [("PUT", TOKEN, status), ("GET", KEY, 200)]
    assert "x-metadata-token" not in emulator.requests()[1]["headers"]
    assert pauses == []


def test_an_instance_that_insists_on_a_token_gets_one(emulator):
    emulator.settings(metadata={"token_required": True})
    assert ask(emulator, ONE_PAGE, **with_metadata(emulator)).total == 250


def test_an_instance_that_insists_on_a_token_and_gives_none_is_an_error(emulator):
    emulator.settings(metadata={"token_required": True, "token_service": 404})
    error = failure(emulator, ApiError, **by_name(emulator))
    assert error["msg"].startswith(f"GET {emulator.metadata_endpoint}{KEY} was answered with HTTP status 401, ")
    assert error["msg"].endswith(AGENCY)


def test_an_instance_without_an_agency_is_an_error_that_says_so(emulator):
    emulator.settings(metadata={"agency": False})
    error = failure(emulator, ApiError, **by_name(emulator))
    assert error["msg"].startswith(f"GET {emulator.metadata_endpoint}{KEY} was answered with HTTP status 401, ")
    assert error["msg"].endswith(AGENCY)
    assert error["status_code"] == 401
    assert not [request for request in emulator.requests() if request["service"] == "live"]


@pytest.mark.parametrize("status", [400, 401, 403, 500])
def test_a_token_service_that_refuses_is_an_error(emulator, pauses, status):
    emulator.fault("body", path=TOKEN, status=status, body="no")
    error = failure(emulator, ApiError, **by_name(emulator, max_retries=4))
    assert error["msg"].startswith(f"PUT {emulator.metadata_endpoint}{TOKEN} was answered with HTTP status {status}, ")
    assert error["msg"].endswith(AGENCY) == (status < 500)
    assert len(emulator.requests()) == 1
    assert pauses == []


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html>Sign in</html>",
        "[]",
        {},
        {"credential": None},
        {"credential": "FAKE"},
        {"credential": {}},
        {"credential": {"access": "a", "secret": "b"}},
        {"credential": {"access": "a", "securitytoken": "c"}},
        {"credential": {"secret": "b", "securitytoken": "c"}},
        {"credential": {"access": "a", "secret": "", "securitytoken": "c"}},
        {"credential": {"access": "a", "secret": 7, "securitytoken": "c"}},
        {"credential": {"access": "a\nb", "secret": "b", "securitytoken": "c"}},
        {"credential": {"access": "项目", "secret": "b", "securitytoken": "c"}},
    ],
)
def test_a_key_of_the_wrong_shape_is_told_for_what_it_is(emulator, body):
    emulator.fault("body", path=KEY, body=body if isinstance(body, str) else json.dumps(body))
    error = failure(emulator, AnswerError, **by_name(emulator))
    assert error["msg"] == (
        f"GET {emulator.metadata_endpoint}{KEY} was answered with no temporary access key. "
        f"Check that this is a Huawei Cloud instance with an agency."
    )
    assert error["status_code"] == 200


@pytest.mark.parametrize(
    "body", ["<html>\nSign in to go on\n</html>", "a line\nand another one", "é" * 30, "", " ", "OK"]
)
def test_a_metadata_token_of_the_wrong_shape_is_told_for_what_it_is(emulator, body):
    emulator.fault("body", path=TOKEN, body=body)
    error = failure(emulator, AnswerError, **by_name(emulator))
    assert error["msg"] == (
        f"PUT {emulator.metadata_endpoint}{TOKEN} was answered with no metadata token. "
        f"Check that this is a Huawei Cloud instance with an agency."
    )
    assert error["status_code"] == 200
    assert len(emulator.requests()) == 1


def test_a_metadata_token_that_no_header_can_hold_is_no_traceback(emulator):
    emulator.fault("body", path=TOKEN, body="x" * 100_000)
    assert failure(emulator, LiveError, **by_name(emulator))["msg"].startswith(
        f"GET {emulator.metadata_endpoint}{KEY} "
    )


NOT_AN_INSTANCE = [
    {"kind": "close"},
    {"kind": "reset"},
    {"kind": "redirect", "location": "https://login.example.com/"},
    {"kind": "status", "status": 404},
    {"kind": "status", "status": 500},
    {"kind": "html", "status": 403},
    {"kind": "html", "status": 200},
    {"kind": "body", "body": ""},
    {"kind": "body", "body": "{}"},
    {"kind": "body", "body": "ok", "content_type": "text/plain"},
    {"kind": "body", "body_base64": "//79/A==", "content_type": None},
]


@pytest.mark.usefixtures("pauses")
@pytest.mark.parametrize("fault", NOT_AN_INSTANCE, ids=str)
def test_whoever_answers_elsewhere_the_error_lists_every_place_that_was_looked_at(emulator, fault):
    # Other clouds and networks have something at this address as well.
    emulator.faults([fault])
    error = failure(emulator, OptionError, **with_metadata(emulator))
    assert error["msg"].startswith("No credentials were found. Looked for: the options access_key, secret_key, ")
    assert "the environment variables HUAWEICLOUD_SDK_AK, " in error["msg"]
    assert "the credentials file ~/.huaweicloud/credentials, which does not exist; " in error["msg"]
    assert f"the metadata of a Huawei Cloud instance: PUT {emulator.metadata_endpoint}{TOKEN} " in error["msg"] or (
        f"the metadata of a Huawei Cloud instance: GET {emulator.metadata_endpoint}{KEY} " in error["msg"]
    )
    assert error["msg"].isprintable()


def test_an_instance_without_an_agency_is_told_with_every_place_that_was_looked_at(emulator):
    emulator.settings(metadata={"agency": False})
    message = failure(emulator, OptionError, **with_metadata(emulator))["msg"]
    assert message.startswith("No credentials were found. Looked for: ")
    assert AGENCY in message


def test_a_laptop_gets_its_error_at_once(emulator, pauses):
    started = time.monotonic()
    message = failure(emulator, OptionError, access_key=None, secret_key=None, max_retries=4)["msg"]
    assert time.monotonic() - started < 1
    assert f"PUT {NOBODY}{TOKEN} got no answer: the connection was refused." in message
    assert "It was tried" not in message
    assert pauses == []


def test_a_connection_that_is_not_taken_is_given_up_after_its_own_time(emulator, monkeypatch, pauses):
    assert _identities.METADATA_TIMEOUTS == (1, 5)
    monkeypatch.setattr(_identities, "METADATA_TIMEOUTS", (0.1, 5))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        address = listener.getsockname()
        nowhere = {"access_key": None, "secret_key": None, "metadata_endpoint": f"http://127.0.0.1:{address[1]}"}
        # One connection fills the queue of those that wait to be taken.
        with socket.create_connection(address):
            message = failure(emulator, OptionError, **nowhere, timeout=30.0, max_retries=4)["msg"]
    assert "got no answer: no connection within 0.1 seconds. Check" in message
    assert pauses == []


def test_the_address_that_every_cloud_has_is_asked_itself_and_no_proxy(monkeypatch):
    # Nothing is sent: on a machine of some cloud, someone else may answer there.
    asked = []

    def urlopen(manager, method, url, **request):
        timeout = request["timeout"]
        asked.append((method, url, manager.proxy, (timeout.connect_timeout, timeout.read_timeout)))
        raise urllib3.exceptions.ConnectTimeoutError

    monkeypatch.setattr(urllib3.PoolManager, "urlopen", urlopen)
    monkeypatch.setenv("http_proxy", NOBODY)
    with pytest.raises(OptionError, match="no connection within 1 seconds"):
        query_relay_tasks(from_module({"region": "any", "timeout": 30.0}, {}), ALL)
    assert asked == [("PUT", f"http://169.254.169.254{TOKEN}", None, (1, 5))]


def test_an_answer_that_does_not_come_is_waited_for_no_longer_than_the_user_says(emulator, pauses):
    emulator.fault("hang", seconds=600, path=TOKEN)
    message = failure(emulator, TransportError, **by_name(emulator, timeout=0.1, max_retries=4))["msg"]
    assert f"PUT {emulator.metadata_endpoint}{TOKEN} got no answer: no answer within 0.1 seconds" in message
    assert pauses == []


def test_metadata_is_asked_for_after_all_else(emulator):
    ask(emulator, ONE_PAGE, metadata_endpoint=emulator.metadata_endpoint)
    assert {request["service"] for request in emulator.requests()} == {"live"}
