# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import ApiError
from ansible_collections.huaweicloud.live.tests.unit.support import ask, failure, with_token


def starts(emulator, error, status):
    """Whether the sentence names the request and the status that it was answered with."""
    request = f"GET {emulator.endpoint}/v1/{emulator.project_id}/pull/stream/task?offset=0&limit=10"
    return error["msg"].startswith(f"{request} was answered with HTTP status {status}, ")


def test_a_wrong_access_key(emulator):
    error = failure(emulator, ApiError, access_key="FAKEUNKNOWN000000000")
    assert starts(emulator, error, 401)
    assert (error["status_code"], error["error_code"]) == (401, "APIGW.0301")
    assert error["error_msg"].startswith("Incorrect IAM authentication information")
    assert error["request_id"]
    assert "Check that the access key FAKEUNKNOWN000000000 exists and is enabled" in error["msg"]


def test_a_wrong_secret_key(emulator):
    wrong = f"{emulator.secret_key[:-1]}!"
    error = failure(emulator, ApiError, secret_key=wrong)
    assert starts(emulator, error, 401)
    assert (error["status_code"], error["error_code"]) == (401, "APIGW.0301")
    assert "that the secret key is the one that belongs to it" in error["msg"]
    assert "(from the option access_key, the option secret_key)." in error["msg"]
    assert wrong not in str(error)


def test_temporary_keys_with_a_wrong_security_token(emulator):
    error = failure(emulator, ApiError, **{**emulator.ready["temporary"], "security_token": "stale"})
    assert (error["status_code"], error["error_code"]) == (401, "APIGW.0301")
    assert "that the temporary key has not expired" in error["msg"]


def test_a_stale_token(emulator):
    error = failure(emulator, ApiError, **with_token(emulator.ready["identities"]["expired_token"]))
    assert starts(emulator, error, 401)
    assert (error["status_code"], error["error_code"]) == (401, "APIGW.0301")
    assert error["msg"].endswith(
        "The token from the option auth_token is wrong or has expired (one is valid for 24 hours): get a new one."
    )


@pytest.mark.parametrize("sign_in", ["key", "token"])
def test_a_user_who_may_not_ask(emulator, sign_in):
    identities = emulator.ready["identities"]
    changes = identities["forbidden"] if sign_in == "key" else with_token(identities["forbidden_token"])
    error = failure(emulator, ApiError, **changes)
    assert starts(emulator, error, 403)
    assert (error["status_code"], error["error_code"]) == (403, "APIGW.0302")
    assert error["msg"].endswith("The user may not do this: grant the IAM action live:stream:listPullTask.")


@pytest.mark.parametrize(("offset", "off"), [(1200, "20 minutes behind"), (-3600, "60 minutes ahead of")])
def test_a_clock_that_is_off(emulator, offset, off):
    emulator.settings(clock_offset=offset)
    error = failure(emulator, ApiError)
    assert (error["status_code"], error["error_code"]) == (401, "APIGW.0301")
    assert error["msg"].endswith(
        f"This host's clock is {off} the service's, which accepts 15 at the most: set the clock."
    )


def test_a_clock_that_is_off_by_less_than_a_quarter_of_an_hour_is_no_reason(emulator):
    emulator.settings(clock_offset=800)
    assert ask(emulator).total == 250
    assert "clock is 13 minutes" not in failure(emulator, ApiError, access_key="FAKEUNKNOWN000000000")["msg"]


@pytest.mark.parametrize("date", ["", "yesterday", "Wed, 21 Oct 999999 07:28:00 GMT"])
def test_a_date_that_is_none_is_no_reason_either(emulator, date):
    # The emulator's own date comes behind this one; requests joins the two, and no date is left.
    emulator.fault("status", status=401, headers={"Date": date})
    assert "Check that the access key" in failure(emulator, ApiError)["msg"]


def test_a_project_of_someone_else(emulator):
    project_id = emulator.ready["identities"]["other_project"]["project_id"]
    error = failure(emulator, ApiError, project_id=project_id)
    assert (error["status_code"], error["error_code"]) == (401, "LIVE.100011015")
    assert "check project_id (each region has its own)" in error["msg"]


def test_a_project_that_does_not_exist_is_no_way_out_of_the_path(emulator):
    error = failure(emulator, ApiError, project_id="a/b?c#d e")
    assert f"{emulator.endpoint}/v1/a%2Fb%3Fc%23d%20e/pull/stream/task?" in error["msg"]
    assert error["status_code"] in (401, 404)


