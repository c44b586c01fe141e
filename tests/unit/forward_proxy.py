# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A real forward proxy, proxy.py, as a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys

from .servers import wait_until


class ForwardProxy:
    """Listens on a port of loopback until the end of the block; with ``credentials``, it demands USER:PASSWORD."""

    def __init__(self, directory, *, credentials=None):
        self._log = directory / "proxy.log"
        port_file = directory / "proxy.port"
        options = {
            "--hostname": "127.0.0.1",
            "--port": 0,
            "--port-file": port_file,
            "--log-file": self._log,
            "--data-dir": directory,
            "--num-acceptors": 1,
            "--num-workers": 1,
        }
        if credentials:
            options["--basic-auth"] = credentials
        command = [sys.executable, "-m", "proxy", *(str(word) for option in options.items() for word in option)]
        # It has processes of its own, which go with their group.
        self._process = subprocess.Popen(
            command, env={**os.environ, "HOME": str(directory)}, stdin=subprocess.DEVNULL, start_new_session=True
        )
        try:
            assert wait_until(lambda: port_file.exists() and port_file.read_text("ascii").strip())
            self.port = int(port_file.read_text("ascii"))
            assert wait_until(self._listens)
        except BaseException:
            self._stop()
            raise
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        return self

    def __exit__(self, *dummy):
        self._stop()

    def carried(self, request):
        """Whether a request is in its log, where it is written when its connection ends."""
        return wait_until(lambda: request in self._log.read_text("utf-8"))

    def log(self):
        """All that it has logged by now."""
        return self._log.read_text("utf-8")

    def _listens(self):
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", self.port)) == 0

    def _stop(self):
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
