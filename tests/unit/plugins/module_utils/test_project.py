# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import AnswerError, ApiError, OptionError
from ansible_collections.huaweicloud.live.tests.unit.places import write_credentials
from ansible_collections.huaweicloud.live.tests.unit.support import (
    ALL,
    ONE_PAGE,
    ask,
    failure,
    in_region,
    with_file,
    with_metadata,
    with_password,
    with_token,
)

SETTABLE = "Set project_id (or HUAWEICLOUD_SDK_PROJECT_ID, HW_PROJECT_ID in the environment)"


@pytest.fixture
def ways(emulator, tmp_path):
    """Each way to sign in but a password, whose token has the project."""
    keys = {"ak": emulator.access_key, "sk": emulator.secret_key}
    return {
        "access_key": {},
        "temporary": emulator.ready["temporary"],
        "token": with_token(emulator.auth_token),
        "credentials_file": with_file(write_credentials(tmp_path / "credentials", **keys)),
        "metadata": with_metadata(emulator),
    }


WAYS = ("access_key", "temporary", "token", "credentials_file", "metadata")


def asked_of(emulator, service):
    return [request for request in emulator.requests() if request["service"] == service]


def project_asked_for(emulator):
    """The project of all requests to Live."""
    (project_id,) = {request["path"].split("/")[2] for request in asked_of(emulator, "live")}
    return project_id


@pytest.mark.parametrize("way", WAYS)
def test_the_project_of_a_region_is_looked_up_once(emulator, ways, way):
    assert ask(emulator, **in_region(emulator), **ways[way]).total == 250
    (lookup,) = asked_of(emulator, "iam")
    assert (lookup["method"], lookup["path"]) == ("GET", "/v3/projects")
    assert lookup["query"] == [["name", emulator.region]]
    assert lookup["auth"] == ("token" if way == "token" else "access_key")
    assert "x-project-id" not in lookup["headers"]
    assert project_asked_for(emulator) == emulator.project_id
    assert all(("x-project-id" in request["headers"]) == (way != "token") for request in asked_of(emulator, "live"))


@pytest.mark.parametrize("way", WAYS)
def test_a_project_that_is_given_is_not_looked_up(emulator, ways, way):
    assert ask(emulator, **ways[way]).total == 250
    assert asked_of(emulator, "iam") == []


def test_a_password_takes_the_project_from_its_token(emulator):
    assert ask(emulator, **with_password(emulator, project_id=None, region=emulator.region)).total == 250
    (sign_in,) = asked_of(emulator, "iam")
    assert (sign_in["method"], sign_in["path"]) == ("POST", "/v3/auth/tokens")
    assert project_asked_for(emulator) == emulator.project_id


def test_a_password_signs_in_to_the_project_that_is_given(emulator):
    # The region would be another project.
    assert ask(emulator, **with_password(emulator, region="cn-east-3")).total == 250
    assert project_asked_for(emulator) == emulator.project_id


def test_another_region_has_another_project(emulator):
    message = failure(emulator, ApiError, **in_region(emulator, region="cn-east-3"))["msg"]
    assert "The project does not belong to these credentials: check project_id (each region has its own)." in message
    assert project_asked_for(emulator) == emulator.ready["identities"]["other_project"]["project_id"]


TASK, FIRST, LAST, INFILE = "from-task", "from-sdk", "from-terraform", "from-file"


@pytest.mark.parametrize(
    ("task", "environ", "file", "wins"),
    [
        (TASK, {"HUAWEICLOUD_SDK_PROJECT_ID": FIRST, "HW_PROJECT_ID": LAST}, INFILE, TASK),
        (None, {"HUAWEICLOUD_SDK_PROJECT_ID": FIRST, "HW_PROJECT_ID": LAST}, INFILE, INFILE),
        (None, {"HUAWEICLOUD_SDK_PROJECT_ID": FIRST, "HW_PROJECT_ID": LAST}, None, FIRST),
        (None, {"HW_PROJECT_ID": LAST}, None, LAST),
        (None, {}, INFILE, INFILE),
        (TASK, {}, None, TASK),
    ],
)
def test_with_a_file_its_project_is_taken_unless_the_task_has_one(emulator, tmp_path, task, environ, file, wins):
    values = {"ak": emulator.access_key, "sk": emulator.secret_key, **({"project_id": file} if file else {})}
    path = write_credentials(tmp_path / "credentials", **values)
    failure(emulator, ApiError, environ=environ, project_id=task, **with_file(path))
    assert project_asked_for(emulator) == wins
    assert asked_of(emulator, "iam") == []


def test_without_a_file_the_first_variable_that_is_set_has_the_project(emulator):
    environ = {"HUAWEICLOUD_SDK_PROJECT_ID": emulator.project_id, "HW_PROJECT_ID": "another"}
    assert ask(emulator, ONE_PAGE, environ, project_id=None).total == 250


