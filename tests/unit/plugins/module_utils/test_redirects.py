# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import ApiError
from ansible_collections.huaweicloud.live.tests.unit.servers import PAGE, Server, hang, say
from ansible_collections.huaweicloud.live.tests.unit.support import ONE_PAGE, ask, failure, with_token

ADVICE = "Redirects are not followed, as they would carry the credentials elsewhere: check endpoint."


def redirect(status, location):
    """An ``answer`` that sends the client there, with a body that would do as a page."""
    head = f"HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nContent-Length: {len(PAGE)}\r\n\r\n"
    return say(head.encode() + PAGE)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("sign_in", ["key", "token"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.2"])
def test_nothing_is_sent_to_where_a_redirect_points(emulator, pauses, status, sign_in, host):
    changes = {} if sign_in == "key" else with_token(emulator.auth_token)
    with Server(hang) as elsewhere:
        location = f"http://{host}:{elsewhere.port}/v1/p/pull/stream/task"
        with Server(redirect(status, location)) as server:
            error = failure(emulator, ApiError, endpoint=server.endpoint, max_retries=3, **changes)
            assert len(server.heads) == 1
        assert elsewhere.connections == 0
    assert error["status_code"] == status
    assert error["msg"].endswith(ADVICE)
    assert str(elsewhere.port) not in error["msg"]
    assert pauses == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_from_https_to_http_is_not_followed(tls_emulator, status):
    with Server(hang) as elsewhere:
        tls_emulator.fault("redirect", status=status, location=f"{elsewhere.endpoint}/v1/p/pull/stream/task")
        changes = {"ca_path": tls_emulator.ca_path, **with_token(tls_emulator.auth_token)}
        error = failure(tls_emulator, ApiError, **changes)
        assert elsewhere.connections == 0
    assert error["msg"].endswith(ADVICE)
    assert len(tls_emulator.requests()) == 1


@pytest.mark.parametrize("location", ["//127.0.0.1:1/", "/elsewhere", "?limit=1", "", "http://[", "\x00"])
def test_a_redirect_to_anywhere_else_is_not_followed_either(emulator, location):
    with Server(redirect(307, location)) as server:
        error = failure(emulator, ApiError, endpoint=server.endpoint)
        assert len(server.heads) == 1
    assert error["msg"].endswith(ADVICE)


@pytest.mark.parametrize("page", [2, 3])
def test_a_redirect_of_a_later_page_fails_the_listing(emulator, page):
    with Server(hang) as elsewhere:
        emulator.fault("redirect", status=302, location=elsewhere.endpoint, after=page - 1)
        with pytest.raises(ApiError, match="Redirects are not followed"):
            ask(emulator)
        assert elsewhere.connections == 0


@pytest.mark.parametrize("kind", ["token", "project"])
def test_a_redirect_of_iam_is_not_followed_either(emulator, kind):
    changes = {"iam_endpoint": emulator.iam_endpoint, "region": emulator.region, "project_id": None}
    if kind == "token":
        user = {name: getattr(emulator, name) for name in ("username", "password", "domain_name")}
        changes = {**changes, **user, "access_key": None, "secret_key": None}
    with Server(hang) as elsewhere:
        emulator.fault("redirect", status=307, location=f"{elsewhere.endpoint}/v3/auth/tokens")
        error = failure(emulator, ApiError, **changes)
        assert elsewhere.connections == 0
    assert error["msg"].endswith(ADVICE)


@pytest.mark.parametrize("entry", ["machine 127.0.0.1", "machine localhost", "default"])
@pytest.mark.parametrize("by", [".netrc", "_netrc", "NETRC"])
def test_netrc_gives_no_credentials_to_anyone(emulator, monkeypatch, tmp_path, entry, by):
    netrc = tmp_path / (by if by != "NETRC" else "elsewhere")
    netrc.write_text(f"{entry} login someone password hush-netrc\n", encoding="utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    if by == "NETRC":
        monkeypatch.setenv("NETRC", str(netrc))
    answer = say(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE)
    )
    with Server(answer) as server:
        for host in ("127.0.0.1", "localhost"):
            endpoint = f"http://{host}:{server.port}"
            ask(emulator, ONE_PAGE, endpoint=endpoint, **with_token(emulator.auth_token))
            ask(emulator, ONE_PAGE, endpoint=endpoint)
        assert len(server.heads) == 4
        assert not any("Authorization: Basic" in head for head in server.heads)


def test_a_cookie_is_not_sent_back_by_a_retry_either(emulator, pauses):
    head = b"HTTP/1.1 503 Busy\r\nSet-Cookie: session=hush; Path=/\r\nContent-Length: 0\r\n\r\n"
    with Server(say(head)) as server:
        failure(emulator, ApiError, endpoint=server.endpoint, max_retries=2)
        assert len(server.heads) == 3
        assert not any("cookie" in head.lower() for head in server.heads)
    assert len(pauses) == 2
