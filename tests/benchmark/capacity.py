# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether the server is fast enough not to be what is measured."""

from __future__ import annotations

import socket
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from service import service

CONNECTIONS = 2
ENOUGH = 3.0


@dataclass(frozen=True)
class Capacity:
    """Pages per second."""

    served: float
    """At the most that was seen, by readers who do nothing with the bytes."""
    asked: float
    """By the fastest client."""

    @property
    def is_enough(self) -> bool:
        """Whether the server could have answered three times as fast."""
        return self.served >= ENOUGH * self.asked


def served(tasks: int = 10_000, seconds: float = 3.0) -> float:
    """Pages per second that the server sends to readers who throw the bytes away."""
    with service(tasks=tasks, latency=0) as env:
        place = urlsplit(env["HUAWEICLOUD_LIVE_ENDPOINT"])
        until = time.monotonic() + seconds
        counts = [0] * CONNECTIONS
        threads = [
            threading.Thread(target=_read, args=(place.hostname or "", place.port or 0, tasks, until, counts, number))
            for number in range(CONNECTIONS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return sum(counts) / seconds


def _read(host: str, port: int, tasks: int, until: float, counts: list[int], number: int) -> None:
    buffer = bytearray(1024 * 1024)
    with socket.create_connection((host, port)) as connection:
        offset = 0
        while time.monotonic() < until:
            connection.sendall(f"GET /?limit=100&offset={offset} HTTP/1.1\r\n\r\n".encode("ascii"))
            size = connection.recv_into(buffer, 1024)
            head = bytes(buffer[:size]).partition(b"\r\n\r\n")[0]
            missing = len(head) + 4 + int(head.partition(b"Content-Length: ")[2].split(b"\r\n")[0]) - size
            while missing > 0:
                # Linux throws away what is asked for in this way, where Python would be the slower one.
                missing -= connection.recv_into(buffer, missing, socket.MSG_TRUNC)
            counts[number] += 1
            offset = (offset + 100) % tasks
