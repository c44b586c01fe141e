# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import platform

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import OptionError
from ansible_collections.huaweicloud.live.plugins.module_utils._options import SHARED_ARGUMENTS, from_module
from ansible_collections.huaweicloud.live.plugins.module_utils._relay_tasks import Query
from ansible_collections.huaweicloud.live.plugins.plugin_utils._subject import HOW_FAST, subject_of
from ansible_collections.huaweicloud.live.tests.unit.places import write_credentials

KEYS = {"access_key": "ak", "secret_key": "sk"}
ALL = Query()
VALUES = {
    "auth_type": "access_key",
    "validate_certs": False,
    "timeout": 3.0,
    "max_retries": 7,
    "concurrency": 3,
}


def of(query=ALL, environ=None, **changes):
    return subject_of(from_module({"region": "cn-north-4", **KEYS, **changes}, environ or {}), query)


@pytest.mark.parametrize("name", [name for name in SHARED_ARGUMENTS if name not in HOW_FAST])
def test_each_option_that_shapes_an_answer_tells_two_apart(name):
    assert of(**{name: VALUES.get(name, "another")}) != of()


@pytest.mark.parametrize("name", HOW_FAST)
def test_how_fast_an_answer_comes_makes_no_difference(name):
    assert of(**{name: VALUES[name]}) == of()


@pytest.mark.parametrize(
    "query",
    [
        Query(task_ids=[]),
        Query(task_ids=["a"]),
        Query(task_region="cn-north-4"),
        Query(filters={"status": "running"}),
        Query(filters={"status": None}),
        Query(fields=[]),
        Query(fields=["status"]),
    ],
)
def test_each_part_of_a_query_tells_two_apart(query):
    assert of(query) != of()
    assert of(query) == of(query)


def test_an_option_of_the_environment_is_not_that_of_a_task():
    with_both = {"auth_token": "token"}
    assert of(**with_both) != of(environ={"HW_AUTH_TOKEN": "token"})


def test_a_credentials_file_is_known_by_what_stands_in_it(tmp_path):
    file = tmp_path / "credentials"
    options = {"access_key": None, "secret_key": None, "credentials_file": write_credentials(file, ak="a", sk="b")}
    first = of(**options)
    assert of(**options) == first
    write_credentials(file, ak="a", sk="c")
    second = of(**options)
    file.unlink()
    assert len({first, second, of(**options)}) == 3


def test_the_default_credentials_file_is_known_by_what_stands_in_it(home):
    nothing = {"access_key": None, "secret_key": None}
    without = of(**nothing)
    write_credentials(home / ".huaweicloud" / "credentials", ak="a", sk="b")
    assert of(**nothing) != without


def test_a_credentials_file_that_is_not_used_makes_no_difference(home):
    without = of()
    write_credentials(home / ".huaweicloud" / "credentials", ak="a", sk="b")
    assert of() == without


@pytest.mark.parametrize("auth_type", ["auto", "metadata"])
def test_an_agency_is_that_of_its_instance(monkeypatch, auth_type):
    nothing = {"access_key": None, "secret_key": None, "auth_type": auth_type}
    here = of(**nothing)
    monkeypatch.setattr(platform, "node", lambda: "another-instance")
    assert of(**nothing) != here


def test_half_a_credential_is_refused_as_ever():
    with pytest.raises(OptionError, match="secret_key is missing"):
        of(secret_key=None)
