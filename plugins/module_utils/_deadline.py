# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import os
import socket
import ssl
import threading
import typing as t
from contextlib import suppress

from ._requests import requests, urllib3
from ._signals import leave_signals_to_main_thread

if t.TYPE_CHECKING:
    from types import TracebackType

_current = threading.local()


class DeadlinePassedError(OSError):
    """The answer had not ended when the time for the whole request was up."""


class Deadline:
    """Cuts the connection of the request that the current thread makes in this block when it takes too long.

    A socket's time-out starts anew with each byte that arrives, so that a server could keep a request for ever.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.passed = False
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._timer = _Timer(seconds, self.cut)
        self._timer.daemon = True

    def __enter__(self) -> Deadline:
        _current.deadline = self
        self._timer.start()
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._timer.cancel()
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


class _Timer(threading.Timer):
    def run(self) -> None:
        leave_signals_to_main_thread()
        super().run()


def watched_adapter(connections: int, *, validate_certs: bool) -> requests.adapters.HTTPAdapter:
    """requests' adapter for so many connections to one host, which knows no retries, and obeys a ``Deadline``."""

    class HTTPPool(urllib3.HTTPConnectionPool):
        ConnectionCls = _watched(urllib3.connection.HTTPConnection)

    class HTTPSPool(urllib3.HTTPSConnectionPool):
        ConnectionCls = _watched(urllib3.connection.HTTPSConnection)

    class Adapter(requests.adapters.HTTPAdapter):
        def init_poolmanager(self, *args: t.Any, **kwargs: t.Any) -> None:
            super().init_poolmanager(*args, **kwargs, ssl_context=_tls(validate_certs))
            self.poolmanager.pool_classes_by_scheme = pools

        def proxy_manager_for(self, *args: t.Any, **kwargs: t.Any) -> t.Any:
            manager = super().proxy_manager_for(*args, **kwargs, ssl_context=_tls(validate_certs))
            manager.pool_classes_by_scheme = pools
            return manager

    pools = {"http": HTTPPool, "https": HTTPSPool}
    return Adapter(pool_connections=1, pool_maxsize=connections, max_retries=0)


def _tls(validate_certs: bool) -> ssl.SSLContext:
    context: ssl.SSLContext = urllib3.util.ssl_.create_urllib3_context()
    # Which Python and urllib3 before their current versions leave to OpenSSL.
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if not validate_certs:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _watched(base: t.Any) -> t.Any:
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
