# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import html
import json
import typing as t
from urllib.parse import quote, quote_plus

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import ApiError, LiveError
from ansible_collections.huaweicloud.live.plugins.module_utils._secrets import Secrets
from ansible_collections.huaweicloud.live.plugins.module_utils._signature import authorization
from ansible_collections.huaweicloud.live.tests.unit.places import write_credentials
from ansible_collections.huaweicloud.live.tests.unit.support import (
    failure,
    in_region,
    with_file,
    with_metadata,
    with_password,
    with_token,
)

HUSH = "a\"b'c\\d<e>&f/g h%i+é😀"
STARS = "********"
LIVE, IAM, INSTANCE = "/v1/", "/v3/", "/openstack/"


def test_each_secret_is_blanked_out_wherever_it_stands():
    secrets = Secrets("hush", "silence")
    assert secrets.blank("hush, silence: hushsilence!") == f"{STARS}, {STARS}: {STARS}{STARS}!"


@pytest.mark.parametrize(
    "escaped",
    [
        HUSH,
        json.dumps(HUSH)[1:-1],
        json.dumps(HUSH, ensure_ascii=False)[1:-1],
        html.escape(HUSH),
        quote(HUSH),
        quote(HUSH, safe=""),
        quote_plus(HUSH),
        # As other languages than Python write it.
        "a%22b%27c%5cd%3ce%3e%26f%2fg%20h%25i%2b%c3%a9%f0%9f%98%80",
        "a%22b%27c%5cd%3ce%3e%26f%2fg+h%25i%2b%c3%a9%f0%9f%98%80",
    ],
)
def test_a_secret_is_blanked_out_however_it_is_escaped(escaped):
    assert Secrets(HUSH).blank(f"[{escaped}]") == f"[{STARS}]"


def test_of_two_secrets_the_longer_one_is_blanked_out_first():
    assert Secrets("hush", "hush-hush", "sh-hu").blank("<hush-hush>") == f"<{STARS}>"
    assert Secrets("hush-hush", "hush").blank("<hush-hush>") == f"<{STARS}>"


def test_nothing_is_no_secret():
    assert Secrets().blank("a b") == "a b"
    assert Secrets("", "").blank("a b") == "a b"


def test_a_secret_may_become_known_later():
    secrets = Secrets("first")
    secrets.add("second", "", "third")
    assert secrets.blank("first second third fourth") == f"{STARS} {STARS} {STARS} fourth"


def test_secrets_are_not_shown_by_their_keeper():
    assert "hush" not in repr(Secrets("hush"))


def test_a_signature_is_blanked_out_and_other_numbers_are_not():
    signed = authorization(
        method="GET",
        url="https://live.example.com/",
        headers={"Host": "live.example.com", "X-Sdk-Date": "20260102T030405Z"},
        body=b"",
        access_key="ak",
        secret_key="sk",
    )
    assert Secrets().blank(f"Authorization: {signed}, Host: a") == f"Authorization: {STARS}, Host: a"
    assert Secrets().blank(signed.partition("Signature=")[2]) == STARS
    project_id = "3fe5103b77cd2b44cb9c6290117d30a1"
    assert Secrets().blank(f"{project_id} {project_id * 3}") == f"{project_id} {project_id * 3}"


@pytest.fixture
def ways(emulator, tmp_path):
    """Each way to sign in."""
    temporary = emulator.ready["temporary"]
    values = {"ak": temporary["access_key"], "sk": temporary["secret_key"]}
    path = write_credentials(tmp_path / "credentials", **values, security_token=temporary["security_token"])
    return {
        "access_key": {},
        "temporary": temporary,
        "token": with_token(emulator.auth_token),
        "password": with_password(emulator),
        "credentials_file": with_file(path),
        "metadata": {**with_metadata(emulator), "auth_type": "metadata"},
    }


ECHOES: list[dict[str, t.Any]] = [
    *({"kind": "echo", "shape": shape} for shape in ("error_code", "errorCode", "code", "nested", "iam")),
    {"kind": "echo", "html": True},
    *({"kind": "echo", "status": status} for status in (200, 302, 401, 403, 404, 407, 418, 429, 500, 599)),
]


@pytest.mark.parametrize(
    ("way", "path"),
    [
        *((way, LIVE) for way in ("access_key", "temporary", "token", "password", "credentials_file", "metadata")),
        *((way, IAM) for way in ("access_key", "temporary", "token", "password", "credentials_file", "metadata")),
        ("metadata", INSTANCE),
    ],
)
def test_what_a_service_echoes_shows_no_secret(emulator, ways, way, path):
    for echo in ECHOES:
        emulator.faults([{**echo, "path": path}])
        error = failure(emulator, LiveError, **{**(in_region(emulator) if path == IAM else {}), **ways[way]})
        if not echo.get("html") and echo.get("status") != 200:
            assert "Bad request with " in error["error_msg"]
        assert "Signature=" not in str(error)
        assert "SDK-HMAC-SHA256" not in str(error)


@pytest.mark.parametrize("way", ["temporary", "token", "password", "credentials_file", "metadata"])
def test_the_echo_would_show_them_otherwise(emulator, ways, way):
    emulator.faults([{"kind": "echo", "path": LIVE}])
    error = failure(emulator, ApiError, **ways[way])
    assert STARS in error["msg"]
    assert STARS in error["error_msg"]


def test_a_password_that_iam_echoes_is_blanked_out_as_json_and_as_it_is(emulator):
    emulator.faults([{"kind": "echo", "path": IAM}])
    echoed = failure(emulator, ApiError, **with_password(emulator))["error_msg"]
    assert f'"name": "{emulator.username}", "password": "{STARS}"' in echoed
    emulator.fault("status", status=401, path=IAM, error_msg=f"<{emulator.password}>")
    assert failure(emulator, ApiError, **with_password(emulator))["error_msg"] == f"<{STARS}>"
