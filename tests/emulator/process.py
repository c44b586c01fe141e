# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The emulator as a process of its own, for tests and the demo. Needs the standard library alone."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import select
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Any
from urllib.parse import urlsplit

from .ready import Ready

_TESTS = Path(__file__).resolve().parents[1]


class EmulatorError(Exception):
    """The emulator did not start, or refused what a test asked of it."""


class Emulator(Ready):
    """A running emulator, from construction or from entering the ``with`` block until :meth:`stop`.

    Keywords are the options of ``python -m emulator``; what is left out has its default there. ``python`` is the
    interpreter to run it with: by default ``python-of-emulator``, where PATH has one, and otherwise the current one.
    ``timeout`` is the seconds that it may take to start. Raises EmulatorError when it ends or does not get ready in
    that time; the message then has its standard error.
    """

    def __init__(
        self,
        *,
        port: int | None = None,
        tasks: int | None = None,
        seed: int | None = None,
        latency: float | None = None,
        requests_per_second: float | None = None,
        tls: bool = False,
        python: str | None = None,
        timeout: float = 60.0,
    ) -> None:
        command = [
            python or shutil.which("python-of-emulator") or sys.executable,
            "-m",
            "emulator",
            "--parent",
            str(os.getpid()),
        ]
        options = {
            "--port": port,
            "--tasks": tasks,
            "--seed": seed,
            "--latency": latency,
            "--requests-per-second": requests_per_second,
        }
        command += [f"{name}={value}" for name, value in options.items() if value is not None]
        command += ["--tls"] if tls else []
        with contextlib.ExitStack() as resources:
            errors = resources.enter_context(tempfile.TemporaryFile())
            process = resources.enter_context(
                subprocess.Popen(command, cwd=_TESTS, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors)
            )
            resources.callback(_end, process)
            super().__init__(_await_ready(process, errors, timeout))
            self._resources = resources.pop_all()
        self._context = ssl.create_default_context(cafile=self.ca_path) if self.ca_path else None

    def __enter__(self) -> Emulator:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End the process, whatever state it is in; a second call changes nothing."""
        self._resources.close()
        if self.ca_path is not None:
            # Gone already, unless the process had to be killed.
            shutil.rmtree(Path(self.ca_path).parent, ignore_errors=True)

    def reset(self) -> None:
        """Back to the state of the start: tasks, credentials, settings, no faults, no requests."""
        self._control("POST", "reset")

    def state(self) -> dict[str, Any]:
        """Settings, number of tasks, faults with how often each has happened, and counts of requests."""
        state: dict[str, Any] = self._control("GET", "state")
        return state

    def tasks(self) -> list[Any]:
        """All tasks, in the order in which they are listed."""
        tasks: list[Any] = self._control("GET", "tasks")
        return tasks

    def put_tasks(
        self, tasks: Iterable[Any] | None = None, *, count: int | None = None, seed: int | None = None
    ) -> None:
        """These are the tasks now, in this order and unchecked; or, with ``count``, that many made-up ones."""
        if count is None:
            self._control("PUT", "tasks", list(tasks or ()))
        else:
            self._control("PUT", "tasks", {"count": count, "seed": seed})

    def churn(self, changes: Iterable[dict[str, Any]]) -> None:
        """The tasks change while they are queried, in place of what was planned before.

        A change has ``before``, the number of the query just before which it is made, the next one being 1; and
        ``create`` (a task) with ``at`` (a position), ``delete`` (a task ID), ``move`` (a task ID) with ``to`` (a
        position, counted without it), or ``alter`` (a task ID) with ``fields`` (their new values). Those before the
        same query are made in their order.
        """
        self._control("PUT", "churn", list(changes))

    def churned(self) -> dict[str, Any]:
        """The number of ``queries`` since :meth:`churn`, and ``lives``: task ID -> ``born`` and ``died``.

        Both are numbers of queries; a task was there at the query ``n`` where ``born <= n < died``. The tasks that
        were there before have 0 for ``born``, and those that stay None for ``died``.
        """
        churned: dict[str, Any] = self._control("GET", "churn")
        return churned

    def settings(self, **settings: Any) -> None:
        """Change any of ``latency``, ``requests_per_second``, ``clock_offset``, ``order`` and ``offset_is_page``.

        And for signing in:

        ``projects``: those that IAM knows, as ``{"id", "name"}``; None for one in each region.
        ``token_uses``: how many requests a token that IAM hands out from now on is good for; None for any number.
        ``metadata``: any of ``available``, ``agency``, ``token_required``, ``token_service`` (a bool, or the status
        404, 405 or 503 that an instance without one answers).
        """
        self._control("PUT", "settings", settings)

    def fault(self, kind: str, **details: Any) -> None:
        """This one fault from now on, in the place of those before it; by default it happens once."""
        self.faults([{"kind": kind, **details}])

    def faults(self, faults: Iterable[dict[str, Any]]) -> None:
        """These faults from now on, in the place of those before them."""
        self._control("PUT", "faults", list(faults))

    def revoke_tokens(self, error_code: str = "APIGW.0301") -> None:
        """The tokens that IAM handed out so far are refused from now on, with this code."""
        self._control("POST", "revoke-tokens", {"error_code": error_code})

    def expire_temporary_keys(self) -> None:
        """All temporary keys so far have expired, that of the ready line included."""
        self._control("POST", "expire-temporary-keys")

    def issued(self) -> dict[str, Any]:
        """The ``tokens``, ``access_keys`` and ``metadata_tokens`` handed out since the start or :meth:`reset`."""
        issued: dict[str, Any] = self._control("GET", "issued")
        return issued

    def requests(self) -> list[dict[str, Any]]:
        """What the services were asked since the start or :meth:`clear_requests`, oldest first."""
        requests: list[dict[str, Any]] = self._control("GET", "requests")["requests"]
        return requests

    def max_in_flight(self) -> int:
        """The largest number of requests that were being answered at once."""
        return int(self._control("GET", "requests")["max_in_flight"])

    def clear_requests(self) -> None:
        """Forget the requests so far."""
        self._control("DELETE", "requests")

    def _control(self, method: str, what: str, payload: Any = None) -> Any:
        control = urlsplit(self.ready["control"])
        address = control.hostname or "", control.port
        connection = (
            http.client.HTTPConnection(*address, timeout=60)
            if self._context is None
            else http.client.HTTPSConnection(*address, timeout=60, context=self._context)
        )
        try:
            body = None if payload is None else json.dumps(payload).encode()
            connection.request(method, f"{control.path}/{what}", body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            text = answer.read()
        finally:
            connection.close()
        if answer.status != 200:
            raise EmulatorError(f"{method} {what}: {answer.status} {text.decode(errors='replace')}")
        return json.loads(text)


def _await_ready(process: subprocess.Popen[bytes], errors: IO[bytes], timeout: float) -> dict[str, Any]:
    line = _read_line(process, timeout)
    if line is not None and line.endswith(b"\n"):
        ready: dict[str, Any] = json.loads(line)
        return ready
    what = f"was not ready within {timeout:g} seconds" if line is None else f"ended with {process.wait()}"
    errors.seek(0)
    reason = errors.read().decode(errors="replace").strip() or "it wrote nothing to standard error"
    raise EmulatorError(f"The emulator {what}: {reason}")


def _read_line(process: subprocess.Popen[bytes], timeout: float) -> bytes | None:
    """The first line of its output, what there is of it when the output ends early, None when the time is up."""
    output = process.stdout
    if output is None:
        return b""
    line = b""
    deadline = time.monotonic() + timeout
    while not line.endswith(b"\n"):
        if not select.select([output], [], [], max(0.0, deadline - time.monotonic()))[0]:
            return None
        chunk = os.read(output.fileno(), 65536)
        if not chunk:
            return line
        line += chunk
    return line


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