def test_a_region_without_a_project_is_an_error_that_says_how_to_choose(emulator):
    emulator.settings(projects=[])
    assert failure(emulator, OptionError, **in_region(emulator))["msg"] == (
        f"IAM found no project named {emulator.region} for these credentials, so that the project of the region could "
        f"not be looked up. {SETTABLE} to the project's ID, or check the region."
    )
    assert asked_of(emulator, "live") == []


def test_several_projects_of_a_region_are_listed_with_how_to_choose(emulator):
    emulator.settings(projects=[{"id": f"p-{number}", "name": emulator.region} for number in (1, 2, 3)])
    assert failure(emulator, OptionError, **in_region(emulator))["msg"] == (
        f"IAM found 3 projects for the region {emulator.region}: p-1 ({emulator.region}), p-2 ({emulator.region}), "
        f"p-3 ({emulator.region}). {SETTABLE} to the project's ID."
    )
    assert asked_of(emulator, "live") == []


@pytest.mark.parametrize("way", ["key", "token"])
def test_who_may_not_ask_for_projects_is_told_to_set_one(emulator, way):
    others = emulator.ready["identities"]
    changes = others["forbidden"] if way == "key" else with_token(others["forbidden_token"])
    error = failure(emulator, ApiError, **in_region(emulator), **changes)
    assert error["msg"].startswith(
        f"GET {emulator.iam_endpoint}/v3/projects?name={emulator.region} was answered with HTTP status 403, "
    )
    assert error["msg"].endswith(
        f"These credentials may not ask IAM for the project of the region. {SETTABLE} to the project's ID."
    )
    assert error["status_code"] == 403
    assert error["request_id"]


def test_wrong_credentials_are_told_by_iam_already(emulator):
    error = failure(emulator, ApiError, **in_region(emulator, secret_key="fakeSecretOfNobody"))
    assert (error["status_code"], error["error_code"]) == (401, "401")
    assert error["msg"].endswith("the one that belongs to it (from the option access_key, the option secret_key).")
    stale = emulator.ready["identities"]["expired_token"]
    message = failure(emulator, ApiError, **in_region(emulator), **with_token(stale))["msg"]
    assert "The token from the option auth_token is wrong or has expired" in message
    assert asked_of(emulator, "live") == []


def test_a_clock_that_is_off_is_told_by_iam_already(emulator):
    emulator.settings(clock_offset=1200)
    message = failure(emulator, ApiError, **in_region(emulator))["msg"]
    assert message.endswith(
        "This host's clock is 20 minutes behind the service's, which accepts 15 at the most: set the clock."
    )


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("", "an empty body"),
        ("<html>Sign in</html>", "an HTML page"),
        ("[]", "JSON that is not an object but a list"),
        ("{}", "no list of projects"),
        ({"projects": None}, "no list of projects"),
        ({"projects": {"id": "p"}}, "no list of projects"),
        ({"projects": ["p"]}, "no list of projects"),
        ({"projects": [None]}, "no list of projects"),
        ({"projects": [{}]}, "no list of projects"),
        ({"projects": [{"id": 7}]}, "no list of projects"),
        ({"projects": [{"id": None}]}, "no list of projects"),
        ({"projects": [{"id": ""}]}, "no list of projects"),
        ({"projects": [{"id": "p\n1"}]}, "no list of projects"),
        ({"projects": [{"id": "项目"}]}, "no list of projects"),
        ({"projects": [{"id": "p"}, {"id": ["q"]}]}, "no list of projects"),
    ],
)
def test_a_list_of_projects_of_the_wrong_shape_is_told_for_what_it_is(emulator, body, told):
    emulator.fault("body", path="/v3/projects", body=body if isinstance(body, str) else json.dumps(body))
    error = failure(emulator, AnswerError, **in_region(emulator))
    assert error["msg"].startswith(
        f"GET {emulator.iam_endpoint}/v3/projects?name={emulator.region} was answered with {told}"
    )
    assert "Check that iam_endpoint is the one of IAM, and that no proxy answers in its place" in error["msg"]
    assert error["status_code"] == 200
    assert asked_of(emulator, "live") == []


@pytest.mark.usefixtures("pauses")
def test_iam_is_asked_again_when_it_fails_now_and_then(emulator):
    emulator.faults(
        [
            {"kind": "status", "status": 503, "times": 1, "path": "/v3/projects"},
            {"kind": "close", "times": 1, "path": "/v3/projects"},
        ]
    )
    assert ask(emulator, ALL, **in_region(emulator, max_retries=2)).total == 250
    assert len(asked_of(emulator, "iam")) == 3


def test_a_name_of_a_project_is_shown_as_one_line_of_text(emulator):
    emulator.fault("body", path="/v3/projects", body='{"projects": [{"id": "p-1", "name": "a\\nb"}, {"id": "p-2"}]}')
    message = failure(emulator, OptionError, **in_region(emulator))["msg"]
    assert "p-1 (a b), p-2." in message
