# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What was asked, by whom and when, for tests to judge a client by; never a secret."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from .incoming import Incoming
from .paths import USER_TOKENS, service_of

# Enough for each listing there is, and an end to what a long load test can fill.
_KEPT = 200_000


@dataclass(slots=True)
class Record:
    """One request; times are seconds of the machine's monotonic clock, as ``time.monotonic()`` gives them."""

    number: int
    method: str
    path: str
    query: list[tuple[str, str]]
    auth: str | None
    access_key: str | None
    connection: str
    user_agent: str | None
    headers: list[bytes]
    started: float = field(default_factory=time.monotonic)
    status: int | None = None
    finished: float | None = None

    def _other_auth(self) -> str | None:
        if self.path == USER_TOKENS:
            return "password"
        return "metadata_token" if b"x-metadata-token" in self.headers else None

    def describe(self) -> dict[str, Any]:
        """The record as JSON has it; ``headers`` are lower-case names."""
        return {
            "number": self.number,
            "service": service_of(self.path),
            "method": self.method,
            "path": self.path,
            "query": self.query,
            "auth": self.auth or self._other_auth(),
            "access_key": self.access_key,
            "status": self.status,
            "connection": self.connection,
            "user_agent": self.user_agent,
            "headers": [name.decode("latin-1") for name in self.headers],
            "started": self.started,
            "finished": self.finished,
        }


class Traffic:
    """The requests since the start or since the last ``clear()``, oldest first."""

    def __init__(self) -> None:
        self._in_flight: set[int] = set()
        self._last = 0
        self.clear()

    def clear(self) -> None:
        """Forget what was recorded; what is in flight now is still counted."""
        self._records: deque[Record] = deque(maxlen=_KEPT)
        self._number = 0
        self.max_in_flight = len(self._in_flight)

    def begin(self, incoming: Incoming) -> Record:
        """A request has come in whole."""
        self._number += 1
        headers = incoming.headers
        token = "x-auth-token" in headers
        signed = not token and incoming.claim is not None
        record = Record(
            number=self._number,
            method=incoming.method,
            path=incoming.raw_path,
            query=incoming.query,
            auth="token" if token else "access_key" if signed else None,
            access_key=incoming.claim.access_key if signed and incoming.claim else None,
            connection=incoming.client,
            user_agent=headers.get("user-agent"),
            headers=[name for name, value in incoming.raw_headers],
        )
        self._records.append(record)
        self._in_flight.add(id(record))
        self.max_in_flight = max(self.max_in_flight, len(self._in_flight))
        return record

    def end(self, record: Record) -> None:
        """Its answer is complete, or will never be. A second call changes nothing."""
        if record.finished is None:
            record.finished = time.monotonic()
            self._in_flight.discard(id(record))

    def describe(self) -> dict[str, Any]:
        """Records and the largest number of requests that were in flight at once."""
        return {"requests": [record.describe() for record in self._records], "max_in_flight": self.max_in_flight}

    def __len__(self) -> int:
        return self._number

    @property
    def in_flight(self) -> int:
        """Requests that are being answered now."""
        return len(self._in_flight)
