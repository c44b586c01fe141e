# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The emulator accepts a request as the SDK signed it, and nothing else."""

from __future__ import annotations

import http.client
import json
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from huaweicloudsdkcore.sdk_request import SdkRequest
from huaweicloudsdkcore.signer.signer import Signer

from ansible_collections.huaweicloud.live.tests.emulator.process import Emulator

AUTHORIZATION = "Authorization"


def signed(emulator: Emulator, headers: dict[str, str] | None = None) -> SdkRequest:
    """A query for one page, signed by the SDK."""
    request = SdkRequest(
        method="GET",
        host=urlsplit(emulator.endpoint).netloc,
        resource_path=f"/v1/{emulator.project_id}/pull/stream/task",
        query_params=[("offset", "20"), ("limit", "5")],
        header_params={"X-Project-Id": emulator.project_id, **(headers or {})},
    )
    return Signer(SimpleNamespace(ak=emulator.access_key, sk=emulator.secret_key)).sign(request)


def ask(emulator: Emulator, target: str, headers: list[tuple[str, str]], method: str = "GET") -> tuple[int, str | None]:
    """Status and error code of the answer to exactly this request."""
    address = urlsplit(emulator.endpoint)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=10)
    connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
    for name, value in headers:
        connection.putheader(name, value)
    connection.endheaders()
    with connection.getresponse() as answer:
        body = json.loads(answer.read())
    connection.close()
    return answer.status, body.get("error_code")


def test_as_it_was_signed(emulator: Emulator) -> None:
    request = signed(emulator)
    assert ask(emulator, request.uri, list(request.header_params.items())) == (200, None)


def test_headers_that_are_not_signed_are_free(emulator: Emulator) -> None:
    request = signed(emulator)
    assert ask(emulator, request.uri, [*request.header_params.items(), ("User-Agent", "any")]) == (200, None)


def test_another_query_than_the_signed_one(emulator: Emulator) -> None:
    request = signed(emulator)
    target = request.uri.replace("offset=20", "offset=21")
    assert ask(emulator, target, list(request.header_params.items())) == (401, "APIGW.0301")


def test_another_header_value_than_the_signed_one(emulator: Emulator) -> None:
    request = signed(emulator, {"X-Note": "signed"})
    headers = {**request.header_params, "X-Note": "changed"}
    assert ask(emulator, request.uri, list(headers.items())) == (401, "APIGW.0301")


def test_a_signed_header_that_came_twice(emulator: Emulator) -> None:
    request = signed(emulator, {"X-Note": "signed"})
    headers = [*request.header_params.items(), ("X-Note", "signed")]
    assert ask(emulator, request.uri, headers) == (401, "APIGW.0301")


@pytest.mark.parametrize("name", ["Host", "X-Sdk-Date"])
def test_a_header_that_must_be_signed(emulator: Emulator, name: str) -> None:
    request = signed(emulator)
    authorization = request.header_params[AUTHORIZATION].replace(f"{name.lower()};", "").replace(f";{name.lower()}", "")
    assert name.lower() not in authorization
    headers = {**request.header_params, AUTHORIZATION: authorization}
    assert ask(emulator, request.uri, list(headers.items())) == (401, "APIGW.0301")


@pytest.mark.parametrize("authorization", ["", "Basic ZmFrZQ==", "SDK-HMAC-SHA256 Access=, SignedHeaders=, Signature="])
def test_an_authorization_that_is_none(emulator: Emulator, authorization: str) -> None:
    headers = {**signed(emulator).header_params, AUTHORIZATION: authorization}
    assert ask(emulator, signed(emulator).uri, list(headers.items())) == (401, "APIGW.0301")


@pytest.mark.parametrize("date", ["", "now", "20260301T120000", "2026-03-01T12:00:00Z"])
def test_a_date_that_is_none(emulator: Emulator, date: str) -> None:
    headers = {**signed(emulator).header_params, "X-Sdk-Date": date}
    assert ask(emulator, signed(emulator).uri, list(headers.items())) == (401, "APIGW.0301")


def test_the_record_has_no_secret(emulator: Emulator) -> None:
    request = signed(emulator)
    ask(emulator, request.uri, list(request.header_params.items()))
    ask(emulator, request.uri, [("Host", request.host), ("X-Auth-Token", emulator.auth_token)])
    record = json.dumps(emulator.requests())
    assert emulator.access_key in record
    for secret in (emulator.secret_key, emulator.auth_token, request.header_params[AUTHORIZATION]):
        assert secret not in record
