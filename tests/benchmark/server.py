# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A server that hands out pages of the emulator's tasks as fast as they can be sent.

The emulator judges each request and writes it down, which takes longer than a fast client needs to ask for the next
one: it would be what is measured. This one has the same tasks in the same JSON, and believes everyone.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
from functools import partial
from typing import cast
from urllib.parse import parse_qsl, urlsplit

import uvloop

from ansible_collections.huaweicloud.live.tests.emulator.identities import Identities
from ansible_collections.huaweicloud.live.tests.emulator.store import TaskStore
from ansible_collections.huaweicloud.live.tests.emulator.tasks import generate

REQUEST_ID = "6ad1f5a2-3c0f-4a52-9d0b-0d7e2f1c9b11"


class Pages:
    """The answers to all queries, each put together once."""

    def __init__(self, tasks: int, seed: int) -> None:
        self._tasks = TaskStore(generate(tasks, seed)).matching(region=None, task_id=None)
        self._answers: dict[bytes, bytes] = {}

    def answer(self, target: bytes) -> bytes:
        """Head and body for the target of a request, which has ``offset`` and ``limit``."""
        if target not in self._answers:
            self._answers[target] = self._put_together(target)
        return self._answers[target]

    def _put_together(self, target: bytes) -> bytes:
        parameters = dict(parse_qsl(urlsplit(target.decode("ascii")).query))
        offset = int(parameters.get("offset", 0))
        page = self._tasks[offset : offset + int(parameters["limit"])]
        body = b'{"request_id":"%s","total":%d,"task_infos":[%s]}' % (
            REQUEST_ID.encode("ascii"),
            len(self._tasks),
            b",".join(page),
        )
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            f"X-Request-Id: {REQUEST_ID}\r\n\r\n"
        )
        return head.encode("ascii") + body


class Connection(asyncio.Protocol):
    """A connection with requests that have no body, one after the other."""

    def __init__(self, pages: Pages, latency: float) -> None:
        self._pages = pages
        self._latency = latency
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are asyncio's by what they do, not by class.
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, dummy, self._received = self._received.partition(b"\r\n\r\n")
            answer = self._pages.answer(head.split(b" ", 2)[1])
            send = partial(self._send, answer, close=b"connection: close" in head.lower())
            if self._latency:
                asyncio.get_running_loop().call_later(self._latency, send)
            else:
                send()

    def _send(self, answer: bytes, *, close: bool) -> None:
        self._transport.write(answer)
        if close:
            self._transport.close()


async def serve(tasks: int, seed: int, latency: float) -> None:
    """Says in one line of JSON where it listens and who may ask, and serves until it is killed."""
    pages = Pages(tasks, seed)
    server = await asyncio.get_running_loop().create_server(lambda: Connection(pages, latency), "127.0.0.1", 0)
    identities = Identities(seed).describe()
    endpoint = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    print(json.dumps({**identities, "endpoint": endpoint}), flush=True)
    while os.getppid() != 1:
        await asyncio.sleep(1)


def main() -> None:
    """Serves as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    options = parser.parse_args()
    uvloop.run(serve(options.tasks, options.seed, options.latency))


if __name__ == "__main__":
    main()
