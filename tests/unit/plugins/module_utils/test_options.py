# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import OptionError
from ansible_collections.huaweicloud.live.plugins.module_utils._options import from_module

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
]
PAIRS = [
    ("project_id", "HUAWEICLOUD_SDK_PROJECT_ID", "HW_PROJECT_ID"),
    ("access_key", "HUAWEICLOUD_SDK_AK", "HW_ACCESS_KEY"),
    ("secret_key", "HUAWEICLOUD_SDK_SK", "HW_SECRET_KEY"),
    ("security_token", "HUAWEICLOUD_SDK_SECURITY_TOKEN", "HW_SECURITY_TOKEN"),
]
CREDENTIALS = ("access_key", "secret_key", "security_token", "auth_token")


def value_of(name, params, environ):
    """What becomes of one option, in a task that has a region."""
    options = from_module({"region": "any", **params}, environ)
    if name in CREDENTIALS:
        return options.credentials[name].value if name in options.credentials else None
    return getattr(options, name)


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
    from_task = from_module({"region": "any", name: "x"}, {}).credentials[name]
    from_environment = from_module({"region": "any"}, {variable: "x"}).credentials[name]
    assert from_task.place == f"the option {name}"
    assert from_environment.place == f"the environment variable {variable}"


def test_what_nobody_set_has_the_documented_default():
    options = from_module({"region": "any"}, {})
    assert (options.timeout, options.max_retries, options.concurrency) == (30, 4, 8)
    assert (options.validate_certs, options.ca_path, options.project_id) == (True, None, None)
    assert options.credentials == {}


def test_what_is_set_to_a_value_that_looks_empty_keeps_it():
    options = from_module({"region": "any", "validate_certs": False, "max_retries": 0}, {})
    assert (options.validate_certs, options.max_retries) == (False, 0)


def test_the_region_names_the_endpoint():
    assert from_module({"region": "cn-north-4"}, {}).endpoint == "https://live.cn-north-4.myhuaweicloud.com"


def test_a_region_that_no_list_has_is_fine():
    assert from_module({"region": "mars-west-1"}, {}).endpoint == "https://live.mars-west-1.myhuaweicloud.com"


def test_an_endpoint_beats_the_one_of_the_region():
    options = from_module({"region": "cn-north-4", "endpoint": " https://live.example.com\n"}, {})
    assert options.endpoint == "https://live.example.com"


def test_neither_region_nor_endpoint_is_an_error_that_names_both():
    message = refusal({"region": None})
    assert message.startswith("Neither a region nor an endpoint is set.")
    assert "region (or HW_REGION_NAME in the environment)" in message
    assert "endpoint (or HUAWEICLOUD_LIVE_ENDPOINT in the environment)" in message


@pytest.mark.parametrize("region", ["cn north", "evil.example.com/", "me@evil", "cn_north_4", "a.b", "x:80", "#"])
def test_a_region_cannot_lead_to_another_host(region):
    message = refusal({"region": region})
    assert message.startswith(f"region is {region!r}, which cannot be part of a host name.")
    assert "like cn-north-4" in message


@pytest.mark.parametrize(("name", "variable"), NAMES)
@pytest.mark.parametrize("end", ["\n", "\r\n", " \t"])
def test_the_line_end_behind_a_pasted_value_is_dropped(name, variable, end):
    assert value_of(name, {name: f"pasted{end}"}, {}) == "pasted"
    assert value_of(name, {"region": None}, {"HW_REGION_NAME": "any", variable: f"pasted{end}"}) == "pasted"


@pytest.mark.parametrize("name", ["project_id", *CREDENTIALS])
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
    assert "hush" not in repr(options.credentials["secret_key"])
