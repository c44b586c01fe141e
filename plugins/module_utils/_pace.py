# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import threading
import time
import typing as t
from contextlib import contextmanager

from . import _errors


class Pace:
    """How fast the threads of one transport may go together.

    Where the service throttles one of them, all of them hold, and then go on with half as many requests in flight; with
    each answer after that, a little of it comes back. Eight threads that back off each on its own would go on together.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._allowed = float(most)
        self._in_flight = 0
        self._throttlings = 0
        self._resume = 0.0
        self._stopped = False
        self._changed = threading.Condition()

    @contextmanager
    def request(self) -> t.Iterator[int]:
        """One request in flight, from when it is its turn; gives how often the service had throttled us by then.

        Raises ``TransportError`` when there is a ``stop``.
        """
        with self._changed:
            while True:
                if self._stopped:
                    raise _errors.TransportError("The query was broken off.")
                hold = self._resume - time.monotonic()
                if hold <= 0 and self._in_flight < max(1, int(self._allowed)):
                    break
                self._changed.wait(hold if hold > 0 else None)
            self._in_flight += 1
            throttlings = self._throttlings
        try:
            yield throttlings
        finally:
            with self._changed:
                self._in_flight -= 1
                self._changed.notify_all()

    def answered(self) -> None:
        """A request got through."""
        with self._changed:
            if self._allowed < self._most:
                self._allowed = min(float(self._most), self._allowed + 1 / self._allowed)

    def throttled(self, seconds: float, *, throttlings: int) -> None:
        """The service said that it is too much: nothing is sent for so many seconds.

        ``throttlings`` is what ``request`` gave. Those that were in flight together are throttled together, which is
        one word from the service.
        """
        with self._changed:
            if throttlings == self._throttlings:
                self._throttlings += 1
                self._allowed = max(1.0, self._allowed / 2)
            self._resume = max(self._resume, time.monotonic() + seconds)

    def stop(self) -> None:
        """No other request begins, and who waits for a turn need not."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
