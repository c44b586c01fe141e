# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A server that says the very bytes it is given, whatever it is asked, thousands of times a second."""

from __future__ import annotations

import contextlib
import re
import socket
import threading

_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)\r\n")


class ScriptedServer:
    """One thread on loopback that serves one connection, with one request, after the other."""

    def __init__(self):
        self.script = [b""]
        """The answers to the next requests; the last one is for all that come after it."""
        self.sent = 0
        """How many bytes of the last answer the client has let it send."""
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(64)
        self.endpoint = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *dummy):
        # Wakes the thread up, which a mere close would not.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()

    def say(self, *answers):
        """These are the answers to the next requests."""
        self.script = list(answers)

    def _serve(self):
        with contextlib.suppress(OSError):
            while True:
                connection, dummy = self._listener.accept()
                # The client may hang up at any time.
                with connection, contextlib.suppress(OSError):
                    self._answer(connection)

    def _answer(self, connection):
        if not _read_request(connection):
            return
        answer = memoryview(self.script.pop(0) if len(self.script) > 1 else self.script[0])
        self.sent = 0
        while self.sent < len(answer):
            self.sent += connection.send(answer[self.sent :])


def _read_request(connection):
    request = b""
    while b"\r\n\r\n" not in request:
        received = connection.recv(65536)
        if not received:
            return False
        request += received
    head, dummy, body = request.partition(b"\r\n\r\n")
    length = _LENGTH.search(head + b"\r\n")
    # What is left unread would reset the connection.
    missing = int(length[1]) - len(body) if length else 0
    while missing > 0:
        received = connection.recv(65536)
        if not received:
            return False
        missing -= len(received)
    return True
