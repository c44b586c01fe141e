# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import AnswerError, ApiError, OptionError
from ansible_collections.huaweicloud.live.tests.unit.support import ONE_PAGE, ask, failure, with_password

TOKENS = "/v3/auth/tokens"
CHECK = (
    "Check username, password and domain_name (the name of the account), and that the user may sign in and is not "
    "locked."
)


def requests_of(emulator):
    return [(request["service"], request["auth"], request["status"]) for request in emulator.requests()]


def test_a_password_becomes_a_token_and_the_token_signs_in(emulator):
    assert ask(emulator, ONE_PAGE, **with_password(emulator)).total == 250
    assert requests_of(emulator) == [("iam", "password", 201), ("live", "token", 200)]
    sign_in, query = emulator.requests()
    assert {"authorization", "x-auth-token", "x-sdk-date"}.isdisjoint(sign_in["headers"])
    assert {"authorization", "x-sdk-date"}.isdisjoint(query["headers"])


def test_one_token_is_enough_for_all_pages(emulator):
    emulator.put_tasks(count=1000)
    assert ask(emulator, **with_password(emulator)).total == 1000
    assert [request["auth"] for request in emulator.requests()].count("password") == 1


def test_a_password_keeps_each_of_its_characters(emulator):
    assert {'"', "'", "\\", "%", "$", " ", "é"} <= set(emulator.password)
    for wrong in (f"{emulator.password} ", f" {emulator.password}", f"{emulator.password}\n"):
        assert failure(emulator, ApiError, **with_password(emulator, password=wrong))["status_code"] == 401


def test_a_password_that_is_no_text_is_merely_wrong(emulator):
    # What a variable of the environment becomes that is not UTF-8.
    error = failure(emulator, ApiError, **with_password(emulator, password="fakePassword\udce9\ud800"))
    assert error["status_code"] in (400, 401)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"password": "fakePasswordOfNobody"}, "The username or password is wrong."),
        ({"username": "nobody"}, "The username or password is wrong."),
        ({"domain_name": "nobodys"}, "The username or password is wrong."),
        ("locked_user", "The account is locked."),
    ],
)
def test_who_is_not_let_in_is_told_what_to_check(emulator, changes, said):
    changes = emulator.ready["identities"][changes] if isinstance(changes, str) else changes
    error = failure(emulator, ApiError, **with_password(emulator, **changes))
    assert error["msg"] == (
        f"POST {emulator.iam_endpoint}{TOKENS} was answered with HTTP status 401, 401: {said} {CHECK}"
    )
    assert (error["status_code"], error["error_code"], error["error_msg"]) == (401, "401", said)
    assert error["request_id"]
    # Nothing is tried twice: each try may lock the user.
    assert requests_of(emulator) == [("iam", "password", 401)]


def test_who_may_not_ask_live_is_told_by_live(emulator):
    changes = emulator.ready["identities"]["forbidden_user"]
    error = failure(emulator, ApiError, **with_password(emulator, **changes))
    assert error["msg"].endswith("The user may not do this: grant the IAM action live:stream:listPullTask.")


def test_who_has_no_part_in_the_project_is_told_by_iam(emulator):
    changes = emulator.ready["identities"]["outsider"]
    error = failure(emulator, ApiError, **with_password(emulator, **changes))
    assert error["status_code"] == 403
    assert error["msg"].endswith("Check that the user may sign in with a password and is not locked.")
    assert requests_of(emulator) == [("iam", "password", 403)]


def test_several_projects_of_the_region_are_told(emulator):
    emulator.settings(projects=[{"id": f"p-{number}", "name": emulator.region} for number in (1, 2)])
    error = failure(emulator, ApiError, **with_password(emulator, project_id=None, region=emulator.region))
    assert error["status_code"] == 400
    assert error["msg"].endswith("Check that the region (or project_id) names a project of this account.")


