# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._auth import Auth
from ansible_collections.huaweicloud.live.plugins.module_utils._errors import ApiError, TransportError
from ansible_collections.huaweicloud.live.plugins.module_utils._metadata import temporary_key
from ansible_collections.huaweicloud.live.plugins.module_utils._options import from_module
from ansible_collections.huaweicloud.live.plugins.module_utils._secrets import Secrets
from ansible_collections.huaweicloud.live.plugins.module_utils._transport import Transport
from ansible_collections.huaweicloud.live.tests.unit.forward_proxy import ForwardProxy
from ansible_collections.huaweicloud.live.tests.unit.servers import Server, hang, say
from ansible_collections.huaweicloud.live.tests.unit.support import ask, failure, with_token

PASSWORD = "proxy-hush"

BEHIND = "got no answer: the proxy that the environment names for it did not let the request through: "
CHECK = "The request went through the proxy of https_proxy or http_proxy: check that one, too."


@pytest.fixture
def proxy(tmp_path):
    with ForwardProxy(tmp_path) as running:
        yield running


@pytest.fixture
def strict_proxy(tmp_path):
    """One that demands a password."""
    with ForwardProxy(tmp_path, credentials=f"someone:{PASSWORD}") as running:
        yield running


def with_password(url, password=PASSWORD):
    return url.replace("//", f"//someone:{password}@")


