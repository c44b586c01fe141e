# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A uvicorn server that says when it is ready, stops at once, and does not outlive its parent."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import socket
import ssl
from typing import Any

import uvicorn

from .app import CONTROL_PREFIX, create_app
from .protocol import protocol_class
from .tls import Certificates, certificates
from .world import Start, World


def serve(
    *,
    port: int,
    tasks: int,
    seed: int,
    latency: float,
    requests_per_second: float | None,
    tls: bool,
    parent: int,
) -> None:
    """Serve on 127.0.0.1 until a signal or the end of the process ``parent``.

    Raises:
        OSError: the port is not free.
    """
    world = World(Start(tasks=tasks, seed=seed, latency=latency, requests_per_second=requests_per_second))
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(_listen(port))
        secured = stack.enter_context(certificates()) if tls else None
        Server(_config(world, secured), _ready(world, listener.getsockname()[1], secured), parent).run([listener])


class Server(uvicorn.Server):
    """uvicorn's server, with a ready line on standard output and a parent to live under."""

    def __init__(self, config: uvicorn.Config, ready: dict[str, Any], parent: int) -> None:
        super().__init__(config)
        self._ready = ready
        self._parent = parent

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(json.dumps(self._ready), flush=True)

    async def on_tick(self, counter: int) -> bool:
        return os.getppid() != self._parent or await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Nobody waits for answers any more: an unfinished one must neither hold the process nor be called an error.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        # One turn of the loop, in which the requests learn that their connection is gone.
        await asyncio.sleep(0)
        unfinished = list(self.server_state.tasks)
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)
        await super().shutdown(sockets)


def _listen(port: int) -> socket.socket:
    # With the protocol named, asyncio switches off Nagle's algorithm on what is accepted.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OverflowError as error:
        listener.close()
        raise OSError(str(error)) from None
    except OSError:
        listener.close()
        raise
    return listener


def _config(world: World, secured: Certificates | None) -> uvicorn.Config:
    config = uvicorn.Config(
        create_app(world),
        http=protocol_class(),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=60,
        timeout_graceful_shutdown=1,
    )
    config.load()
    if secured is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        secured.certificate.configure_cert(context)
        config.ssl = context
    return config


def _ready(world: World, port: int, secured: Certificates | None) -> dict[str, Any]:
    endpoint = f"https://localhost:{port}" if secured else f"http://127.0.0.1:{port}"
    return {
        "endpoint": endpoint,
        "iam_endpoint": endpoint,
        "metadata_endpoint": endpoint,
        **world.identities.describe(),
        "ca_path": str(secured.ca_path) if secured else None,
        "control": endpoint + CONTROL_PREFIX,
        "pid": os.getpid(),
    }
