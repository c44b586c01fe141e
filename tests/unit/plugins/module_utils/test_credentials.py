# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._auth import AccessKeyAuth, TokenAuth
from ansible_collections.huaweicloud.live.plugins.module_utils._credentials import sign_in
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
from ansible_collections.huaweicloud.live.plugins.module_utils._secrets import Secrets
from ansible_collections.huaweicloud.live.tests.unit.places import write_credentials
from ansible_collections.huaweicloud.live.tests.unit.support import NOBODY

KEYS = {"access_key": "task-ak", "secret_key": "task-sk"}
ENVIRONMENT_KEYS = {"HW_ACCESS_KEY": "env-ak", "HW_SECRET_KEY": "env-sk"}


def identity(params, environ=None, secrets=None):
    options = {"region": "any", "project_id": "p1", "metadata_endpoint": NOBODY, **params}
    return sign_in(from_module(options, environ or {}), secrets or Secrets())


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
            assert token_of(sign_in(build(given), Secrets()).auth) == "token"


def test_no_credentials_at_all_is_an_error_that_says_what_to_set():
    message = refusal({})
    assert message.startswith("No credentials were found. Looked for: the options access_key, secret_key, ")
    assert message.endswith(
        "Set access_key and secret_key, auth_token, or username, password and domain_name, in one of these places."
    )


def test_no_credentials_at_all_is_an_error_that_lists_every_place_that_was_looked_at():
    message = refusal({})
    assert (
        "Looked for: the options access_key, secret_key, security_token, auth_token, username, password, domain_name, "
        "credentials_file; the environment variables HUAWEICLOUD_SDK_AK, HW_ACCESS_KEY, HUAWEICLOUD_SDK_SK, "
        "HW_SECRET_KEY, HUAWEICLOUD_SDK_SECURITY_TOKEN, HW_SECURITY_TOKEN, HW_AUTH_TOKEN, HW_USER_NAME, "
        "HW_USER_PASSWORD, HW_DOMAIN_NAME, HUAWEICLOUD_SDK_CREDENTIALS_FILE; the credentials file "
        "~/.huaweicloud/credentials, which does not exist; the metadata of a Huawei Cloud instance: "
        f"PUT {NOBODY}/meta-data/latest/api/token got no answer: the connection was refused."
    ) in message


def test_a_domain_name_alone_is_no_credential():
    assert refusal({"domain_name": "an-account"}).startswith("No credentials were found.")


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
        (
            {"username": "me"},
            {},
            "username comes from the option username, but password and domain_name are missing.",
            "Set password (or HW_USER_PASSWORD in the environment) and domain_name (or HW_DOMAIN_NAME in the "
            "environment).",
        ),
        (
            {"username": "me", "password": "hush"},
            {},
            "username comes from the option username and password comes from the option password, but domain_name is",
            "Set domain_name (or HW_DOMAIN_NAME in the environment).",
        ),
        (
            {"password": "hush", "domain_name": "mine"},
            {},
            "password comes from the option password and domain_name comes from the option domain_name, but username",
            "Set username (or HW_USER_NAME in the environment).",
        ),
        (
            {"username": "me"},
            {"HW_DOMAIN_NAME": "mine"},
            "username comes from the option username and domain_name comes from the environment variable "
            "HW_DOMAIN_NAME, but password is missing.",
            "Set password (or HW_USER_PASSWORD in the environment).",
        ),
        (
            {"password": "hush"},
            ENVIRONMENT_KEYS,
            "password comes from the option password, but username and domain_name are missing.",
            "Set username",
        ),
        (
            {"auth_type": "access_key", "auth_token": "hush"},
            {},
            "auth_type is access_key, but access_key and secret_key are missing.",
            "Set access_key (or HUAWEICLOUD_SDK_AK, HW_ACCESS_KEY in the environment) and secret_key",
        ),
        (
            {"auth_type": "access_key", **KEYS, "secret_key": None},
            {},
            "auth_type is access_key and access_key comes from the option access_key, but secret_key is missing.",
            "Set secret_key (or HUAWEICLOUD_SDK_SK, HW_SECRET_KEY in the environment).",
        ),
        (
            {"auth_type": "token", **KEYS},
            {},
            "auth_type is token, but auth_token is missing.",
            "Set auth_token (or HW_AUTH_TOKEN in the environment).",
        ),
        (
            {"auth_type": "password", "username": "me"},
            {"HW_AUTH_TOKEN": "hush"},
            "auth_type is password and username comes from the option username, but password and domain_name are",
            "Set password (or HW_USER_PASSWORD in the environment) and domain_name",
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
    message = refusal({**KEYS, "project_id": None, "region": None, "endpoint": NOBODY})
    assert message == (
        "No project is set, and no region to look it up by. Set project_id (or HUAWEICLOUD_SDK_PROJECT_ID, "
        "HW_PROJECT_ID in the environment), or region (or HW_REGION_NAME in the environment)."
    )


def test_neither_identity_shows_its_secrets():
    secrets = Secrets()
    keys = identity({"access_key": "ak", "secret_key": "hush-1", "security_token": "hush-2"}, secrets=secrets)
    assert secrets.blank("ak hush-1 hush-2 hush-3") == "ak ******** ******** hush-3"
    token = identity({"auth_token": "hush-3"}, secrets=secrets)
    assert "hush" not in f"{keys!r} {token!r}"
    assert secrets.blank("ak hush-1 hush-2 hush-3") == "ak ******** ******** ********"


def test_a_secret_that_was_not_used_is_not_shown_either():
    secrets = Secrets()
    identity({"auth_token": "hush-1"}, {"HW_SECRET_KEY": "hush-2", "HW_USER_PASSWORD": "hush-3"}, secrets)
    assert secrets.blank("hush-1 hush-2 hush-3") == "******** ******** ********"


def test_what_to_do_about_a_401_names_where_the_credential_was_set(tmp_path):
    keys = identity({"access_key": "task-ak"}, {"HW_SECRET_KEY": "hush"}).auth.rejected(None)
    assert "access key task-ak" in keys
    assert "(from the option access_key, the environment variable HW_SECRET_KEY)" in keys
    assert "the environment variable HW_AUTH_TOKEN" in identity({}, {"HW_AUTH_TOKEN": "hush"}).auth.rejected(None)
    assert "the temporary key has not expired" in identity({**KEYS, "security_token": "hush"}).auth.rejected(None)
    file = identity({"credentials_file": write_credentials(tmp_path / "mine", ak="file-ak", sk="hush")})
    assert "access key file-ak" in file.auth.rejected(None)
    assert f"(from the credentials file {tmp_path}/mine)" in file.auth.rejected(None)
