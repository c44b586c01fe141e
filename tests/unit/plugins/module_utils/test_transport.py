# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import socket

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils import _transport
from ansible_collections.huaweicloud.live.plugins.module_utils._errors import AnswerError, ApiError
from ansible_collections.huaweicloud.live.tests.unit.support import ONE_PAGE, ask, failure, with_token


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("sign_in", ["key", "token"])
def test_a_redirect_is_not_followed(emulator, status, sign_in):
    with socket.socket() as elsewhere:
        elsewhere.bind(("127.0.0.1", 0))
        elsewhere.listen()
        elsewhere.setblocking(False)
        emulator.fault("redirect", status=status, location=f"http://127.0.0.1:{elsewhere.getsockname()[1]}/")
        error = failure(emulator, ApiError, **({} if sign_in == "key" else with_token(emulator.auth_token)))
        with pytest.raises(BlockingIOError):
            elsewhere.accept()
    assert error["status_code"] == status
    assert "Redirects are not followed, as they would carry the credentials elsewhere: check endpoint." in error["msg"]


def test_a_redirect_within_the_service_is_not_followed_either(emulator):
    emulator.fault("redirect", times=1, location=f"{emulator.endpoint}/v1/{emulator.project_id}/pull/stream/task")
    failure(emulator, ApiError)
    assert len(emulator.requests()) == 1


@pytest.mark.parametrize("by", ["HOME", "NETRC"])
def test_netrc_is_not_read(emulator, monkeypatch, tmp_path, by):
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login someone password else\n", encoding="utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv(by, str(tmp_path if by == "HOME" else netrc))
    assert ask(emulator, ONE_PAGE, **with_token(emulator.auth_token)).total == 250
    assert "authorization" not in emulator.requests()[0]["headers"]
    assert ask(emulator, ONE_PAGE).total == 250
    assert emulator.requests()[1]["auth"] == "access_key"


def test_cookies_are_not_kept(emulator):
    body = '{"total": 3, "task_infos": [{"task_id": "a"}, {"task_id": "b"}]}'
    emulator.fault("body", body=body, times=1, headers={"Set-Cookie": "session=1; Path=/"})
    ask(emulator, concurrency=1)
    assert len(emulator.requests()) > 1
    assert not any("cookie" in request["headers"] for request in emulator.requests())


def test_a_body_without_end_is_not_read_to_its_end(emulator, monkeypatch):
    monkeypatch.setattr(_transport, "LARGEST_BODY", 1024)
    error = failure(emulator, AnswerError)
    assert "MiB, which no page of relay tasks has. Check that endpoint is the one of Huawei Cloud Live." in error["msg"]
    assert error["status_code"] == 200


def test_a_request_says_who_asks_and_for_what(emulator):
    ask(emulator, ONE_PAGE)
    (request,) = emulator.requests()
    assert request["user_agent"] == "huaweicloud.live (Ansible collection)"
    assert (request["method"], request["path"]) == ("GET", f"/v1/{emulator.project_id}/pull/stream/task")
    assert {"host", "x-sdk-date", "x-project-id", "authorization", "accept"} <= set(request["headers"])
    assert len(request["headers"]) == len(set(request["headers"]))


def test_a_request_with_a_token_carries_no_signature(emulator):
    ask(emulator, ONE_PAGE, **with_token(emulator.auth_token))
    assert {"authorization", "x-sdk-date"}.isdisjoint(emulator.requests()[0]["headers"])


def test_the_address_localhost_is_as_good_as_its_number(emulator):
    endpoint = emulator.endpoint.replace("127.0.0.1", "LOCALHOST")
    assert ask(emulator, ONE_PAGE, endpoint=f"{endpoint}/").total == 250
