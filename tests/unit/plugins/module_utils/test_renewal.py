# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import threading

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._auth import Auth, TokenAuth
from ansible_collections.huaweicloud.live.plugins.module_utils._credentials import sign_in
from ansible_collections.huaweicloud.live.plugins.module_utils._errors import ApiError
from ansible_collections.huaweicloud.live.plugins.module_utils._live import Live
from ansible_collections.huaweicloud.live.plugins.module_utils._options import from_module
from ansible_collections.huaweicloud.live.plugins.module_utils._relay_tasks import Query, read_relay_tasks
from ansible_collections.huaweicloud.live.plugins.module_utils._renewable_auth import RenewableAuth
from ansible_collections.huaweicloud.live.plugins.module_utils._secrets import Secrets
from ansible_collections.huaweicloud.live.plugins.module_utils._transport import Transport
from ansible_collections.huaweicloud.live.tests.unit.support import (
    ALL,
    ONE_PAGE,
    ask,
    failure,
    in_region,
    pieces_of,
    secrets_of,
    signed_in,
    with_metadata,
    with_password,
    with_token,
)

TOKENS, KEY = "/v3/auth/tokens", "/openstack/latest/securitykey"
WAYS = {"password": with_password, "metadata": with_metadata}
SIXTEEN = Query(task_ids=[f"gone-{number}" for number in range(16)])


@pytest.fixture
def query(emulator):
    """Signs in, lets something happen, and then reads with eight requests in flight."""

    def run(changes, happens, query):
        options = from_module(signed_in(emulator, **changes), {})
        secrets = Secrets()
        identity = sign_in(options, secrets)
        happens()
        with Transport(options.endpoint, identity.auth, options, secrets) as transport:
            return read_relay_tasks(Live(transport, identity.project_id), query, concurrency=8)

    return run


def expire(emulator):
    """What we were given is no longer accepted; something new would be."""
    emulator.revoke_tokens()
    emulator.expire_temporary_keys()


def sign_ins(emulator):
    """How often a token was fetched, or the key of an agency."""
    return len([request for request in emulator.requests() if request["path"] in (TOKENS, KEY)])


def statuses(emulator):
    return [request["status"] for request in emulator.requests() if request["service"] == "live"]


@pytest.mark.parametrize("way", WAYS)
def test_what_we_obtained_is_renewed_once_for_eight_requests_in_flight(emulator, query, way):
    emulator.settings(latency=0.05)
    answer = query(WAYS[way](emulator), lambda: expire(emulator), SIXTEEN)
    assert answer.missing_task_ids == SIXTEEN.task_ids
    assert emulator.max_in_flight() == 8
    assert sign_ins(emulator) == 2
    # None is sent with the old token after the first one was rejected.
    assert 1 < statuses(emulator).count(401) <= 8
    assert statuses(emulator).count(404) == 16


def test_a_token_that_ends_between_two_pages_is_renewed_once_for_all_pages_in_flight(emulator, query):
    emulator.put_tasks(count=1000)
    emulator.settings(latency=0.05, token_uses=1)
    # Good for the first page; the next one will be good for all.
    answer = query(with_password(emulator), lambda: emulator.settings(token_uses=None), ALL)
    assert answer.total == 1000
    assert sign_ins(emulator) == 2
    assert 1 < statuses(emulator).count(401) <= 8


@pytest.mark.parametrize("code", ["APIGW.0301", "APIGW.0307"])
def test_a_token_is_renewed_whatever_the_code_of_the_401(emulator, query, code):
    assert query(with_password(emulator), lambda: emulator.revoke_tokens(code), ALL).total == 250
    assert sign_ins(emulator) == 2


@pytest.mark.usefixtures("pauses")
@pytest.mark.parametrize("way", WAYS)
def test_a_renewal_takes_no_retry_from_a_request(emulator, query, way):
    def happens():
        expire(emulator)
        emulator.fault("status", status=503, times=1, after=1, path="/v1/")

    assert query({**WAYS[way](emulator), "max_retries": 1}, happens, ONE_PAGE).total == 250
    assert statuses(emulator) == [401, 503, 200]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("wanted", [ONE_PAGE, SIXTEEN], ids=["a page", "eight requests in flight"])
def test_what_is_rejected_for_good_is_renewed_once_and_then_one_clear_error(emulator, way, wanted):
    emulator.fault("status", status=401, path="/v1/")
    error = failure(emulator, ApiError, wanted, **WAYS[way](emulator))
    assert error["status_code"] == 401
    if way == "password":
        advice = (
            f"IAM gave the user {emulator.username} a token that is not accepted there: check that endpoint, "
            f"iam_endpoint and the project belong to the same cloud and region."
        )
    else:
        advice = (
            f"Check that the access key {emulator.issued()['access_keys'][-1]['access_key']} exists and is enabled, "
            f"and that the secret key is the one that belongs to it and that the temporary key has not expired (from "
            f"the metadata of this instance)."
        )
    assert error["msg"].endswith(advice)
    assert sign_ins(emulator) == 2


