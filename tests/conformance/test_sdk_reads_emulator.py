# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The official SDK takes the emulator for Huawei Cloud Live: pages, credentials and errors."""

from __future__ import annotations

from typing import Any

import certifi
import pytest
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.exceptions.exceptions import (
    ClientRequestException,
    ConnectionException,
    ServerResponseException,
    SslHandShakeException,
)
from huaweicloudsdkcore.http.http_config import HttpConfig
from huaweicloudsdklive.v1 import ListPullTasksRequest, LiveClient

from ansible_collections.huaweicloud.live.tests.emulator.process import Emulator


def live_client(emulator: Emulator, credentials: BasicCredentials | None = None, ca: str | None = None) -> LiveClient:
    """The SDK's client for the emulator, by default with the permanent access key."""
    config = HttpConfig.get_default_config()
    config.timeout = 10
    config.ssl_ca_cert = ca or emulator.ca_path
    credentials = credentials or BasicCredentials(emulator.access_key, emulator.secret_key, emulator.project_id)
    builder = LiveClient.new_builder().with_http_config(config).with_credentials(credentials)
    return builder.with_endpoint(emulator.endpoint).build()


def read_all(client: LiveClient, page_size: int, **query: Any) -> list[dict[str, Any]]:
    """All tasks as the SDK gives them, without the fields that it has no value for."""
    tasks: list[dict[str, Any]] = []
    while True:
        page = client.list_pull_tasks(ListPullTasksRequest(offset=len(tasks), limit=page_size, **query))
        for task in page.task_infos:
            tasks.append({name: value for name, value in task.to_dict().items() if value is not None})
        if len(tasks) >= page.total:
            return tasks


