# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One request as it arrived, before anyone believes it."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl

from starlette.types import Receive, Scope

_AUTHORIZATION = re.compile(r"SDK-HMAC-SHA256 Access=([^,\s]+), SignedHeaders=([^,\s]+), Signature=([0-9a-f]{64})")


@dataclass(frozen=True)
class SignedClaim:
    """What an ``Authorization`` header claims: who signed, and which headers."""

    access_key: str
    signed_headers: tuple[str, ...]


@dataclass
class Incoming:
    """A request: the bytes of path, query and headers as they came, and the request ID given to it."""

    method: str
    raw_path: str
    query: list[tuple[str, str]]
    raw_headers: list[tuple[bytes, bytes]]
    body: bytes
    client: str
    request_id: str

    @classmethod
    async def read(cls, scope: Scope, receive: Receive) -> Incoming | None:
        """The whole request, or None when the client has gone in the middle of its body."""
        chunks = []
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            chunks.append(message.get("body", b""))
            more = message.get("more_body", False)
        return cls(
            method=scope["method"],
            raw_path=scope["raw_path"].decode("latin-1"),
            query=parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True),
            raw_headers=scope["headers"],
            body=b"".join(chunks),
            client="{}:{}".format(*scope["client"]),
            request_id=str(uuid.uuid4()),
        )

    @cached_property
    def headers(self) -> dict[str, str]:
        """Header values by lower-case name. Of a header that came twice, the last."""
        return {name.decode("latin-1"): _text(value) for name, value in self.raw_headers}

    @cached_property
    def parameters(self) -> dict[str, str]:
        """Query values by name. Of a parameter that came twice, the first."""
        return dict(reversed(self.query))

    @cached_property
    def claim(self) -> SignedClaim | None:
        """What the ``Authorization`` header claims, or None where it is missing or malformed."""
        match = _AUTHORIZATION.fullmatch(self.headers.get("authorization", ""))
        return SignedClaim(match[1], tuple(match[2].split(";"))) if match else None


def _text(value: bytes) -> str:
    # The SDK sends header values as UTF-8.
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
