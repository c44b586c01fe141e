# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._credentials import AccessKeyAuth, TokenAuth, sign_in
from ansible_collections.huaweicloud.live.plugins.module_utils._errors import OptionError
from ansible_collections.huaweicloud.live.plugins.module_utils._options import (
    ENVIRONMENT_VARIABLE,
    INI,
    TASK,
    VARIABLE,
    Given,
    build,
    from_module,
)

KEYS = {"access_key": "task-ak", "secret_key": "task-sk"}
ENVIRONMENT_KEYS = {"HW_ACCESS_KEY": "env-ak", "HW_SECRET_KEY": "env-sk"}


def identity(params, environ=None):
    return sign_in(from_module({"region": "any", "project_id": "p1", **params}, environ or {}))


def keys_of(auth):
    assert isinstance(auth, AccessKeyAuth)
    return auth.access_key, auth.secret_key, auth.security_token


def token_of(auth):
    assert isinstance(auth, TokenAuth)
    return auth.token


def refusal(params, environ=None):
    with pytest.raises(OptionError) as caught:
        identity(params, environ)
    assert "hush" not in caught.value.msg
    return caught.value.msg


def test_an_access_key_with_its_secret_signs_in():
    assert keys_of(identity(KEYS).auth) == ("task-ak", "task-sk", None)


def test_a_temporary_access_key_takes_its_security_token_along():
    assert keys_of(identity({**KEYS, "security_token": "task-st"}).auth) == ("task-ak", "task-sk", "task-st")


def test_a_token_signs_in():
    assert token_of(identity({"auth_token": "task-token"}).auth) == "task-token"


def test_the_project_is_the_one_that_was_set():
    assert identity(KEYS).project_id == "p1"
    assert identity({**KEYS, "project_id": None}, {"HW_PROJECT_ID": "p2"}).project_id == "p2"


def test_set_side_by_side_an_access_key_comes_before_a_token():
    assert keys_of(identity({**KEYS, "auth_token": "token"}).auth)[0] == "task-ak"
    assert keys_of(identity({}, {**ENVIRONMENT_KEYS, "HW_AUTH_TOKEN": "token"}).auth)[0] == "env-ak"


def test_a_token_in_the_task_beats_an_access_key_in_the_environment():
    assert token_of(identity({"auth_token": "task-token"}, ENVIRONMENT_KEYS).auth) == "task-token"


def test_an_access_key_in_the_task_beats_a_token_in_the_environment():
    assert keys_of(identity(KEYS, {"HW_AUTH_TOKEN": "token"}).auth) == ("task-ak", "task-sk", None)


def test_the_secret_may_come_from_farther_away_than_its_key():
    assert keys_of(identity({"access_key": "task-ak"}, ENVIRONMENT_KEYS).auth) == ("task-ak", "env-sk", None)
    assert keys_of(identity({"secret_key": "task-sk"}, ENVIRONMENT_KEYS).auth) == ("env-ak", "task-sk", None)


def test_a_security_token_from_farther_away_belongs_to_other_keys():
    assert keys_of(identity(KEYS, {"HW_SECURITY_TOKEN": "env-st"}).auth) == ("task-ak", "task-sk", None)


def test_a_security_token_from_where_the_secret_is_belongs_to_the_keys():
    environ = {"HW_SECRET_KEY": "env-sk", "HW_SECURITY_TOKEN": "env-st"}
    assert keys_of(identity({"access_key": "task-ak"}, environ).auth) == ("task-ak", "env-sk", "env-st")


def test_a_security_token_in_the_task_goes_with_the_keys_of_the_environment():
    auth = identity({"security_token": "task-st"}, ENVIRONMENT_KEYS).auth
    assert keys_of(auth) == ("env-ak", "env-sk", "task-st")


