# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import os
import socket
import threading
import time
import typing as t
from contextlib import suppress

from . import _signals

if t.TYPE_CHECKING:
    from types import TracebackType

_current = threading.local()


class DeadlinePassedError(OSError):
    """The answer had not ended when the time for the whole request was up."""


class Deadline:
    """Cuts the connection of the request that the current thread makes in this block when it takes too long.

    A socket's time-out starts anew with each byte that arrives, so that a server could keep a request for ever.
    """

    def __init__(self, deadlines: Deadlines) -> None:
        self.passed = False
        self._deadlines = deadlines
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Deadline:
        _current.deadline = self
        self._deadlines.begin(self)
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._deadlines.end(self)
        _current.deadline = None
        with self._lock:
            # From now on the connection may carry another request.
            self._forget()

    def watch(self, connected: t.Any) -> None:
        """The request goes over this socket, or over what TLS makes of it."""
        # One of our own: TLS takes the socket from whoever opened it, and its own shutdown would wait for the server.
        own = socket.socket(fileno=os.dup(connected.fileno()))
        with self._lock:
            self._forget()
            self._socket = own
            if self.passed:
                self._shut()

    def cut(self) -> None:
        """Ends the request now: what waits for it gets an error."""
        with self._lock:
            self.passed = True
            self._shut()

    def _shut(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _forget(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


class Deadlines:
    """The deadlines of requests that may take ``seconds`` each, watched by one thread for all of them."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._up: dict[Deadline, float] = {}
        """When the time of each request under way is up; the first one that began stands first."""
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self, deadline: Deadline) -> None:
        """From now on the time of this one runs; after ``close``, it is up at once."""
        with self._lock:
            if self._closed.is_set():
                deadline.cut()
                return
            self._up[deadline] = time.monotonic() + self._seconds
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, daemon=True)
                self._thread.start()

    def end(self, deadline: Deadline) -> None:
        """The request has come to its end."""
        with self._lock:
            self._up.pop(deadline, None)

    def close(self) -> None:
        """Cuts all requests that are under way, and those to come."""
        with self._lock:
            self._closed.set()
            self._cut(list(self._up))

    def _watch(self) -> None:
        _signals.leave_signals_to_main_thread()
        # A request that begins while this waits is up no earlier than the one waited for.
        while not self._closed.wait(self._next()):
            with self._lock:
                now = time.monotonic()
                self._cut([deadline for deadline, up in self._up.items() if up <= now])

    def _next(self) -> float:
        """Seconds until a request may be up."""
        with self._lock:
            first = next(iter(self._up.values()), None)
        return self._seconds if first is None else max(0.0, first - time.monotonic())

    def _cut(self, deadlines: list[Deadline]) -> None:
        for deadline in deadlines:
            del self._up[deadline]
            deadline.cut()


def watched(base: t.Any) -> t.Any:
    """A class of urllib3's connections, which lets the current thread's ``Deadline`` watch their sockets."""

    class Watched(base):
        def _new_conn(self) -> t.Any:
            # Before TLS and a proxy have their say on it, which may take long as well.
            return _watch(super()._new_conn())

        def request(self, *args: t.Any, **kwargs: t.Any) -> None:
            # One that is used again.
            if self.sock is not None:
                _watch(self.sock)
            super().request(*args, **kwargs)

    return Watched


def _watch(connected: t.Any) -> t.Any:
    deadline = getattr(_current, "deadline", None)
    if deadline is not None:
        deadline.watch(connected)
    return connected
