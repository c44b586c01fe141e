# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The emulator hands out tokens and keys, refuses them, and repeats secrets, as the tests of signing in need it."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from huaweicloudsdkcore.auth.internal import MetadataAccessor
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException
from huaweicloudsdkcore.sdk_request import SdkRequest
from huaweicloudsdkcore.signer.signer import Signer

from ansible_collections.huaweicloud.live.tests.emulator.process import Emulator

JSON = {"Content-Type": "application/json"}
WITH_TTL = {"X-Metadata-Token-Ttl-Seconds": "60"}
SECURITY_KEY = "/openstack/latest/securitykey"


@dataclass(frozen=True)
class Answer:
    """What came back; ``json`` is None for a body that is no JSON."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text) if self.headers.get_content_type() == "application/json" else None


def send(
    emulator: Emulator, method: str, target: str, headers: dict[str, str] | None = None, body: str | None = None
) -> Answer:
    """The answer to exactly this request."""
    connection = http.client.HTTPConnection(urlsplit(emulator.endpoint).netloc, timeout=10)
    connection.request(method, target, body, headers or {})
    with connection.getresponse() as answer:
        found = Answer(answer.status, answer.headers, answer.read().decode())
    connection.close()
    return found


def sign_in(emulator: Emulator, user: dict[str, str] | None = None, **changes: Any) -> Answer:
    """IAM's answer to a user name and a password; ``changes`` may have ``username``, ``project`` and the like."""
    values: dict[str, Any] = {**(user or emulator.ready), "project": {"name": emulator.region}, **changes}
    domain = {"name": values["domain_name"]}
    password = {"user": {"name": values["username"], "password": values["password"], "domain": domain}}
    scope = {"project": values["project"]}
    auth = {"identity": {"methods": ["password"], "password": password}, "scope": scope}
    return send(emulator, "POST", "/v3/auth/tokens", JSON, json.dumps({"auth": auth}))


def new_token(emulator: Emulator, **changes: Any) -> str:
    """A token for a password."""
    return sign_in(emulator, **changes).headers["X-Subject-Token"]


def tasks(emulator: Emulator, token: str) -> Answer:
    """Live's answer to a query with this token."""
    return send(emulator, "GET", f"/v1/{emulator.project_id}/pull/stream/task", {"X-Auth-Token": token})


def projects(emulator: Emulator, query: str = "", **headers: str) -> Answer:
    """The projects that IAM lists for these headers."""
    return send(emulator, "GET", f"/v3/projects{query}", headers)


def problem(answer: Answer) -> tuple[int, str, str]:
    """Status, message and title of an error in IAM's shape."""
    error = answer.json["error"]
    assert error["code"] == answer.status
    return answer.status, error["message"], error["title"]


@pytest.mark.parametrize("by", ["id", "name"])
def test_a_password_gives_a_fresh_token_for_the_project(emulator: Emulator, by: str) -> None:
    project = {"id": emulator.project_id, "name": emulator.region}
    answer, other = (sign_in(emulator, project={by: project[by]}) for dummy in range(2))
    assert answer.status == 201
    assert {"id": answer.json["token"]["project"]["id"], "name": answer.json["token"]["project"]["name"]} == project
    assert answer.headers["X-Subject-Token"] != other.headers["X-Subject-Token"]
    assert tasks(emulator, answer.headers["X-Subject-Token"]).json["total"] == 250


def test_a_token_is_good_for_its_own_project_alone_and_for_24_hours(emulator: Emulator) -> None:
    assert tasks(emulator, new_token(emulator, project={"name": "cn-east-3"})).json["error_code"] == "LIVE.100011015"
    token = new_token(emulator)
    emulator.settings(clock_offset=24 * 3600 - 60)
    assert tasks(emulator, token).status == 200
    emulator.settings(clock_offset=24 * 3600 + 60)
    assert tasks(emulator, token).json["error_code"] == "APIGW.0301"


@pytest.mark.parametrize("wrong", ["username", "password", "domain_name"])
def test_a_wrong_user_password_or_account_is_401(emulator: Emulator, wrong: str) -> None:
    answer = sign_in(emulator, {**emulator.ready, wrong: "wrong"})
    assert problem(answer) == (401, "The username or password is wrong.", "Unauthorized")


