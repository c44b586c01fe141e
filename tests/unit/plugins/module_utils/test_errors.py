# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import ApiError, LiveError, OptionError
from ansible_collections.huaweicloud.live.plugins.module_utils._secrets import Secrets


def test_a_failure_has_the_keys_that_there_is_something_for():
    error = ApiError("No.", status_code=401, error_code="APIGW.0301")
    assert error.result() == {"msg": "No.", "status_code": 401, "error_code": "APIGW.0301"}
    assert OptionError("No.").result() == {"msg": "No."}


def test_a_secret_is_blanked_out_wherever_it_stands():
    error = ApiError("a hush b hush", status_code=401, error_code="hush", error_msg="<hush-2>", request_id="r-hush")
    clean = error.without(Secrets("hush-2", "hush"))
    assert isinstance(clean, ApiError)
    assert str(clean) == "a ******** b ********"
    assert clean.result() == {
        "msg": "a ******** b ********",
        "status_code": 401,
        "error_code": "********",
        "error_msg": "<********>",
        "request_id": "r-********",
    }


def test_without_secrets_an_error_stays_as_it_is():
    assert LiveError("hush").without(Secrets()).result() == {"msg": "hush"}
