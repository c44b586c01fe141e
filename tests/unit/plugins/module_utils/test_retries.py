# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import ApiError, TransportError
from ansible_collections.huaweicloud.live.tests.unit.support import NOBODY, ONE_PAGE, ask, failure, with_token


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(emulator, pauses, status):
    emulator.fault("status", status=status, times=2)
    assert ask(emulator, ONE_PAGE, max_retries=2).total == 250
    assert [request["status"] for request in emulator.requests()] == [status, status, 200]
    assert len(pauses) == 2


@pytest.mark.parametrize("kind", ["close", "reset", "cut", "html"])
def test_a_connection_or_a_proxy_that_fails_once_is_tried_again(emulator, pauses, kind):
    emulator.fault(kind, times=1)
    assert ask(emulator, ONE_PAGE, max_retries=1).total == 250
    assert len(pauses) == 1


def test_an_answer_that_was_late_once_is_asked_for_again(emulator, pauses):
    emulator.fault("hang", seconds=600, times=1)
    assert ask(emulator, ONE_PAGE, max_retries=1, timeout=0.3).total == 250
    assert len(pauses) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 501])
def test_what_will_not_pass_is_not_tried_again(emulator, pauses, status):
    emulator.fault("status", status=status)
    assert failure(emulator, ApiError, max_retries=4)["status_code"] == status
    assert len(emulator.requests()) == 1
    assert pauses == []


@pytest.mark.parametrize("max_retries", [0, 1, 3])
def test_after_the_last_retry_the_last_answer_is_the_error(emulator, pauses, max_retries):
    emulator.fault("status", status=503)
    error = failure(emulator, ApiError, max_retries=max_retries)
    assert (error["status_code"], error["error_code"]) == (503, "APIGW.0610")
    assert "try again later" in error["msg"]
    assert len(emulator.requests()) == max_retries + 1
    assert len(pauses) == max_retries


@pytest.mark.usefixtures("pauses")
def test_throttling_that_does_not_end_is_the_error(emulator):
    emulator.fault("status", status=429)
    error = failure(emulator, ApiError, max_retries=2)
    assert (error["status_code"], error["error_code"]) == (429, "APIGW.0308")
    assert "This user is throttled: run fewer jobs at once" in error["msg"]


def test_a_server_that_stays_down_is_reported_with_the_number_of_attempts(emulator, pauses):
    assert failure(emulator, TransportError, endpoint=NOBODY, max_retries=2)["msg"].endswith("It was tried 3 times.")
    assert "It was tried" not in failure(emulator, TransportError, endpoint=NOBODY, max_retries=0)["msg"]
    assert len(pauses) == 2


@pytest.mark.parametrize(("value", "seconds"), [("7", 7), ("3600", 60), ("Wed, 21 Oct 2099 07:28:00 GMT", 60)])
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_honoured(emulator, pauses, status, value, seconds):
    emulator.fault("status", status=status, times=1, headers={"Retry-After": value})
    assert ask(emulator, ONE_PAGE, max_retries=1).total == 250
    (pause,) = pauses
    assert seconds <= pause <= seconds + 0.01


@pytest.mark.parametrize("value", ["soon", "-1", "Wed, 21 Oct 999999 07:28:00 GMT"])
def test_a_retry_after_that_says_nothing_is_left_out(emulator, pauses, value):
    emulator.fault("status", status=503, times=1, headers={"Retry-After": value})
    assert ask(emulator, ONE_PAGE, max_retries=1).total == 250
    assert pauses[0] <= 0.01


def test_pauses_grow(emulator, pauses):
    emulator.fault("status", status=500)
    failure(emulator, ApiError, max_retries=12)
    assert max(pauses[:3]) <= 0.04 < max(pauses[6:])


@pytest.mark.usefixtures("pauses")
@pytest.mark.parametrize("sign_in", ["key", "token"])
def test_each_attempt_is_signed_in(emulator, sign_in):
    emulator.fault("status", status=500, times=1)
    ask(emulator, ONE_PAGE, max_retries=1, **({} if sign_in == "key" else with_token(emulator.auth_token)))
    assert [request["auth"] for request in emulator.requests()] == ["access_key" if sign_in == "key" else "token"] * 2