@pytest.mark.parametrize("changes", [{"project_id": "nothing"}, {"project_id": None, "region": "mars-west-1"}])
def test_a_project_that_does_not_exist_is_told(emulator, changes):
    error = failure(emulator, ApiError, **with_password(emulator, **changes))
    assert error["status_code"] == 404
    assert error["msg"].endswith(
        "Check iam_endpoint, and that the region (or project_id) names a project of this account."
    )


def test_without_region_and_project_there_is_nothing_to_sign_in_to(emulator):
    assert failure(emulator, OptionError, **with_password(emulator, project_id=None))["msg"] == (
        "A user name and a password sign in to a project, and neither region nor project_id is set. "
        "Set region (or HW_REGION_NAME in the environment), or project_id (or HUAWEICLOUD_SDK_PROJECT_ID, "
        "HW_PROJECT_ID in the environment)."
    )
    assert emulator.requests() == []


TOKEN = {"token": {"project": {"id": "p"}}}


@pytest.mark.parametrize(
    ("header", "body", "told"),
    [
        ("a-token", "", "an empty body"),
        ("a-token", "<html>Sign in</html>", "an HTML page"),
        ("a-token", "OK", "a body that is not JSON"),
        ("a-token", "[]", "JSON that is not an object but a list"),
        ("a-token", {}, "no token for a project"),
        ("a-token", {"token": None}, "no token for a project"),
        ("a-token", {"token": "a-token"}, "no token for a project"),
        ("a-token", {"token": {}}, "no token for a project"),
        ("a-token", {"token": {"project": None}}, "no token for a project"),
        ("a-token", {"token": {"project": "p"}}, "no token for a project"),
        ("a-token", {"token": {"project": {"id": None}}}, "no token for a project"),
        ("a-token", {"token": {"project": {"id": 7}}}, "no token for a project"),
        ("a-token", {"token": {"project": {"id": ""}}}, "no token for a project"),
        (None, TOKEN, "no token for a project"),
        ("", TOKEN, "no token for a project"),
        (" ", TOKEN, "no token for a project"),
        ("a-t\xf6ken", TOKEN, "no token for a project"),
    ],
)
def test_an_answer_of_the_wrong_shape_is_told_for_what_it_is(emulator, header, body, told):
    headers = {} if header is None else {"X-Subject-Token": header}
    text = body if isinstance(body, str) else json.dumps(body)
    emulator.fault("body", path=TOKENS, status=201, body=text, headers=headers)
    error = failure(emulator, AnswerError, **with_password(emulator))
    assert error["msg"].startswith(f"POST {emulator.iam_endpoint}{TOKENS} was answered with {told}")
    assert "Check that iam_endpoint is the one of IAM, and that no proxy answers in its place" in error["msg"]
    assert error["status_code"] == 201


@pytest.mark.parametrize("status", [200, 204, 300])
def test_a_status_that_gives_no_token_is_an_error(emulator, status):
    emulator.fault("body", path=TOKENS, status=status, body="" if status == 204 else json.dumps(TOKEN))
    assert failure(emulator, ApiError, **with_password(emulator))["status_code"] == status


def test_the_page_of_a_proxy_in_front_of_iam_is_one_clear_sentence(emulator):
    emulator.fault("html", path=TOKENS, status=502)
    error = failure(emulator, ApiError, **with_password(emulator))
    assert error["msg"].startswith(f"POST {emulator.iam_endpoint}{TOKENS} was answered with HTTP status 502, an HTML")
    assert "<" not in error["msg"]


@pytest.mark.usefixtures("pauses")
@pytest.mark.parametrize("fault", [{"kind": "status", "status": 503}, {"kind": "close"}, {"kind": "cut"}])
def test_a_sign_in_that_fails_now_and_then_is_tried_again(emulator, fault):
    emulator.faults([{**fault, "path": TOKENS, "times": 1}])
    assert ask(emulator, ONE_PAGE, **with_password(emulator, max_retries=1)).total == 250