def test_a_locked_user_is_401(emulator: Emulator) -> None:
    answer = sign_in(emulator, emulator.ready["identities"]["locked_user"])
    assert problem(answer) == (401, "The account is locked.", "Unauthorized")


def test_a_user_without_a_project_is_403(emulator: Emulator) -> None:
    assert problem(sign_in(emulator, emulator.ready["identities"]["outsider"]))[0] == 403


def test_a_user_without_the_right_gets_a_token_and_then_403(emulator: Emulator) -> None:
    token = new_token(emulator, user=emulator.ready["identities"]["forbidden_user"])
    assert tasks(emulator, token).json["error_code"] == "APIGW.0302"


def test_an_unknown_project_is_404_and_one_of_two_is_400(emulator: Emulator) -> None:
    assert problem(sign_in(emulator, project={"name": "xx-1"}))[0] == 404
    emulator.settings(projects=[{"id": "1", "name": "twice"}, {"id": "2", "name": "twice"}])
    assert problem(sign_in(emulator, project={"name": "twice"}))[0] == 400
    assert sign_in(emulator, project={"id": "2"}).status == 201


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '{"auth": {}}', '{"auth": {"identity": {"methods": ["totp"]}}}'])
def test_a_malformed_body_is_400(emulator: Emulator, body: str) -> None:
    assert problem(send(emulator, "POST", "/v3/auth/tokens", JSON, body))[0] == 400


def test_projects_for_a_token_or_for_a_signature(emulator: Emulator) -> None:
    expected = [{"id": emulator.project_id, "name": emulator.region}]
    target = "/v3/projects"
    for keys in (emulator.ready, emulator.ready["temporary"]):
        request = SdkRequest(
            method="GET",
            host=urlsplit(emulator.endpoint).netloc,
            resource_path=target,
            query_params=[("name", emulator.region)],
            header_params={"X-Security-Token": keys["security_token"]} if "security_token" in keys else {},
        )
        signed = Signer(SimpleNamespace(ak=keys["access_key"], sk=keys["secret_key"])).sign(request)
        answers = (
            send(emulator, "GET", signed.uri, signed.header_params),
            projects(emulator, f"?name={emulator.region}", **{"X-Auth-Token": emulator.auth_token}),
        )
        for answer in answers:
            assert [{"id": found["id"], "name": found["name"]} for found in answer.json["projects"]] == expected


def test_projects_for_the_wrong_ones(emulator: Emulator) -> None:
    others = emulator.ready["identities"]
    assert problem(projects(emulator))[0] == 401
    assert problem(projects(emulator, **{"X-Auth-Token": others["expired_token"]}))[0] == 401
    assert problem(projects(emulator, **{"X-Auth-Token": others["forbidden_token"]}))[0] == 403


def test_projects_as_they_were_set(emulator: Emulator) -> None:
    token = {"X-Auth-Token": emulator.auth_token}
    emulator.settings(projects=[{"id": "1", "name": "twice"}, {"id": "2", "name": "twice"}])
    assert [found["id"] for found in projects(emulator, "?name=twice", **token).json["projects"]] == ["1", "2"]
    assert projects(emulator, f"?name={emulator.region}", **token).json["projects"] == []
    emulator.settings(projects=None)
    assert len(projects(emulator, **token).json["projects"]) == 5


@pytest.mark.parametrize("code", ["APIGW.0301", "APIGW.0307"])
def test_revoked_tokens_are_401_and_new_ones_are_good(emulator: Emulator, code: str) -> None:
    token = new_token(emulator)
    emulator.revoke_tokens(code)
    assert (tasks(emulator, token).status, tasks(emulator, token).json["error_code"]) == (401, code)
    assert tasks(emulator, new_token(emulator)).status == 200
    assert tasks(emulator, emulator.auth_token).status == 200


@pytest.mark.parametrize("uses", [0, 2])
def test_tokens_for_a_number_of_requests(emulator: Emulator, uses: int) -> None:
    emulator.settings(token_uses=uses)
    for token in (new_token(emulator), new_token(emulator)):
        assert [tasks(emulator, token).status for dummy in range(3)] == [200] * uses + [401] * (3 - uses)