def test_tokens_that_hold_for_one_request_are_renewed_once_and_then_one_clear_error(emulator):
    emulator.put_tasks(count=1000)
    emulator.settings(token_uses=1)
    error = failure(emulator, ApiError, ALL, **with_password(emulator))
    assert (error["status_code"], error["error_code"]) == (401, "APIGW.0301")
    assert sign_ins(emulator) == 2


def test_a_renewal_that_is_refused_is_the_error_of_all_requests_in_flight(emulator):
    emulator.settings(latency=0.02)
    emulator.faults(
        [
            {"kind": "status", "status": 401, "error_msg": "The account is locked.", "path": TOKENS, "after": 1},
            {"kind": "status", "status": 401, "path": "/v1/"},
        ]
    )
    error = failure(emulator, ApiError, SIXTEEN, **with_password(emulator))
    assert error["msg"].startswith(f"POST {emulator.iam_endpoint}{TOKENS} was answered with HTTP status 401, ")
    assert "The account is locked." in error["msg"]
    # Each try may lock the user.
    assert sign_ins(emulator) == 2


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500])
def test_no_other_status_renews_anything(emulator, status):
    emulator.fault("status", status=status, path="/v1/", error_code="ANY.0001")
    failure(emulator, ApiError, **with_password(emulator))
    assert sign_ins(emulator) == 1


@pytest.mark.parametrize("wanted", [ONE_PAGE, SIXTEEN], ids=["a page", "eight requests in flight"])
def test_a_token_of_the_user_is_reported_as_stale_and_not_renewed(emulator, wanted):
    user = with_password(emulator, auth_type="token")
    changes = {**user, **with_token(emulator.ready["identities"]["expired_token"])}
    error = failure(emulator, ApiError, wanted, **changes)
    assert error["msg"].endswith(
        "The token from the option auth_token is wrong or has expired (one is valid for 24 hours): get a new one."
    )
    assert sign_ins(emulator) == 0
    assert set(statuses(emulator)) == {401}
    queries = [request["query"] for request in emulator.requests()]
    assert not any(query in queries[:number] for number, query in enumerate(queries))


def test_keys_of_the_user_are_not_renewed_either(emulator):
    emulator.expire_temporary_keys()
    error = failure(emulator, ApiError, **emulator.ready["temporary"], metadata_endpoint=emulator.metadata_endpoint)
    assert "that the temporary key has not expired (from the option access_key, " in error["msg"]
    assert sign_ins(emulator) == 0
    assert statuses(emulator) == [401]


def test_the_key_of_an_agency_is_renewed_while_the_project_is_looked_up(emulator):
    emulator.fault("status", status=401, path="/v3/projects", times=1, shape="iam")
    assert ask(emulator, **in_region(emulator), **with_metadata(emulator)).total == 250
    assert sign_ins(emulator) == 2
    assert all("x-project-id" in request["headers"] for request in emulator.requests() if request["service"] == "live")


def test_once_is_once_for_the_project_and_the_tasks_together(emulator):
    emulator.faults(
        [
            {"kind": "status", "status": 401, "path": "/v3/projects", "times": 1},
            {"kind": "status", "status": 401, "path": "/v1/", "times": 1},
        ]
    )
    assert failure(emulator, ApiError, **in_region(emulator), **with_metadata(emulator))["status_code"] == 401
    assert sign_ins(emulator) == 2


def test_a_renewed_key_signs_for_the_project_as_well(emulator, query):
    assert query(with_metadata(emulator), lambda: expire(emulator), ALL).total == 250
    assert all("x-project-id" in request["headers"] for request in emulator.requests() if request["service"] == "live")


def test_what_was_rejected_and_what_came_after_it_are_both_secrets(emulator):
    emulator.settings(token_uses=0)
    emulator.fault("echo", path="/v1/", status=401)
    failure(emulator, ApiError, **with_password(emulator))
    assert len(emulator.issued()["tokens"]) == 2


def test_an_identity_shows_no_secret(emulator):
    for changes in (with_password(emulator), with_metadata(emulator)):
        identity = sign_in(from_module(signed_in(emulator, **changes), {}), Secrets())
        shown = f"{identity!r} {identity.auth!r} {identity.auth.current()!r}"
        assert pieces_of(secrets_of(emulator), shown) == []


def test_who_signs_nobody_in_has_nothing_to_renew_and_nothing_to_say():
    auth = Auth()
    assert auth.current() is auth.for_project("p") is auth
    assert (auth.renewed(auth), auth.rejected(None)) == (False, "")


def test_of_many_threads_that_are_rejected_at_once_one_renews():
    tokens = [TokenAuth(f"token-{number}", "") for number in range(99)]
    obtained = iter(tokens)
    auth = RenewableAuth(lambda: next(obtained))
    used = auth.current()
    found = []
    together = threading.Barrier(16)

    def reject():
        together.wait()
        found.append((auth.renewed(used), auth.current()))

    threads = [threading.Thread(target=reject) for dummy in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [(True, tokens[1])] * 16
    assert auth.renewed(auth.current()) is False