def refuse(status, body=b"<html>Sorry</html>"):
    """An ``answer`` of a proxy that refuses everything with a page."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
    return say(head.encode() + body)


def shows_no_password(error):
    return PASSWORD not in str(error) and "c29tZW9uZTp" not in str(error)


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "all_proxy"])
def test_a_request_goes_through_the_proxy_of_the_environment(emulator, monkeypatch, proxy, variable):
    monkeypatch.setenv(variable, proxy.url)
    assert ask(emulator).total == 250
    assert proxy.carried(f"GET {urlsplit(emulator.endpoint).netloc}/v1/{emulator.project_id}/pull/stream/task")


@pytest.mark.parametrize("variable", ["https_proxy", "HTTPS_PROXY", "ALL_PROXY"])
def test_a_request_over_tls_goes_through_the_proxy_in_a_tunnel(tls_emulator, monkeypatch, proxy, variable):
    monkeypatch.setenv(variable, proxy.url)
    assert ask(tls_emulator, ca_path=tls_emulator.ca_path).total == 250
    assert {request["status"] for request in tls_emulator.requests()} == {200}
    assert proxy.carried(f"CONNECT {urlsplit(tls_emulator.endpoint).netloc}")
    assert "GET" not in proxy.log()


@pytest.mark.parametrize("sign_in", ["key", "token"])
def test_nothing_of_the_credentials_is_for_the_proxy_of_a_tunnel(tls_emulator, monkeypatch, sign_in):
    changes = {} if sign_in == "key" else with_token(tls_emulator.auth_token)
    with Server(refuse("502 Bad Gateway")) as proxy:
        monkeypatch.setenv("https_proxy", proxy.endpoint)
        failure(tls_emulator, TransportError, ca_path=tls_emulator.ca_path, **changes)
        assert len(proxy.heads) == 1
        head = proxy.heads[0]
    assert head.startswith(f"CONNECT {urlsplit(tls_emulator.endpoint).netloc} HTTP/1.")
    assert not any(word in head.lower() for word in ("authorization", "token", "x-sdk-date", "project"))


def test_the_certificate_that_counts_is_that_of_the_service(tls_emulator, monkeypatch, proxy):
    monkeypatch.setenv("https_proxy", proxy.url)
    message = failure(tls_emulator, TransportError)["msg"]
    assert "its certificate or TLS handshake was not accepted: unable to get local issuer certificate" in message
    assert message.endswith(CHECK)


@pytest.mark.parametrize("variable", ["no_proxy", "NO_PROXY"])
@pytest.mark.parametrize("hosts", ["127.0.0.1", "elsewhere.example.com,127.0.0.1", "127.0.0.0/8", "*"])
def test_no_proxy_names_hosts_that_are_asked_directly(emulator, monkeypatch, variable, hosts):
    monkeypatch.setenv(variable, hosts)
    with Server(hang) as proxy:
        monkeypatch.setenv("http_proxy", proxy.endpoint)
        assert ask(emulator).total == 250
        assert proxy.connections == 0


def test_a_proxy_of_the_other_scheme_is_not_used(emulator, monkeypatch):
    with Server(hang) as proxy:
        monkeypatch.setenv("https_proxy", proxy.endpoint)
        assert ask(emulator).total == 250
        assert proxy.connections == 0


def test_metadata_never_goes_through_a_proxy(emulator, monkeypatch):
    options = from_module({"endpoint": "http://127.0.0.1:9", "metadata_endpoint": emulator.metadata_endpoint}, {})
    with Server(hang) as proxy:
        for variable in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(variable, proxy.endpoint)
        # As sign_in asks for it.
        changes = {"access_key": None, "secret_key": None, "auth_type": "metadata"}
        failure(emulator, TransportError, **changes, metadata_endpoint=emulator.metadata_endpoint, timeout=0.2)
        assert emulator.issued()["access_keys"]
        # The query that follows does.
        assert all("/metadata" not in head and "securitykey" not in head for head in proxy.heads)
        assert all("pull/stream/task" in head for head in proxy.heads)
        with Transport(emulator.metadata_endpoint, Auth(), options, Secrets(), may_use_proxy=False) as transport:
            assert temporary_key(transport).security_token


def test_a_password_for_the_proxy_is_given_to_it(emulator, tls_emulator, monkeypatch, strict_proxy):
    monkeypatch.setenv("http_proxy", with_password(strict_proxy.url))
    monkeypatch.setenv("https_proxy", with_password(strict_proxy.url))
    assert ask(emulator).total == 250
    assert ask(tls_emulator, ca_path=tls_emulator.ca_path).total == 250
    assert strict_proxy.carried("CONNECT localhost")
    # And to nobody else.
    assert not any("proxy-authorization" in request["headers"] for request in tls_emulator.requests())


@pytest.mark.parametrize("password", [None, f"{PASSWORD}-not"])
def test_a_proxy_that_demands_another_password_is_told_apart(tls_emulator, monkeypatch, pauses, strict_proxy, password):
    monkeypatch.setenv("https_proxy", with_password(strict_proxy.url, password) if password else strict_proxy.url)
    error = failure(tls_emulator, TransportError, ca_path=tls_emulator.ca_path, max_retries=3)
    assert error["msg"].endswith(
        f"{BEHIND}it wants a user name and a password, or others than it got (HTTP status 407). "
        f"Set them in https_proxy, as http://USER:PASSWORD@HOST:PORT."
    )
    assert shows_no_password(error)
    assert (tls_emulator.requests(), pauses) == ([], [])


@pytest.mark.parametrize("password", [None, f"{PASSWORD}-not"])
def test_a_proxy_that_demands_another_password_for_plain_http_is_told_apart(
    emulator, monkeypatch, strict_proxy, password
):
    monkeypatch.setenv("http_proxy", with_password(strict_proxy.url, password) if password else strict_proxy.url)
    error = failure(emulator, ApiError)
    assert error["status_code"] == 407
    assert "A proxy on the way wants a user name and a password" in error["msg"]
    assert shows_no_password(error)
    assert emulator.requests() == []


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (
            "403 Forbidden",
            "it forbids the way to this host (HTTP status 403). Ask whoever runs the proxy, or set no_proxy",
        ),
        ("502 Bad Gateway", "it answered with HTTP status 502. Check https_proxy and no_proxy, or ask whoever runs it"),
        (
            f"500 http://someone:{PASSWORD}@proxy",
            "it answered with HTTP status 500. Check https_proxy and no_proxy, or ask whoever runs it",
        ),
    ],
)
def test_a_proxy_that_refuses_a_tunnel_is_told_apart(tls_emulator, monkeypatch, status, told):
    with Server(refuse(status)) as proxy:
        monkeypatch.setenv("https_proxy", with_password(proxy.endpoint))
        error = failure(tls_emulator, TransportError, ca_path=tls_emulator.ca_path)
    assert error["msg"].endswith(f"{BEHIND}{told}.")
    assert shows_no_password(error)
    assert tls_emulator.requests() == []


@pytest.mark.parametrize(("status", "attempts"), [("403 Forbidden", 1), ("502 Bad Gateway", 3)])
def test_what_a_proxy_may_think_better_of_is_tried_again(tls_emulator, monkeypatch, pauses, status, attempts):
    with Server(refuse(status)) as proxy:
        monkeypatch.setenv("https_proxy", proxy.endpoint)
        failure(tls_emulator, TransportError, ca_path=tls_emulator.ca_path, max_retries=2)
        assert len(proxy.heads) == attempts
    assert len(pauses) == attempts - 1


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("403 Forbidden", "Check the endpoint, and any proxy on the way (https_proxy, no_proxy)."),
        ("502 Bad Gateway", "The service or a proxy on the way has a problem: try again later."),
    ],
)
def test_the_page_of_a_proxy_is_not_taken_for_the_service(emulator, monkeypatch, status, told):
    with Server(refuse(status)) as proxy:
        monkeypatch.setenv("http_proxy", with_password(proxy.endpoint))
        error = failure(emulator, ApiError)
    assert error["msg"].endswith(f"an HTML page, which comes from a proxy or a gateway, not from the service. {told}")
    assert shows_no_password(error)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_is_down_is_told_apart(emulator, monkeypatch, scheme):
    with Server(hang, is_open=False) as proxy:
        monkeypatch.setenv(f"{scheme}_proxy", with_password(proxy.endpoint))
        error = failure(emulator, TransportError, endpoint=emulator.endpoint.replace("http", scheme))
    assert error["msg"].endswith(f"{BEHIND}[Errno 111] Connection refused. Check https_proxy, http_proxy and no_proxy.")
    assert shows_no_password(error)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_service_that_is_down_behind_a_proxy_is_not_the_proxys_fault_alone(emulator, monkeypatch, proxy, scheme):
    with Server(hang, is_open=False) as service:
        monkeypatch.setenv(f"{scheme}_proxy", proxy.url)
        endpoint = f"{scheme}://{service.address}"
        error = failure(emulator, TransportError if scheme == "https" else ApiError, endpoint=endpoint)
    assert "proxy" in error["msg"]
    assert "HTTP status 502" in error["msg"]


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("answer", [hang, Server.read_head, say(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")])
def test_a_proxy_that_does_not_behave_as_one_is_named_as_a_possible_reason(emulator, monkeypatch, scheme, answer):
    with Server(answer) as proxy:
        monkeypatch.setenv(f"{scheme}_proxy", with_password(proxy.endpoint))
        endpoint = emulator.endpoint.replace("http", scheme)
        error = failure(emulator, TransportError, endpoint=endpoint, timeout=0.2)
    assert BEHIND in error["msg"] or error["msg"].endswith(CHECK)
    assert shows_no_password(error)


@pytest.mark.parametrize(
    "url", ["someone:{}@127.0.0.1:1", "ftp://someone:{}@127.0.0.1:1", "http://", "http://someone:{}@a..b"]
)
def test_a_proxy_that_is_no_address_is_not_tried_again(emulator, monkeypatch, pauses, url):
    monkeypatch.setenv("http_proxy", url.format(PASSWORD))
    error = failure(emulator, TransportError, max_retries=3)
    assert "Check endpoint and the proxies in the environment." in error["msg"]
    assert shows_no_password(error)
    assert pauses == []
