# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the SDK's chain of credential providers finds, this collection finds too: both sign in as the same identity."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.auth.internal import MetadataAccessor
from huaweicloudsdkcore.auth.provider import CredentialProviderChain
from huaweicloudsdkcore.exceptions.exceptions import SdkException
from huaweicloudsdkcore.http.http_config import HttpConfig
from huaweicloudsdkcore.region.region import Region
from huaweicloudsdklive.v1 import ListPullTasksRequest, LiveClient

from ansible_collections.huaweicloud.live.plugins.module_utils._client import query_relay_tasks
from ansible_collections.huaweicloud.live.plugins.module_utils._errors import LiveError
from ansible_collections.huaweicloud.live.plugins.module_utils._options import from_module
from ansible_collections.huaweicloud.live.plugins.module_utils._relay_tasks import Query
from ansible_collections.huaweicloud.live.tests.emulator.process import Emulator

# The discard port: nobody answers there any more.
NOWHERE = "http://127.0.0.1:9"
KEYS = ("permanent", "temporary")


@pytest.fixture(autouse=True)
def _sdk_on_this_instance(monkeypatch: pytest.MonkeyPatch, emulator: Emulator) -> None:
    # The SDK has no setting for this address, and keeps the projects that it has looked up.
    monkeypatch.setattr(MetadataAccessor, "_METADATA_ENDPOINT", emulator.metadata_endpoint)
    monkeypatch.setattr(BasicCredentials, "_CACHE", {})


def keys(emulator: Emulator, kind: str) -> dict[str, str]:
    """An access key of the emulator, by the names that the SDK has for its parts in a file."""
    ready = emulator.ready if kind == "permanent" else emulator.ready["temporary"]
    found = {"ak": ready["access_key"], "sk": ready["secret_key"]}
    return found if kind == "permanent" else {**found, "security_token": ready["security_token"]}


