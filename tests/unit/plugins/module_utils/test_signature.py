# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from ansible_collections.huaweicloud.live.plugins.module_utils._signature import authorization, signing_date

HEADERS = {
    "Host": "live.cn-north-4.myhuaweicloud.com",
    "X-Sdk-Date": "20260102T030405Z",
    "X-Project-Id": "  3fe5103b77cd2b44cb9c6290117d30a1 ",
    "Content-Type": "application/json",
}


def sign(**changes):
    request = {
        "method": "GET",
        "url": "https://live.cn-north-4.myhuaweicloud.com/v1/3fe5103b77cd2b44cb9c6290117d30a1/pull/stream/task"
        "?region=%C3%A9~%20%2A&offset=0&limit=100",
        "headers": HEADERS,
        "body": b"",
        "access_key": "FAKEACCESSKEY",
        "secret_key": "fakeSecretKey",
        **changes,
    }
    return authorization(**request)


def test_a_signature_is_the_one_that_the_sdk_makes():
    # Made with huaweicloudsdkcore 3.1.219; tests/conformance compares with the SDK itself.
    assert sign() == (
        "SDK-HMAC-SHA256 Access=FAKEACCESSKEY, SignedHeaders=content-type;host;x-project-id;x-sdk-date, "
        "Signature=bd161bc112557a37d1c7da0fe7319eeb297fc6d1e21670af01479ddddf8b5445"
    )


def test_each_part_of_a_request_is_signed():
    changed = [
        sign(),
        sign(method="POST"),
        sign(url="https://live.cn-north-4.myhuaweicloud.com/v1/"),
        sign(url="https://live.cn-north-4.myhuaweicloud.com/v1/?a=b"),
        sign(headers={**HEADERS, "X-Sdk-Date": "20260102T030406Z"}),
        sign(headers={**HEADERS, "Host": "live.cn-east-3.myhuaweicloud.com"}),
        sign(headers={**HEADERS, "X-Security-Token": "a-token"}),
        sign(body=b"{}"),
        sign(secret_key="fakeSecretKey2"),
        sign(access_key="FAKEACCESSKEY2", secret_key="fakeSecretKey3"),
    ]
    assert len({header.partition("Signature=")[2] for header in changed}) == len(changed)


def test_the_order_of_headers_and_query_does_not_matter():
    turned = sign(
        url="https://live.cn-north-4.myhuaweicloud.com/v1/3fe5103b77cd2b44cb9c6290117d30a1/pull/stream/task"
        "?limit=100&region=%C3%A9~%20%2A&offset=0",
        headers=dict(reversed(HEADERS.items())),
    )
    assert turned == sign()


def test_the_date_is_the_one_of_utc():
    moment = datetime(2026, 1, 2, 3, 4, 5, 999999, tzinfo=timezone(timedelta(hours=8)))
    assert signing_date(moment.astimezone(timezone.utc)) == "20260101T190405Z"
    now = datetime.strptime(signing_date(), "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)
    assert abs(datetime.now(timezone.utc) - now) < timedelta(minutes=1)
