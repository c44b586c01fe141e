# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""In front of all services: the record, faults, throttling and latency. The control interface goes past it."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .errors import answer_problem, throttled
from .exchange import Exchange
from .incoming import Incoming
from .world import World


class Gateway:
    """ASGI middleware; the services find the request as ``scope["state"]["incoming"]``."""

    def __init__(self, app: ASGIApp, world: World, control_prefix: str) -> None:
        self._app = app
        self._world = world
        self._control = control_prefix + "/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(self._control):
            await self._app(scope, receive, send)
            return
        incoming = await Incoming.read(scope, receive)
        if incoming is None:
            return
        scope["state"]["incoming"] = incoming
        traffic = self._world.traffic
        record = traffic.begin(incoming)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                record.status = message["status"]
                message["headers"].append((b"date", self._world.clock.http_date()))
            elif not message.get("more_body", False):
                # Before the last byte leaves: who has read the answer finds the record complete.
                traffic.end(record)
            await send(message)

        try:
            await self._serve(Exchange(self._app, incoming, scope, receive, answer))
        finally:
            traffic.end(record)

    async def _serve(self, exchange: Exchange) -> None:
        world = self._world
        fault = world.faults.take(exchange.incoming)
        throttle = world.throttle if fault is None else None
        passes = throttle is None or throttle.passes()
        if world.latency:
            await asyncio.sleep(world.latency)
        if fault is not None:
            await fault.play(exchange)
        elif throttle is not None and not passes:
            await exchange.respond(answer_problem(throttled(throttle.limit), exchange.incoming.request_id))
        else:
            await exchange.proceed()
