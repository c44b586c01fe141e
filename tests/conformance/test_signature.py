# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Our signature is the SDK's own, byte for byte, for whatever request there can be."""

from __future__ import annotations

from datetime import datetime, timezone
from types import SimpleNamespace
from urllib.parse import quote

from huaweicloudsdkcore.sdk_request import SdkRequest
from huaweicloudsdkcore.signer.signer import Signer
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ansible_collections.huaweicloud.live.plugins.module_utils._signature import authorization, signing_date

# All that UTF-8 can carry, with an eye on what percent-encoding, sorting and trimming could get wrong.
TEXT = st.text(st.one_of(st.sampled_from("%~+/ &=?#;:,*'\"\\._-aZ0é直"), st.characters(exclude_categories=["Cs"])))
BLANKS = st.text(st.sampled_from(" \t"), max_size=3)
MOMENTS = st.integers(0, 2**33).map(lambda seconds: datetime.fromtimestamp(seconds, timezone.utc))
KEYS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)
# With these the SDK signs something else than the request as it is, and none of our requests has them.
RESERVED = {"Authorization", "Content-Type", "Host", "X-Sdk-Content-Sha256", "X-Sdk-Date"}
# Two names that differ in their case alone would be one header on the wire.
NAMES = st.from_regex(r"[a-z][a-z0-9_-]{0,15}", fullmatch=True).map(str.title).filter(lambda name: name not in RESERVED)


@st.composite
def requests(draw):
    """A request: its parts as the SDK takes them, and its URL as it goes on the wire."""
    headers = {
        "Host": draw(st.sampled_from(["live.example.com", "127.0.0.1:8080", "[::1]:8443"])),
        "X-Sdk-Date": signing_date(draw(MOMENTS)),
    }
    if draw(st.booleans()):
        headers["Content-Type"] = "application/json"
    headers.update(draw(st.dictionaries(NAMES, st.tuples(BLANKS, TEXT, BLANKS).map("".join), max_size=4)))
    segments = draw(st.lists(TEXT, min_size=1, max_size=6))
    path = "/" + "/".join(quote(segment, safe=draw(st.sampled_from(["~", "~:@!$'(),*+;="]))) for segment in segments)
    query = draw(st.lists(st.tuples(TEXT, TEXT), max_size=6))
    if query and draw(st.booleans()):
        query.append((query[0][0], draw(TEXT)))
    pairs = "&".join(f"{quote(name, safe='~')}={quote(value, safe='~')}" for name, value in query)
    return {
        "method": draw(st.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "get"])),
        "headers": headers,
        "path": path,
        "query": query,
        "url": f"https://{headers['Host']}{path}?{pairs}" if pairs else f"https://{headers['Host']}{path}",
        "body": draw(st.one_of(st.just(b""), st.binary(), TEXT.map(str.encode))),
    }


def sdk_authorization(request, access_key, secret_key):
    """What the SDK's signer makes of it."""
    sdk_request = SdkRequest(
        method=request["method"],
        host=request["headers"]["Host"],
        resource_path=request["path"],
        query_params=list(request["query"]),
        header_params=dict(request["headers"]),
        body=request["body"],
    )
    return Signer(SimpleNamespace(ak=access_key, sk=secret_key)).sign(sdk_request).header_params["Authorization"]


LISTING = {
    "method": "GET",
    "headers": {
        "Host": "live.cn-north-4.myhuaweicloud.com",
        "X-Sdk-Date": "20260102T030405Z",
        "X-Project-Id": "3fe5103b77cd2b44cb9c6290117d30a1",
        "X-Security-Token": "ggpmYWtlLXRva2Vu+/==",
        "Content-Type": "application/json",
    },
    "path": "/v1/3fe5103b77cd2b44cb9c6290117d30a1/pull/stream/task",
    "query": [("region", "é~ *"), ("offset", "0"), ("limit", "100")],
    "url": "https://live.cn-north-4.myhuaweicloud.com/v1/3fe5103b77cd2b44cb9c6290117d30a1/pull/stream/task"
    "?region=%C3%A9~%20%2A&offset=0&limit=100",
    "body": b"",
}


@settings(max_examples=1000, deadline=None)
@example(LISTING, "FAKEACCESSKEY", "fakeSecretKey")
@given(requests(), KEYS, KEYS)
def test_our_signature_is_the_sdks(request, access_key, secret_key):
    ours = authorization(
        method=request["method"],
        url=request["url"],
        headers=request["headers"],
        body=request["body"],
        access_key=access_key,
        secret_key=secret_key,
    )
    assert ours == sdk_authorization(request, access_key, secret_key)