def test_each_nearer_place_beats_each_farther_one():
    places = (TASK, VARIABLE, ENVIRONMENT_VARIABLE, INI)
    for nearer in places:
        for farther in places[nearer + 1 :]:
            given = {
                "region": Given("any", "anywhere", TASK),
                "project_id": Given("p1", "anywhere", TASK),
                "access_key": Given("ak", "anywhere", farther),
                "secret_key": Given("sk", "anywhere", farther),
                "auth_token": Given("token", "anywhere", nearer),
            }
            assert token_of(sign_in(build(given)).auth) == "token"


def test_no_credentials_at_all_is_an_error_that_says_what_to_set():
    message = refusal({})
    assert message.startswith("No credentials are set. Set access_key (or HUAWEICLOUD_SDK_AK, HW_ACCESS_KEY")
    assert "secret_key (or HUAWEICLOUD_SDK_SK, HW_SECRET_KEY in the environment)" in message
    assert "; or auth_token (or HW_AUTH_TOKEN in the environment)." in message


@pytest.mark.parametrize(
    ("params", "environ", "present", "missing"),
    [
        (
            {"access_key": "ak"},
            {},
            "access_key comes from the option access_key, but secret_key is missing.",
            "Set secret_key (or HUAWEICLOUD_SDK_SK, HW_SECRET_KEY in the environment).",
        ),
        (
            {"secret_key": "hush"},
            {},
            "secret_key comes from the option secret_key, but access_key is missing.",
            "Set access_key (or HUAWEICLOUD_SDK_AK, HW_ACCESS_KEY in the environment).",
        ),
        (
            {},
            {"HUAWEICLOUD_SDK_AK": "ak"},
            "access_key comes from the environment variable HUAWEICLOUD_SDK_AK, but secret_key is missing.",
            "Set secret_key",
        ),
        (
            {},
            {"HW_SECRET_KEY": "hush"},
            "secret_key comes from the environment variable HW_SECRET_KEY, but access_key is missing.",
            "Set access_key",
        ),
        (
            {"access_key": "ak"},
            {"HW_AUTH_TOKEN": "hush"},
            "access_key comes from the option access_key, but secret_key is missing.",
            "Set secret_key",
        ),
        (
            {"security_token": "hush"},
            {},
            "security_token comes from the option security_token, but access_key and secret_key",
            "Set access_key (or HUAWEICLOUD_SDK_AK, HW_ACCESS_KEY in the environment) and secret_key",
        ),
    ],
)
def test_half_a_credential_is_an_error_that_names_the_other_half(params, environ, present, missing):
    message = refusal(params, environ)
    assert message.startswith(present)
    assert missing in message


def test_a_complete_token_stands_in_for_half_an_access_key_of_the_same_place():
    assert token_of(identity({}, {"HW_ACCESS_KEY": "ak", "HW_AUTH_TOKEN": "env-token"}).auth) == "env-token"


def test_no_project_is_an_error_that_says_where_to_set_it():
    message = refusal({**KEYS, "project_id": None})
    assert message.startswith("No project is set. Set project_id (or HUAWEICLOUD_SDK_PROJECT_ID, HW_PROJECT_ID")


def test_neither_identity_shows_its_secrets():
    keys = identity({"access_key": "ak", "secret_key": "hush-1", "security_token": "hush-2"})
    token = identity({"auth_token": "hush-3"})
    assert "hush" not in f"{keys!r} {token!r}"
    assert keys.auth.secrets == ("hush-1", "hush-2")
    assert token.auth.secrets == ("hush-3",)


def test_what_to_do_about_a_401_names_where_the_credential_was_set():
    keys = identity({"access_key": "task-ak"}, {"HW_SECRET_KEY": "hush"}).auth.rejected
    assert "access key task-ak" in keys
    assert "(set: the option access_key, the environment variable HW_SECRET_KEY)" in keys
    assert "the environment variable HW_AUTH_TOKEN" in identity({}, {"HW_AUTH_TOKEN": "hush"}).auth.rejected
    assert "the temporary key has not expired" in identity({**KEYS, "security_token": "hush"}).auth.rejected