@pytest.mark.parametrize(
    ("status", "code", "advice"),
    [
        (400, "LIVE.100011001", "check task_ids, task_region, offset and limit."),
        (400, "LIVE.100011004", "check that endpoint begins with https://."),
        (400, "LIVE.100011006", "try again later."),
        (400, "LIVE.100011008", "try again later."),
        (401, "APIGW.0307", "is the one that belongs to it (from the option access_key, the option secret_key)."),
        (403, "LIVE.103011016", "check that the service is enabled."),
        (403, "ANY.0001", "grant the IAM action live:stream:listPullTask."),
        (404, "APIGW.0101", "check endpoint and region."),
        (407, "ANY.0001", "set them in https_proxy."),
        (429, "APIGW.0308", "or set concurrency lower or max_retries higher."),
        (429, "ANY.0001", "or set concurrency lower or max_retries higher."),
        (500, "LIVE.100011000", "try again later."),
        (599, "ANY.0001", "try again later."),
        (418, "ANY.0001", "ANY.0001: Any message."),
    ],
)
def test_each_error_comes_with_what_to_do_about_it(emulator, status, code, advice):
    emulator.fault("status", status=status, error_code=code, error_msg="Any message")
    error = failure(emulator, ApiError)
    assert f"was answered with HTTP status {status}, {code}: Any message." in error["msg"]
    assert error["msg"].endswith(advice)
    assert (error["status_code"], error["error_code"], error["error_msg"]) == (status, code, "Any message")


@pytest.mark.parametrize("shape", ["error_code", "errorCode", "code", "nested"])
def test_each_shape_in_which_services_tell_errors_is_read(emulator, shape):
    emulator.fault("status", status=400, error_code="ANY.0001", error_msg="Any message", shape=shape)
    error = failure(emulator, ApiError)
    assert (error["error_code"], error["error_msg"]) == ("ANY.0001", "Any message")
    assert len(error["request_id"]) == 36


def test_a_code_that_is_a_number_is_read_as_text(emulator):
    emulator.fault("status", status=401, error_code=401, shape="nested")
    assert failure(emulator, ApiError)["error_code"] == "401"


@pytest.mark.parametrize("status", [502, 503, 504])
def test_the_page_of_a_proxy_is_one_clear_sentence(emulator, status):
    emulator.fault("html", status=status)
    error = failure(emulator, ApiError)
    assert starts(emulator, error, status)
    assert (
        "an HTML page, which comes from a proxy or a gateway, not from the service. The service or a proxy on the way"
        in error["msg"]
    )
    assert "<" not in error["msg"]
    assert set(error) == {"msg", "status_code"}


def test_an_error_without_a_body_still_has_its_status(emulator):
    emulator.fault("body", status=400, body="")
    error = failure(emulator, ApiError)
    assert "was answered with HTTP status 400, with no error code." in error["msg"]
    assert set(error) == {"msg", "status_code", "request_id"}


def test_a_message_of_many_lines_becomes_one_of_bounded_length(emulator):
    emulator.fault("status", status=400, error_msg="a\r\nb\x1b[31m" + "c" * 5000)
    error = failure(emulator, ApiError)
    assert error["error_msg"].startswith("a  b [31mccc")
    assert len(error["error_msg"]) < 600
    assert error["msg"].isprintable()


@pytest.mark.parametrize("lead", [0, 400, 450, 490])
@pytest.mark.parametrize("name", ["error_msg", "error_code"])
def test_a_token_that_the_service_echoes_is_blanked_out_wherever_the_text_is_cut(emulator, lead, name):
    emulator.fault("status", status=401, **{name: f"{'x' * lead} {emulator.auth_token}"})
    error = failure(emulator, ApiError, **with_token(emulator.auth_token))
    assert "*" in error[name]


@pytest.mark.parametrize("lead", [0, 450, 480])
def test_a_secret_key_that_the_service_echoes_is_blanked_out(emulator, lead):
    emulator.fault("status", status=401, error_msg=f"{'x' * lead} {emulator.secret_key}")
    assert emulator.secret_key[:8] not in str(failure(emulator, ApiError))


def test_a_security_token_that_the_service_echoes_is_blanked_out(emulator):
    temporary = emulator.ready["temporary"]
    emulator.fault("status", status=401, error_msg=f"{temporary['security_token']} and {temporary['secret_key']}")
    assert failure(emulator, ApiError, **temporary)["error_msg"] == "******** and ********"


def test_a_secret_in_the_request_id_is_blanked_out(emulator):
    emulator.fault("status", status=401, headers={"X-Request-Id": emulator.auth_token}, shape="code")
    assert "*" in failure(emulator, ApiError, **with_token(emulator.auth_token))["request_id"]
