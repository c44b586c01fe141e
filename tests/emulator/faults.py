# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What can go wrong on the way, switched on by a test."""

from __future__ import annotations

import base64
import binascii
import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, field_validator
from starlette.responses import Response

from .errors import BY_STATUS, Problem, Shape, answer_problem
from .exchange import Exchange
from .incoming import Incoming

_PROXY_PAGE = """<html>\r
<head><title>{status} {reason}</title></head>\r
<body>\r
<center><h1>{status} {reason}</h1></center>\r
<hr><center>nginx</center>\r
</body>\r
</html>\r
"""
_ECHO_PAGE = "<html><head><title>{status}</title></head><body><pre>{brought}</pre></body></html>"
_REASONS = {403: "Forbidden", 502: "Bad Gateway", 503: "Service Temporarily Unavailable", 504: "Gateway Time-out"}


class Fault(BaseModel, ABC):
    """When a fault happens: to which requests, after how many of them, and how often (None: always).

    ``match`` has query parameters and the values that they must have, None for one that must be absent; ``path`` is
    what the path must start with.
    """

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)

    times: int | None = Field(default=None, ge=0)
    after: int = Field(default=0, ge=0)
    match: dict[str, str | None] = Field(default_factory=dict)
    path: str | None = None
    _seen: int = PrivateAttr(default=0)
    _fired: int = PrivateAttr(default=0)

    def strikes(self, incoming: Incoming) -> bool:
        """Whether this request is one of those; counts it if it matches."""
        if self.path is not None and not incoming.raw_path.startswith(self.path):
            return False
        if any(incoming.parameters.get(name) != value for name, value in self.match.items()):
            return False
        if self.times is not None and self._fired >= self.times:
            return False
        self._seen += 1
        if self._seen <= self.after:
            return False
        self._fired += 1
        return True

    def describe(self) -> dict[str, Any]:
        """The fault as it was asked for, and how often it has happened."""
        return {**self.model_dump(), "fired": self._fired}

    @abstractmethod
    async def play(self, exchange: Exchange) -> None:
        """Make it happen to this request."""


class StatusFault(Fault):
    """An error of the service itself. Code and message default to those that the service has for the status."""

    kind: Literal["status"]
    status: int = Field(ge=200, le=599)
    error_code: str | int | None = None
    error_msg: str | None = None
    headers: dict[str, str] = Field(default_factory=dict)
    shape: Shape = "error_code"

    async def play(self, exchange: Exchange) -> None:
        usual = BY_STATUS.get(self.status, Problem(self.status, "LIVE.100011000", "Internal Error"))
        code = usual.code if self.error_code is None else self.error_code
        problem = Problem(self.status, code, usual.message if self.error_msg is None else self.error_msg)
        await exchange.respond(answer_problem(problem, exchange.incoming.request_id, self.shape, self.headers))


class HtmlFault(Fault):
    """The page of a proxy on the way, which knows no request ID."""

    kind: Literal["html"]
    status: int = Field(default=502, ge=200, le=599)
    headers: dict[str, str] = Field(default_factory=dict)

    async def play(self, exchange: Exchange) -> None:
        page = _PROXY_PAGE.format(status=self.status, reason=_REASONS.get(self.status, "Error"))
        await exchange.respond(Response(page, self.status, {"Server": "nginx", **self.headers}, "text/html"))


class BodyFault(Fault):
    """An answer with any body at all: ``body`` as text, or ``body_base64`` for bytes that are none."""

    kind: Literal["body"]
    status: int = Field(default=200, ge=200, le=599)
    body: str = ""
    body_base64: str | None = None
    content_type: str | None = "application/json"
    headers: dict[str, str] = Field(default_factory=dict)

    @field_validator("body_base64")
    @classmethod
    def _is_base64(cls, value: str | None) -> str | None:
        try:
            base64.b64decode(value or "", validate=True)
        except binascii.Error as error:
            raise ValueError(str(error)) from None
        return value

    async def play(self, exchange: Exchange) -> None:
        body = self.body.encode() if self.body_base64 is None else base64.b64decode(self.body_base64)
        headers = {"X-Request-Id": exchange.incoming.request_id, **self.headers}
        if self.content_type is not None:
            headers["Content-Type"] = self.content_type
        await exchange.respond(Response(body, self.status, headers))


class EchoFault(Fault):
    """An error that repeats what the request brought, secrets included, as a careless service or proxy does."""

    kind: Literal["echo"]
    status: int = Field(default=400, ge=200, le=599)
    error_code: str | int = "ECHO.0001"
    shape: Shape = "error_code"
    html: bool = False

    async def play(self, exchange: Exchange) -> None:
        incoming = exchange.incoming
        brought = [*(f"{name}: {value}" for name, value in incoming.headers.items()), *_texts(incoming.body)]
        if self.html:
            page = _ECHO_PAGE.format(status=self.status, brought="\n".join(brought))
            response = Response(page, self.status, media_type="text/html")
        else:
            problem = Problem(self.status, self.error_code, "Bad request with " + ", ".join(brought))
            response = answer_problem(problem, incoming.request_id, self.shape)
        await exchange.respond(response)


class CloseFault(Fault):
    """The connection ends without an answer."""

    kind: Literal["close"]

    async def play(self, exchange: Exchange) -> None:
        await exchange.close()


class ResetFault(Fault):
    """The connection is reset without an answer."""

    kind: Literal["reset"]

    async def play(self, exchange: Exchange) -> None:
        await exchange.reset()


class CutFault(Fault):
    """The real answer ends in the middle of its body."""

    kind: Literal["cut"]

    async def play(self, exchange: Exchange) -> None:
        await exchange.cut()


class HangFault(Fault):
    """The real answer comes only after a while."""

    kind: Literal["hang"]
    seconds: float = Field(ge=0)

    async def play(self, exchange: Exchange) -> None:
        if await exchange.hold(self.seconds):
            await exchange.proceed()


class RedirectFault(Fault):
    """The client is sent elsewhere."""

    kind: Literal["redirect"]
    status: int = Field(default=302, ge=300, le=399)
    location: str

    async def play(self, exchange: Exchange) -> None:
        await exchange.respond(Response(b"", self.status, {"Location": self.location}))


AnyFault = Annotated[
    StatusFault | HtmlFault | BodyFault | EchoFault | CloseFault | ResetFault | CutFault | HangFault | RedirectFault,
    Field(discriminator="kind"),
]


def _texts(body: bytes) -> Iterator[str]:
    """The body as it came; and, since JSON escapes it, each text in a JSON one."""
    if not body:
        return
    yield body.decode("utf-8", "replace")
    try:
        left = [json.loads(body)]
    except ValueError:
        return
    while left:
        value = left.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, (dict, list)):
            left += value.values() if isinstance(value, dict) else value


class Faults:
    """The faults that are switched on: the first one that strikes happens, those after it do not see the request."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._faults = list(faults)

    def take(self, incoming: Incoming) -> Fault | None:
        """The fault that happens to this request, if any."""
        for fault in self._faults:
            if fault.strikes(incoming):
                return fault
        return None

    def describe(self) -> list[dict[str, Any]]:
        """Each fault as it was asked for, and how often it has happened."""
        return [fault.describe() for fault in self._faults]
