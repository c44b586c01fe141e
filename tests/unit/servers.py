# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Servers that do what the emulator cannot, down to the single byte: on loopback, in threads that end with a block."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time

PAGE = b'{"total": 1, "task_infos": [{"task_id": "a"}]}'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE)


class Server:
    """Calls ``answer`` with itself and each connection, on a port of its own; with TLS where there is a ``context``.

    With ``is_open=False``, connections are refused until ``open`` is called.
    """

    def __init__(self, answer, *, context=None, is_open=True):
        self._answer = answer
        self._context = context
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self._connections = []
        self._threads = []
        self._lock = threading.Lock()
        self.stopped = threading.Event()
        self.heads = []
        """The request lines and headers that came, one text for each request."""
        self.port = self._listener.getsockname()[1]
        self.address = f"127.0.0.1:{self.port}"
        self.endpoint = f"{'https' if context else 'http'}://{self.address}"
        if is_open:
            self.open()

    def open(self):
        """Takes connections from now on."""
        self._listener.listen()
        self._begin(self._accept)

    def __enter__(self):
        return self

    def __exit__(self, *dummy):
        self.stopped.set()
        with self._lock:
            for connection in (self._listener, *self._connections):
                hang_up(connection)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    @property
    def connections(self):
        """How many there were."""
        return len(self._connections)

    def read_head(self, connection):
        """The next request up to its body, or nothing where the client has gone."""
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            received = connection.recv(1)
            if not received:
                return ""
            head += received
        self.heads.append(head.decode())
        return self.heads[-1]

    def drip(self, connection, data, *, seconds):
        """Sends one byte after the other, so many seconds apart, until the client or the test has enough."""
        for byte in data:
            connection.sendall(bytes([byte]))
            if self.stopped.wait(seconds):
                return

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                connection, dummy = self._listener.accept()
                # A second handle, as TLS takes the first one.
                handle = connection.dup()
                with self._lock:
                    self._connections.append(handle)
                    if self.stopped.is_set():
                        hang_up(handle)
                self._begin(self._serve, connection, handle)

    def _serve(self, connection, handle):
        with connection, handle, contextlib.suppress(OSError):
            with self._secured(connection) as secured:
                self._answer(self, secured)
            hang_up(handle)

    def _begin(self, function, *args):
        thread = threading.Thread(target=function, args=args)
        self._threads.append(thread)
        thread.start()

    def _secured(self, connection):
        if self._context is None:
            return contextlib.nullcontext(connection)
        return self._context.wrap_socket(connection, server_side=True)


def hang_up(connection):
    """Ends a connection, whoever waits for it."""
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def say(data):
    """An ``answer`` that says this to each request."""

    def answer(server, connection):
        while server.read_head(connection):
            connection.sendall(data)

    return answer


def hang(server, connection):
    """An ``answer`` that never comes."""
    server.read_head(connection)
    server.stopped.wait()


def server_context(certificate):
    """TLS for a server that shows one of trustme's certificates."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def wait_until(condition, *, seconds=10.0):
    """Whether the condition comes true in that time; it is looked at again and again."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True
