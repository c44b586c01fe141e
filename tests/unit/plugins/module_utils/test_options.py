# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import OptionError
from ansible_collections.huaweicloud.live.plugins.module_utils._options import (
    ENVIRONMENT,
    SHARED_ARGUMENTS,
    from_module,
    regional_endpoint,
)

NAMES = [
    ("region", "HW_REGION_NAME"),
    ("project_id", "HUAWEICLOUD_SDK_PROJECT_ID"),
    ("project_id", "HW_PROJECT_ID"),
    ("endpoint", "HUAWEICLOUD_LIVE_ENDPOINT"),
    ("access_key", "HUAWEICLOUD_SDK_AK"),
    ("access_key", "HW_ACCESS_KEY"),
    ("secret_key", "HUAWEICLOUD_SDK_SK"),
    ("secret_key", "HW_SECRET_KEY"),
    ("security_token", "HUAWEICLOUD_SDK_SECURITY_TOKEN"),
    ("security_token", "HW_SECURITY_TOKEN"),
    ("auth_token", "HW_AUTH_TOKEN"),
    ("username", "HW_USER_NAME"),
    ("password", "HW_USER_PASSWORD"),
    ("domain_name", "HW_DOMAIN_NAME"),
    ("credentials_file", "HUAWEICLOUD_SDK_CREDENTIALS_FILE"),
    ("iam_endpoint", "HUAWEICLOUD_SDK_IAM_ENDPOINT"),
    ("iam_endpoint", "HW_AUTH_URL"),
    ("metadata_endpoint", "HUAWEICLOUD_METADATA_ENDPOINT"),
]
PAIRS = [
    ("project_id", "HUAWEICLOUD_SDK_PROJECT_ID", "HW_PROJECT_ID"),
    ("access_key", "HUAWEICLOUD_SDK_AK", "HW_ACCESS_KEY"),
    ("secret_key", "HUAWEICLOUD_SDK_SK", "HW_SECRET_KEY"),
    ("security_token", "HUAWEICLOUD_SDK_SECURITY_TOKEN", "HW_SECURITY_TOKEN"),
    ("iam_endpoint", "HUAWEICLOUD_SDK_IAM_ENDPOINT", "HW_AUTH_URL"),
]
ONE_LINE = ("access_key", "secret_key", "security_token", "auth_token")
CREDENTIALS = (*ONE_LINE, "username", "password", "domain_name", "credentials_file")
# A space at the end of one of these may be meant.
AS_THEY_ARE = ("password", "credentials_file")


def value_of(name, params, environ):
    """What becomes of one option, in a task that has a region."""
    options = from_module({"region": "any", **params}, environ)
    given = options.given[name].value if name in options.given else None
    if given is not None and name in ("region", "endpoint", "metadata_endpoint"):
        assert given == getattr(options, name)
    return given


def refusal(params, environ=None):
    with pytest.raises(OptionError) as caught:
        from_module({"region": "any", **params}, environ or {})
    return caught.value.msg


@pytest.mark.parametrize(("name", "variable"), NAMES)
def test_an_option_may_come_from_the_environment(name, variable):
    assert value_of(name, {"region": None}, {"HW_REGION_NAME": "any", variable: "from-there"}) == "from-there"


@pytest.mark.parametrize(("name", "variable"), NAMES)
def test_the_task_beats_the_environment(name, variable):
    assert value_of(name, {name: "task"}, {variable: "environment"}) == "task"


@pytest.mark.parametrize(("name", "first", "second"), PAIRS)
def test_of_two_variables_the_first_wins(name, first, second):
    assert value_of(name, {}, {second: "second", first: "first"}) == "first"


@pytest.mark.parametrize(("name", "first", "second"), PAIRS)
@pytest.mark.parametrize("empty", ["", "  ", "\n"])
def test_an_empty_variable_is_as_good_as_none(name, first, second, empty):
    assert value_of(name, {}, {first: empty, second: "second"}) == "second"
    assert value_of(name, {}, {first: empty, second: empty}) is None


@pytest.mark.parametrize(("name", "variable"), NAMES)
@pytest.mark.parametrize("empty", [None, "", " "])
def test_an_empty_option_leaves_the_word_to_the_environment(name, variable, empty):
    assert value_of(name, {name: empty}, {variable: "environment"}) == "environment"


@pytest.mark.parametrize(("name", "variable"), [pair for pair in NAMES if pair[0] in CREDENTIALS])
def test_a_credential_knows_where_it_was_set(name, variable):
    from_task = from_module({"region": "any", name: "x"}, {}).given[name]
    from_environment = from_module({"region": "any"}, {variable: "x"}).given[name]
    assert from_task.place == f"the option {name}"
    assert from_environment.place == f"the environment variable {variable}"