@pytest.mark.parametrize("page_size", [7, 100])
def test_signed_requests_read_all_tasks_page_by_page(emulator: Emulator, page_size: int) -> None:
    assert read_all(live_client(emulator), page_size) == emulator.tasks()
    requests = emulator.requests()
    assert len(requests) == -(-250 // page_size)
    assert {(request["auth"], request["access_key"]) for request in requests} == {("access_key", emulator.access_key)}


def test_tls_with_the_emulators_own_authority(tls_emulator: Emulator) -> None:
    assert read_all(live_client(tls_emulator), 100) == tls_emulator.tasks()


def test_tls_without_the_authority_is_not_trusted(tls_emulator: Emulator) -> None:
    with pytest.raises(SslHandShakeException):
        live_client(tls_emulator, ca=certifi.where()).list_pull_tasks(ListPullTasksRequest())


def test_temporary_keys_with_their_security_token(emulator: Emulator) -> None:
    temporary = emulator.ready["temporary"]
    credentials = BasicCredentials(temporary["access_key"], temporary["secret_key"], emulator.project_id)
    credentials.with_security_token(temporary["security_token"])
    assert len(read_all(live_client(emulator, credentials), 100)) == 250


def test_the_query_finds_by_region_and_by_id(emulator: Emulator) -> None:
    client = live_client(emulator)
    tasks = emulator.tasks()
    assert read_all(client, 100, region="cn-east-3") == [task for task in tasks if task["region"] == "cn-east-3"]
    assert read_all(client, 100, task_id=tasks[42]["task_id"]) == [tasks[42]]


def test_text_that_needs_encoding_is_signed_and_found(emulator: Emulator) -> None:
    task = {"task_id": "a/b +~%20=&直播", "region": "é~ *"}
    emulator.put_tasks([task])
    assert read_all(live_client(emulator), 100, **task) == [task]


def test_a_page_beyond_the_last_is_empty(emulator: Emulator) -> None:
    page = live_client(emulator).list_pull_tasks(ListPullTasksRequest(offset=250, limit=100))
    assert (page.total, page.task_infos) == (250, [])


def test_two_emulators_of_one_seed_have_the_same_tasks_and_credentials(emulator: Emulator) -> None:
    with Emulator(seed=1, tasks=20) as twin, Emulator(seed=2, tasks=20) as other:
        assert twin.tasks() == emulator.tasks()[:20]
        assert (twin.secret_key, twin.auth_token) == (emulator.secret_key, emulator.auth_token)
        assert other.tasks() != twin.tasks()
        assert other.secret_key != twin.secret_key


def changed(emulator: Emulator, **changes: str) -> BasicCredentials:
    """The permanent access key, with something else in the place of one of its values."""
    values = {"ak": emulator.access_key, "sk": emulator.secret_key, "project_id": emulator.project_id, **changes}
    return BasicCredentials(**values)


def refusal(client: LiveClient, **query: Any) -> ClientRequestException:
    """What the SDK makes of the answer to a query that must fail."""
    with pytest.raises(ClientRequestException) as caught:
        client.list_pull_tasks(ListPullTasksRequest(**query))
    assert caught.value.request_id
    return caught.value


def test_wrong_keys_are_401(emulator: Emulator) -> None:
    for credentials in (
        changed(emulator, sk=emulator.secret_key[:-1] + "!"),
        changed(emulator, ak="FAKEUNKNOWN000000000"),
        changed(emulator).with_security_token("of something else"),
    ):
        error = refusal(live_client(emulator, credentials))
        assert (error.status_code, error.error_code) == (401, "APIGW.0301")


def test_temporary_keys_without_their_security_token_are_401(emulator: Emulator) -> None:
    temporary = emulator.ready["temporary"]
    credentials = changed(emulator, ak=temporary["access_key"], sk=temporary["secret_key"])
    error = refusal(live_client(emulator, credentials))
    assert (error.status_code, error.error_code) == (401, "APIGW.0301")


@pytest.mark.parametrize("seconds", [-1000, 1000])
def test_a_clock_that_is_off_by_more_than_15_minutes_is_401(emulator: Emulator, seconds: int) -> None:
    emulator.settings(clock_offset=seconds)
    error = refusal(live_client(emulator))
    assert (error.status_code, error.error_code) == (401, "APIGW.0301")


def test_a_clock_that_is_off_by_14_minutes_is_good_enough(emulator: Emulator) -> None:
    emulator.settings(clock_offset=14 * 60)
    assert live_client(emulator).list_pull_tasks(ListPullTasksRequest()).total == 250


def test_a_user_without_the_right_is_403(emulator: Emulator) -> None:
    forbidden = emulator.ready["identities"]["forbidden"]
    credentials = changed(emulator, ak=forbidden["access_key"], sk=forbidden["secret_key"])
    error = refusal(live_client(emulator, credentials))
    assert (error.status_code, error.error_code) == (403, "APIGW.0302")


def test_another_project_is_401(emulator: Emulator) -> None:
    other = emulator.ready["identities"]["other_project"]["project_id"]
    error = refusal(live_client(emulator, changed(emulator, project_id=other)))
    assert (error.status_code, error.error_code) == (401, "LIVE.100011015")


@pytest.mark.parametrize(
    "query", [{"limit": 0}, {"limit": 101}, {"limit": "ten"}, {"offset": -1}, {"offset": 2147483648}, {"offset": "1.5"}]
)
def test_a_bad_parameter_is_400(emulator: Emulator, query: dict[str, Any]) -> None:
    error = refusal(live_client(emulator), **query)
    assert (error.status_code, error.error_code) == (400, "LIVE.100011001")


def test_a_missing_task_is_404(emulator: Emulator) -> None:
    error = refusal(live_client(emulator), task_id="7864b3dc-e92f-42db-a754-08e627b6d8dd")
    assert (error.status_code, error.error_code) == (404, "LIVE.100011001")


def test_throttling_is_429(emulator: Emulator) -> None:
    emulator.settings(requests_per_second=0.01)
    client = live_client(emulator)
    assert client.list_pull_tasks(ListPullTasksRequest()).total == 250
    # The SDK keeps neither code nor message of a 429.
    with pytest.raises(ClientRequestException) as caught:
        client.list_pull_tasks(ListPullTasksRequest())
    assert caught.value.status_code == 429


@pytest.mark.parametrize("shape", ["error_code", "errorCode", "code", "nested"])
def test_the_sdk_reads_each_shape_of_error(emulator: Emulator, shape: str) -> None:
    emulator.fault("status", status=403, error_code="ANY.0001", error_msg="Any message", shape=shape)
    error = refusal(live_client(emulator))
    assert (error.status_code, error.error_code, error.error_msg) == (403, "ANY.0001", "Any message")


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_faults_of_the_service_are_5xx(emulator: Emulator, status: int) -> None:
    emulator.fault("status", status=status)
    with pytest.raises(ServerResponseException) as caught:
        live_client(emulator).list_pull_tasks(ListPullTasksRequest())
    assert caught.value.status_code == status
    assert caught.value.error_code.startswith(("LIVE.", "APIGW."))


@pytest.mark.parametrize("kind", ["close", "reset"])
def test_a_lost_connection_is_one_to_the_sdk_as_well(emulator: Emulator, kind: str) -> None:
    emulator.fault(kind, times=1)
    client = live_client(emulator)
    with pytest.raises(ConnectionException):
        client.list_pull_tasks(ListPullTasksRequest())
    assert client.list_pull_tasks(ListPullTasksRequest()).total == 250
