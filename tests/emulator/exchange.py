# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One request and the ways in which it can be answered, or left without an answer."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .incoming import Incoming


class Exchange:
    """A request on its way to the services behind the gateway."""

    def __init__(self, app: ASGIApp, incoming: Incoming, scope: Scope, receive: Receive, send: Send) -> None:
        self.incoming = incoming
        self._app = app
        self._scope = scope
        self._receive = receive
        self._send = send

    async def proceed(self) -> None:
        """Let the service answer."""
        await self._app(self._scope, self._receive, self._send)

    async def respond(self, response: Response) -> None:
        """Answer in the service's place."""
        await response(self._scope, self._receive, self._send)

    async def cut(self) -> None:
        """Let the service answer, but end the connection after half of the body that was announced."""
        start: Message | None = None
        body = b""

        async def keep(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
            else:
                body += message.get("body", b"")

        await self._app(self._scope, self._receive, keep)
        if start is not None:
            await self._send(start)
            await self._send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        await self.close()

    async def close(self) -> None:
        """End the connection in good order, with what was sent so far."""
        self._transport.close()
        await self._gone()

    async def reset(self) -> None:
        """End the connection with a TCP reset."""
        sock = self._transport.get_extra_info("socket")
        # Linger for no time at all: the kernel then resets where it would have finished.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._transport.abort()
        await self._gone()

    async def hold(self, seconds: float) -> bool:
        """Wait; False when the client has gone before the time was up."""
        with contextlib.suppress(TimeoutError, asyncio.TimeoutError):
            await asyncio.wait_for(self._gone(), seconds)
            return False
        return True

    @property
    def _transport(self) -> asyncio.Transport:
        transport: asyncio.Transport = self._scope["state"]["transport"]
        return transport

    async def _gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