def set_environment(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    """The SDK's variables, by what comes after their common start."""
    for name, value in values.items():
        monkeypatch.setenv(f"HUAWEICLOUD_SDK_{name.upper()}", value)


def write_file(path: Path, **values: str) -> Path:
    """A credentials file with these values."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("[basic]\n" + "".join(f"{name} = {value}\n" for name, value in values.items()))
    return path


def ask_with_sdk(emulator: Emulator) -> None:
    """Query relay tasks as an application does that leaves its credentials to the SDK."""
    config = HttpConfig.get_default_config()
    config.timeout = 10
    builder = LiveClient.new_builder().with_http_config(config)
    builder.with_credentials(CredentialProviderChain.get_basic_credential_provider_chain().get_credentials())
    builder.with_region(Region(emulator.region, emulator.endpoint))
    builder.build().list_pull_tasks(ListPullTasksRequest(limit=100))


def ask_with_collection(emulator: Emulator) -> None:
    """Query relay tasks as a task does that leaves its credentials to the collection."""
    places = {
        "HW_REGION_NAME": emulator.region,
        "HUAWEICLOUD_LIVE_ENDPOINT": emulator.endpoint,
        "HUAWEICLOUD_METADATA_ENDPOINT": emulator.metadata_endpoint,
    }
    query_relay_tasks(from_module({"max_retries": 0}, {**os.environ, **places}), Query(limit=100))


def as_whom(emulator: Emulator, ask: Any) -> list[tuple[Any, ...]]:
    """Which services were asked, as whom, and about which project."""
    emulator.clear_requests()
    ask(emulator)
    return [
        (
            request["service"],
            request["path"],
            request["query"] if request["service"] == "iam" else None,
            request["auth"],
            request["access_key"],
            "x-security-token" in request["headers"],
            request["status"],
        )
        for request in emulator.requests()
    ]


def same_identity(emulator: Emulator) -> list[tuple[Any, ...]]:
    """What both asked, after checking that it is the same, and that Live answered to both."""
    asked = as_whom(emulator, ask_with_sdk)
    assert as_whom(emulator, ask_with_collection) == asked
    assert (asked[-1][0], asked[-1][-1]) == ("live", 200)
    return asked


def services(asked: list[tuple[Any, ...]]) -> list[str]:
    """The services in the order in which they were asked."""
    return [service for service, *dummy in asked]


@pytest.mark.parametrize("kind", KEYS)
def test_environment(emulator: Emulator, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    set_environment(monkeypatch, **keys(emulator, kind), project_id=emulator.project_id)
    assert services(same_identity(emulator)) == ["live"]


@pytest.mark.parametrize("kind", KEYS)
def test_environment_with_the_project_of_the_region(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    set_environment(monkeypatch, **keys(emulator, kind), iam_endpoint=emulator.iam_endpoint)
    assert services(same_identity(emulator)) == ["iam", "live"]


@pytest.mark.parametrize("kind", KEYS)
def test_file_that_the_environment_names(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    path = write_file(tmp_path / "my credentials", **keys(emulator, kind), project_id=emulator.project_id)
    set_environment(monkeypatch, credentials_file=str(path))
    assert services(same_identity(emulator)) == ["live"]


@pytest.mark.parametrize("kind", KEYS)
def test_file_at_home(emulator: Emulator, home: Path, kind: str) -> None:
    write_file(home / ".huaweicloud/credentials", **keys(emulator, kind), project_id=emulator.project_id)
    assert services(same_identity(emulator)) == ["live"]


@pytest.mark.parametrize("kind", KEYS)
def test_file_with_the_project_of_the_region(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch, home: Path, kind: str
) -> None:
    write_file(home / ".huaweicloud/credentials", **keys(emulator, kind))
    set_environment(monkeypatch, iam_endpoint=emulator.iam_endpoint)
    assert services(same_identity(emulator)) == ["iam", "live"]


def test_file_with_an_iam_endpoint_of_its_own(emulator: Emulator, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    write_file(home / ".huaweicloud/credentials", **keys(emulator, "permanent"), iam_endpoint=emulator.iam_endpoint)
    set_environment(monkeypatch, iam_endpoint=NOWHERE)
    assert services(same_identity(emulator)) == ["iam", "live"]


@pytest.mark.parametrize(
    "instance",
    [
        {},
        {"token_required": True},
        {"token_service": 404},
        {"token_service": 405},
        {"token_service": 503},
    ],
)
def test_instance(emulator: Emulator, monkeypatch: pytest.MonkeyPatch, instance: dict[str, Any]) -> None:
    emulator.settings(metadata=instance)
    set_environment(monkeypatch, iam_endpoint=emulator.iam_endpoint)
    asked = same_identity(emulator)
    assert services(asked) == ["metadata", "metadata", "iam", "live"]
    assert asked[-1][4] == emulator.issued()["access_keys"][-1]["access_key"]


def test_instance_whose_keys_have_expired_gets_new_ones(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    set_environment(monkeypatch, iam_endpoint=emulator.iam_endpoint)
    before = same_identity(emulator)
    emulator.expire_temporary_keys()
    assert same_identity(emulator)[-1][4] != before[-1][4]


def test_environment_comes_before_the_file(emulator: Emulator, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    write_file(home / ".huaweicloud/credentials", **keys(emulator, "permanent"), project_id=emulator.project_id)
    set_environment(monkeypatch, **keys(emulator, "temporary"), project_id=emulator.project_id)
    assert same_identity(emulator)[0][4] == emulator.ready["temporary"]["access_key"]


def test_the_file_comes_before_the_instance(emulator: Emulator, home: Path) -> None:
    write_file(home / ".huaweicloud/credentials", **keys(emulator, "permanent"), project_id=emulator.project_id)
    assert services(same_identity(emulator)) == ["live"]


@pytest.mark.parametrize("found", [0, 2])
def test_neither_guesses_a_project(emulator: Emulator, monkeypatch: pytest.MonkeyPatch, found: int) -> None:
    projects = [{"id": f"{number:032x}", "name": emulator.region} for number in range(found)]
    emulator.settings(projects=projects)
    set_environment(monkeypatch, **keys(emulator, "permanent"), iam_endpoint=emulator.iam_endpoint)
    for ask, error in ((ask_with_sdk, SdkException), (ask_with_collection, LiveError)):
        emulator.clear_requests()
        with pytest.raises(error) as caught:
            ask(emulator)
        assert [request["service"] for request in emulator.requests()] == ["iam"]
        assert all(project["id"] in str(caught.value) for project in projects)
