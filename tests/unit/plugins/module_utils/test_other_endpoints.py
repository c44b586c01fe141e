# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import (
    ApiError,
    LiveError,
    OptionError,
    TransportError,
)
from ansible_collections.huaweicloud.live.tests.unit.places import write_credentials
from ansible_collections.huaweicloud.live.tests.unit.support import (
    NOBODY,
    ONE_PAGE,
    ask,
    failure,
    in_region,
    with_file,
    with_metadata,
    with_password,
)

SDK, TERRAFORM = "HUAWEICLOUD_SDK_IAM_ENDPOINT", "HW_AUTH_URL"


@pytest.fixture
def no_way_out(monkeypatch):
    """Requests to other hosts end at a proxy that is down; the errors say where they wanted to go."""
    monkeypatch.setenv("https_proxy", NOBODY)


@pytest.mark.usefixtures("no_way_out")
def test_the_region_says_where_iam_is(emulator):
    for_project = in_region(emulator, region="mars-west-1", iam_endpoint=None)
    message = failure(emulator, TransportError, **for_project)["msg"]
    assert message.startswith("GET https://iam.mars-west-1.myhuaweicloud.com/v3/projects?name=mars-west-1 got no")
    for_token = with_password(emulator, iam_endpoint=None, project_id=None, region="mars-west-1")
    message = failure(emulator, TransportError, **for_token)["msg"]
    assert message.startswith("POST https://iam.mars-west-1.myhuaweicloud.com/v3/auth/tokens got no answer")


def test_without_region_and_endpoint_nobody_knows_where_iam_is(emulator):
    message = failure(emulator, OptionError, **with_password(emulator, iam_endpoint=None))["msg"]
    assert message == (
        "Neither region nor iam_endpoint is set. Set region (or HW_REGION_NAME in the environment), for example to "
        "cn-north-4, or set iam_endpoint (or HUAWEICLOUD_SDK_IAM_ENDPOINT, HW_AUTH_URL in the environment)."
    )
    assert emulator.requests() == []


@pytest.mark.parametrize("end", ["", "/", "/v3", "/v3/"])
def test_the_path_of_terraforms_variable_is_dropped_wherever_it_is_set(emulator, tmp_path, end):
    endpoint = f"{emulator.iam_endpoint}{end}"
    assert ask(emulator, ONE_PAGE, **in_region(emulator, iam_endpoint=endpoint)).total == 250
    for variable in (SDK, TERRAFORM):
        assert ask(emulator, ONE_PAGE, {variable: endpoint}, **in_region(emulator, iam_endpoint=None)).total == 250
    path = write_credentials(
        tmp_path / "credentials", ak=emulator.access_key, sk=emulator.secret_key, iam_endpoint=endpoint
    )
    assert ask(emulator, ONE_PAGE, **in_region(emulator, iam_endpoint=None), **with_file(path)).total == 250


@pytest.mark.parametrize(
    ("task", "environ", "file"),
    [
        ("good", {SDK: "bad", TERRAFORM: "bad"}, "bad"),
        (None, {SDK: "bad", TERRAFORM: "bad"}, "good"),
        (None, {SDK: "good", TERRAFORM: "bad"}, None),
        (None, {TERRAFORM: "good"}, None),
        (None, {}, "good"),
    ],
)
def test_with_a_file_its_endpoint_is_taken_unless_the_task_has_one(emulator, tmp_path, task, environ, file):
    endpoints = {"good": emulator.iam_endpoint, "bad": NOBODY, None: None}
    values = {"ak": emulator.access_key, "sk": emulator.secret_key}
    if file:
        values["iam_endpoint"] = endpoints[file]
    path = write_credentials(tmp_path / "credentials", **values)
    environ = {name: endpoints[which] for name, which in environ.items()}
    changes = in_region(emulator, iam_endpoint=endpoints[task])
    assert ask(emulator, ONE_PAGE, environ, **changes, **with_file(path)).total == 250


def test_without_a_file_the_task_beats_the_environment_and_the_sdk_terraform(emulator):
    nowhere = {SDK: NOBODY, TERRAFORM: NOBODY}
    assert ask(emulator, ONE_PAGE, nowhere, **in_region(emulator)).total == 250
    sdk_first = {SDK: emulator.iam_endpoint, TERRAFORM: NOBODY}
    assert ask(emulator, ONE_PAGE, sdk_first, **in_region(emulator, iam_endpoint=None)).total == 250


@pytest.mark.parametrize(
    ("option", "value", "wrong"),
    [
        ("iam_endpoint", "http://iam.example.com", "plain http:// would send your credentials unencrypted"),
        ("iam_endpoint", "http://169.254.169.254", "plain http:// would send your credentials unencrypted"),
        ("iam_endpoint", "https://iam.example.com/v2", "has something behind the host name"),
        ("iam_endpoint", "https://iam.example.com/v3/auth", "has something behind the host name"),
        ("iam_endpoint", "iam.example.com", "has no https:// in front of a host name"),
        ("metadata_endpoint", "http://metadata.example.com", "plain http:// would send your credentials unencrypted"),
        ("metadata_endpoint", "https://169.254.169.254/openstack", "has something behind the host name"),
    ],
)
def test_an_address_that_is_none_is_refused_by_its_name(emulator, option, value, wrong):
    changes = {
        "iam_endpoint": in_region(emulator),
        "metadata_endpoint": with_metadata(emulator),
    }[option]
    message = failure(emulator, OptionError, **{**changes, option: value})["msg"]
    assert message.startswith(f"{option} ")
    assert wrong in message
    assert emulator.requests() == []


def test_an_address_of_iam_in_the_file_is_judged_alike(emulator, tmp_path):
    values = {"ak": emulator.access_key, "sk": emulator.secret_key, "iam_endpoint": "http://iam.example.com"}
    path = write_credentials(tmp_path / "credentials", **values)
    message = failure(emulator, OptionError, **in_region(emulator, iam_endpoint=None), **with_file(path))["msg"]
    assert message.startswith("iam_endpoint is 'http://iam.example.com', and plain http:// would send your")


def test_a_redirect_of_iam_is_not_followed(emulator):
    emulator.fault("redirect", location=f"{emulator.endpoint}/elsewhere", path="/v3/")
    for changes in (in_region(emulator), with_password(emulator)):
        emulator.clear_requests()
        assert failure(emulator, ApiError, **changes)["status_code"] == 302
        assert len(emulator.requests()) == 1


def test_iam_that_is_down_is_named(emulator):
    for changes in (in_region(emulator), with_password(emulator)):
        message = failure(emulator, LiveError, **{**changes, "iam_endpoint": NOBODY})["msg"]
        assert f" {NOBODY}/v3/" in message
        assert "got no answer: the connection was refused." in message


def test_metadata_is_asked_for_where_the_environment_says(emulator):
    environ = {"HUAWEICLOUD_METADATA_ENDPOINT": emulator.metadata_endpoint}
    changes = {**with_metadata(emulator), "metadata_endpoint": None}
    assert ask(emulator, ONE_PAGE, environ, **changes).total == 250
    environ = {"HUAWEICLOUD_METADATA_ENDPOINT": NOBODY}
    assert ask(emulator, ONE_PAGE, environ, **with_metadata(emulator)).total == 250