def test_what_nobody_set_has_the_documented_default():
    options = from_module({"region": "any"}, {})
    assert (options.timeout, options.max_retries, options.concurrency) == (30, 4, 8)
    assert (options.validate_certs, options.ca_path, options.auth_type) == (True, None, "auto")
    assert set(options.given) == {"region"}


def test_instance_metadata_is_where_every_cloud_has_it():
    # Asked for here alone: on a machine of some cloud, someone else may answer there.
    assert from_module({"region": "any"}, {}).metadata_endpoint == "http://169.254.169.254"


def test_what_is_set_to_a_value_that_looks_empty_keeps_it():
    options = from_module({"region": "any", "validate_certs": False, "max_retries": 0}, {})
    assert (options.validate_certs, options.max_retries) == (False, 0)


def test_the_region_names_the_endpoint():
    assert from_module({"region": "cn-north-4"}, {}).endpoint == "https://live.cn-north-4.myhuaweicloud.com"


def test_iam_is_in_the_same_region():
    assert regional_endpoint("iam", "iam_endpoint", "cn-north-4") == "https://iam.cn-north-4.myhuaweicloud.com"


def test_these_are_all_names_that_an_option_has_in_the_environment():
    assert sorted(NAMES) == sorted(
        (name, variable) for name, variables in ENVIRONMENT.items() for variable in variables
    )
    assert set(ENVIRONMENT) <= set(SHARED_ARGUMENTS)


def test_a_region_that_no_list_has_is_fine():
    assert from_module({"region": "mars-west-1"}, {}).endpoint == "https://live.mars-west-1.myhuaweicloud.com"


def test_an_endpoint_beats_the_one_of_the_region():
    options = from_module({"region": "cn-north-4", "endpoint": " https://live.example.com\n"}, {})
    assert options.endpoint == "https://live.example.com"


def test_neither_region_nor_endpoint_is_an_error_that_names_both():
    message = refusal({"region": None})
    assert message.startswith("Neither region nor endpoint is set.")
    assert "region (or HW_REGION_NAME in the environment)" in message
    assert "endpoint (or HUAWEICLOUD_LIVE_ENDPOINT in the environment)" in message


@pytest.mark.parametrize("region", ["cn north", "evil.example.com/", "me@evil", "cn_north_4", "a.b", "x:80", "#"])
def test_a_region_cannot_lead_to_another_host(region):
    message = refusal({"region": region})
    assert message.startswith(f"region is {region!r}, which cannot be part of a host name.")
    assert "like cn-north-4" in message


@pytest.mark.parametrize(("name", "variable"), [pair for pair in NAMES if pair[0] not in AS_THEY_ARE])
@pytest.mark.parametrize("end", ["\n", "\r\n", " \t"])
def test_the_line_end_behind_a_pasted_value_is_dropped(name, variable, end):
    assert value_of(name, {name: f"pasted{end}"}, {}) == "pasted"
    assert value_of(name, {"region": None}, {"HW_REGION_NAME": "any", variable: f"pasted{end}"}) == "pasted"


@pytest.mark.parametrize("name", AS_THEY_ARE)
def test_a_password_and_a_path_keep_the_space_around_them(name):
    assert value_of(name, {name: " as it is "}, {}) == " as it is "


@pytest.mark.parametrize("name", ["project_id", *ONE_LINE])
@pytest.mark.parametrize("inside", ["\n", "\r", "\x00", "\u2028", "é"])
def test_a_line_break_inside_a_value_is_refused_without_showing_it(name, inside):
    message = refusal({name: f"hush{inside}hush"})
    assert message.startswith(f"{name} has a line break or another character that cannot be sent")
    assert "hush" not in message


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"timeout": 0.0}, "timeout is 0; it takes a number of seconds above 0"),
        ({"timeout": -1.5}, "timeout is -1.5; it takes a number of seconds above 0"),
        ({"timeout": float("nan")}, "timeout is nan; it takes a number of seconds above 0"),
        ({"timeout": float("inf")}, "timeout is inf; it takes a number of seconds above 0"),
        ({"max_retries": -1}, "max_retries is -1; it takes 0 (no retries) or more."),
        ({"concurrency": 0}, "concurrency is 0; it takes 1 (one request at a time) or more."),
        ({"concurrency": -8}, "concurrency is -8; it takes 1 (one request at a time) or more."),
    ],
)
def test_a_number_out_of_its_range_is_refused(params, message):
    assert refusal(params).startswith(message)


@pytest.mark.parametrize("params", [{"timeout": 0.001}, {"max_retries": 0}, {"concurrency": 1}])
def test_the_smallest_numbers_are_taken(params):
    options = from_module({"region": "any", **params}, {})
    assert {name: getattr(options, name) for name in params} == params


def test_options_show_no_credential():
    options = from_module({"region": "any", **dict.fromkeys(CREDENTIALS, "hush")}, {})
    assert "hush" not in repr(options)
    assert not any("hush" in repr(option) for option in options.given.values())
