# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import hashlib
import platform

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import OptionError
from ansible_collections.huaweicloud.live.plugins.module_utils._fingerprint import fingerprint
from ansible_collections.huaweicloud.live.plugins.module_utils._options import from_module
from ansible_collections.huaweicloud.live.plugins.module_utils._relay_tasks import Query

WITH_KEY = {"region": "cn-north-4", "project_id": "project", "access_key": "key", "secret_key": "secret"}
WITH_TOKEN = {"region": "cn-north-4", "project_id": "project", "auth_token": "token"}
WITH_PASSWORD = {"region": "cn-north-4", "username": "user", "password": "password", "domain_name": "account"}
WITH_METADATA = {"region": "cn-north-4", "auth_type": "metadata"}
ALL = Query()


def of(params, query=ALL, environ=None):
    return fingerprint(from_module(params, environ or {}), query)


@pytest.mark.parametrize("params", [WITH_KEY, WITH_TOKEN, WITH_PASSWORD, WITH_METADATA])
def test_it_is_the_same_for_the_same_question(params):
    assert of(params) == of(dict(params))
    assert len(of(params)) == len(hashlib.sha256().hexdigest())


@pytest.mark.parametrize(
    "query",
    [
        Query(task_ids=[]),
        Query(task_ids=["alpha"]),
        Query(task_ids=["bravo"]),
        Query(task_region="cn-north-4"),
        Query(offset=0),
        Query(limit=10),
        Query(filters={"status": "running"}),
        Query(filters={"status": ["running", "suspend"]}),
        Query(filters={"status": None}),
        Query(fields=[]),
        Query(fields=["status"]),
    ],
)
def test_another_query_has_another(query):
    assert of(WITH_KEY, query) != of(WITH_KEY)


def test_different_queries_have_different_ones():
    queries = [Query(task_ids=["1", "2"]), Query(task_ids=["1,2"]), Query(task_ids=["12"]), Query(task_region="12")]
    assert len({of(WITH_KEY, query) for query in queries}) == len(queries)


@pytest.mark.parametrize(
    ("params", "changes"),
    [
        (WITH_KEY, {"region": "cn-east-3"}),
        (WITH_KEY, {"project_id": "another"}),
        (WITH_KEY, {"project_id": None}),
        (WITH_KEY, {"access_key": "another"}),
        (WITH_KEY, {"endpoint": "https://live.example.com"}),
        (WITH_KEY, {"iam_endpoint": "https://iam.example.com"}),
        (WITH_KEY, {"validate_certs": False}),
        (WITH_KEY, {"ca_path": "/nowhere/ca.pem"}),
        (WITH_KEY, {"access_key": None, "secret_key": None, "auth_token": "token"}),
        (WITH_TOKEN, {"auth_token": "another"}),
        (WITH_PASSWORD, {"username": "another"}),
        (WITH_PASSWORD, {"domain_name": "another"}),
        (WITH_METADATA, {"metadata_endpoint": "http://127.0.0.1:9"}),
    ],
)
def test_another_service_or_identity_has_another(params, changes):
    assert of({**params, **changes}) != of(params)


def test_an_identity_of_the_environment_counts():
    beside = {"region": "cn-north-4", "project_id": "project"}
    first = of(beside, environ={"HW_ACCESS_KEY": "key", "HW_SECRET_KEY": "secret"})
    assert first != of(beside, environ={"HW_ACCESS_KEY": "another", "HW_SECRET_KEY": "secret"})
    assert first == of(WITH_KEY)


def test_an_identity_in_a_file_counts(tmp_path):
    file = tmp_path / "credentials"
    params = {"region": "cn-north-4", "credentials_file": str(file)}
    prints = set()
    for text in ("ak = 1\nsk = 1", "ak = 2\nsk = 1", "ak = 2\nsk = 1\nproject_id = 3"):
        file.write_text(f"[basic]\n{text}\n", encoding="utf-8")
        prints.add(of(params))
    assert len(prints) == 3


def test_the_file_of_the_home_counts(home):
    file = home / ".huaweicloud" / "credentials"
    file.parent.mkdir()
    file.write_text("[basic]\nak = 1\nsk = 1\n", encoding="utf-8")
    first = of({"region": "cn-north-4"})
    file.write_text("[basic]\nak = 2\nsk = 1\n", encoding="utf-8")
    assert of({"region": "cn-north-4"}) != first


def test_an_instance_is_not_another(monkeypatch):
    first = of(WITH_METADATA)
    monkeypatch.setattr(platform, "node", lambda: "another")
    assert of(WITH_METADATA) != first


@pytest.mark.parametrize(
    ("params", "changes"),
    [
        (WITH_KEY, {"secret_key": "another"}),
        (WITH_KEY, {"security_token": "another"}),
        (WITH_PASSWORD, {"password": "another"}),
    ],
)
def test_no_password_can_be_tried_on_it(params, changes):
    assert of({**params, **changes}) == of(params)


@pytest.mark.parametrize("changes", [{"timeout": 1.0}, {"max_retries": 0}, {"concurrency": 1}])
def test_how_the_request_travels_makes_no_difference(changes):
    assert of({**WITH_KEY, **changes}) == of(WITH_KEY)


def test_half_a_credential_has_none():
    with pytest.raises(OptionError, match="secret_key is missing"):
        of({**WITH_KEY, "secret_key": None})
