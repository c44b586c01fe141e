# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The metadata service of an ECS instance: its tokens, and the temporary keys of the instance's agency.

Source: ``MetadataAccessor`` of the official SDK, for paths, headers, statuses and the text for a missing agency.
"""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from http import HTTPStatus

from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from .clock import stamp
from .exchange import Exchange
from .incoming import Incoming
from .world import World

_INTEGER = re.compile(r"[0-9]{1,9}")
_LONGEST_TTL = 6 * 60 * 60
_NO_AGENCY = "Please configure Cloud Service Agency first"


class _Service(ABC):
    """One path of the service as an ASGI application over one world."""

    _method: str

    def __init__(self, world: World) -> None:
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        incoming: Incoming = scope["state"]["incoming"]
        exchange = Exchange(self, incoming, scope, receive, send)
        if not self._world.instance.available:
            await exchange.close()
        elif incoming.method != self._method:
            await exchange.respond(_refusal(405))
        else:
            await exchange.respond(self._answer(incoming))

    @abstractmethod
    def _answer(self, incoming: Incoming) -> Response:
        """The answer to this request."""


class MetadataToken(_Service):
    """``PUT /meta-data/latest/api/token``"""

    _method = "PUT"

    def _answer(self, incoming: Incoming) -> Response:
        service = self._world.instance.token_service
        if service is not True:
            return _refusal(service or 404)
        seconds = incoming.headers.get("x-metadata-token-ttl-seconds", "")
        if not _INTEGER.fullmatch(seconds) or not 1 <= int(seconds) <= _LONGEST_TTL:
            return _refusal(400)
        return PlainTextResponse(self._world.issued.new_metadata_token(int(seconds)))


class SecurityKey(_Service):
    """``GET /openstack/latest/securitykey``"""

    _method = "GET"

    def _answer(self, incoming: Incoming) -> Response:
        instance = self._world.instance
        token = incoming.headers.get("x-metadata-token")
        welcome = not instance.token_required if token is None else self._world.issued.metadata_token_is_valid(token)
        if not welcome:
            return _refusal(401)
        if not instance.agency:
            return _refusal(401, _NO_AGENCY)
        key = self._world.issued.agency_key()
        credential = {
            "access": key.access,
            "secret": key.secret,
            "securitytoken": key.security_token,
            "expires_at": stamp(key.expires_at),
        }
        return Response(json.dumps({"credential": credential}), 200, media_type="application/json")


def _refusal(status: int, reason: str | None = None) -> Response:
    return PlainTextResponse(reason or HTTPStatus(status).phrase, status)