def test_the_sdk_reads_the_keys_of_an_instance(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MetadataAccessor, "_METADATA_ENDPOINT", emulator.metadata_endpoint)
    accessor = MetadataAccessor()
    first, second = accessor.get_credential(), accessor.get_credential()
    assert first.access == second.access
    emulator.settings(metadata={"agency": False})
    with pytest.raises(ClientRequestException, match="Please configure Cloud Service Agency first"):
        accessor.get_credential()
    emulator.settings(metadata={"agency": True, "token_required": True})
    emulator.expire_temporary_keys()
    assert accessor.get_credential().access != first.access


def test_metadata_tokens(emulator: Emulator) -> None:
    target = "/meta-data/latest/api/token"
    assert send(emulator, "PUT", target).status == 400
    token = send(emulator, "PUT", target, WITH_TTL).text
    assert send(emulator, "GET", SECURITY_KEY, {"X-Metadata-Token": token}).status == 200
    assert send(emulator, "GET", SECURITY_KEY, {"X-Metadata-Token": "wrong"}).status == 401
    assert send(emulator, "GET", SECURITY_KEY).status == 200
    emulator.settings(metadata={"token_required": True})
    assert send(emulator, "GET", SECURITY_KEY).status == 401
    emulator.settings(clock_offset=61)
    assert send(emulator, "GET", SECURITY_KEY, {"X-Metadata-Token": token}).status == 401
    emulator.settings(metadata={"token_service": False})
    assert send(emulator, "PUT", target, WITH_TTL).status == 404


def test_no_instance_at_all(emulator: Emulator) -> None:
    emulator.settings(metadata={"available": False})
    with pytest.raises(http.client.RemoteDisconnected):
        send(emulator, "GET", SECURITY_KEY)


def test_faults_on_the_paths_of_iam_and_of_metadata(emulator: Emulator) -> None:
    emulator.faults(
        [
            {"kind": "status", "status": 503, "path": "/v3/", "shape": "iam"},
            {"kind": "html", "status": 502, "path": "/openstack/"},
        ]
    )
    assert problem(sign_in(emulator))[0] == 503
    assert "nginx" in send(emulator, "GET", SECURITY_KEY).text
    assert tasks(emulator, emulator.auth_token).status == 200


@pytest.mark.parametrize("html", [False, True])
def test_an_echo_has_all_secrets(emulator: Emulator, html: bool) -> None:
    emulator.fault("echo", status=401, shape="iam", html=html)
    password, token = sign_in(emulator), tasks(emulator, emulator.auth_token)
    for answer, secret in ((password, emulator.password), (token, emulator.auth_token)):
        assert answer.status == 401
        assert secret in (answer.text if html else answer.json["error"]["message"])


def test_the_log_says_which_service_and_how(emulator: Emulator) -> None:
    token = new_token(emulator)
    tasks(emulator, token)
    key = send(emulator, "GET", SECURITY_KEY, {"X-Metadata-Token": send(emulator, "PUT", "/meta-data/", WITH_TTL).text})
    assert key.status == 401
    log = emulator.requests()
    assert [(request["service"], request["auth"]) for request in log] == [
        ("iam", "password"),
        ("live", "token"),
        ("metadata", None),
        ("metadata", "metadata_token"),
    ]
    for secret in (token, emulator.password):
        assert secret not in json.dumps(log, ensure_ascii=False)


def test_what_was_handed_out_is_known_until_a_reset(emulator: Emulator) -> None:
    token = new_token(emulator)
    credential = send(emulator, "GET", SECURITY_KEY).json["credential"]
    metadata_token = send(emulator, "PUT", "/meta-data/latest/api/token", WITH_TTL).text
    named = {"access_key": "access", "secret_key": "secret", "security_token": "securitytoken"}
    assert emulator.issued() == {
        "tokens": [token],
        "access_keys": [{ours: credential[theirs] for ours, theirs in named.items()}],
        "metadata_tokens": [metadata_token],
    }
    emulator.reset()
    assert emulator.issued() == {"tokens": [], "access_keys": [], "metadata_tokens": []}
    assert tasks(emulator, token).status == 401
    assert new_token(emulator) != token


def test_the_password_invites_mistakes(emulator: Emulator) -> None:
    assert set("%\"'$\\ é") <= set(emulator.password)
