# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import http.client
import threading
import typing as t
from urllib.parse import quote, urlsplit

from . import _auth, _connections, _deadline, _errors, _pace, _proxy, _request, _requests
from ._requests import urllib3

if t.TYPE_CHECKING:
    from types import TracebackType

    from . import _options, _secrets, _trust

# A page of 100 tasks has about 80 KiB.
LARGEST_BODY = 16 * 1024 * 1024
CHUNK = 256 * 1024
_MOST_DIGITS = 20

THROTTLED = 429


class Answer(t.NamedTuple):
    """What came back for one request, read to its end."""

    request: str
    """For a message: ``GET https://HOST/PATH?QUERY``. Carries no secret."""
    status: int
    headers: t.Mapping[str, str]
    """Looked up without regard to case."""
    body: bytes


class Transport:
    """Sends signed requests to one endpoint and reads the answers, from as many threads as it has connections."""

    def __init__(
        self,
        endpoint: str,
        auth: _auth.Auth,
        options: _options.Options,
        secrets: _secrets.Secrets,
        *,
        timeouts: tuple[float, float] | None = None,
        may_use_proxy: bool = True,
    ) -> None:
        """``endpoint`` is one that ``check_endpoint`` gave; ``timeouts``, the seconds for the connection and for each
        read, beat the option; ``may_use_proxy`` is whether the proxies in the environment count.

        Raises ``OptionError`` when requests or the CA bundle is not there.
        """
        _requests.require_requests()
        self.secrets = secrets
        """What an answer may echo and no one may see."""
        self._endpoint = endpoint
        self._host = urlsplit(endpoint).hostname or ""
        self._auth = auth
        self._timeouts = timeouts or (options.timeout, options.timeout)
        self._max_retries = options.max_retries
        self._proxy = _proxy.environment_proxy(endpoint) if may_use_proxy else None
        # Where no certificate is shown, nothing is wrong with a bundle.
        self._trust = _trusting(options) if endpoint.startswith("https:") else None
        self._pace = _pace.Pace(options.concurrency)
        self._stopped = threading.Event()
        # For the connection, until the answer begins, and until it ends.
        self._deadlines = _deadline.Deadlines(self._timeouts[0] + 2 * self._timeouts[1])
        self._most = options.concurrency
        self._opened: t.Any = None
        self._opening = threading.Lock()

    def __enter__(self) -> Transport:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Cuts what is still under way, so that an error or Ctrl-C does not wait for it."""
        self._stopped.set()
        self._pace.stop()
        self._deadlines.close()
        if self._opened is not None:
            self._opened.clear()

    def send(
        self,
        method: str,
        path: str,
        query: t.Mapping[str, str | int | None] | None = None,
        *,
        headers: t.Mapping[str, str] | None = None,
        body: bytes | None = None,
        max_retries: int | None = None,
    ) -> Answer:
        """The answer to a request for ``path`` (percent-encoded) with those of ``query`` that are not ``None``.

        What may pass is tried again: connection errors, time-outs, and statuses 429, 500, 502, 503 and 504, of which
        the last one is given back when ``max_retries`` (default: the option) are used up. So is a 401, where the
        ``auth`` can be renewed. Any other status is given back at once.

        Raises ``TransportError`` where no answer came, and ``AnswerError`` for one that is too large to be read.
        """
        pairs = "&".join(
            f"{quote(name, safe='~')}={quote(str(value), safe='~')}"
            for name, value in (query or {}).items()
            if value is not None
        )
        url = f"{self._endpoint}{path}?{pairs}" if pairs else f"{self._endpoint}{path}"
        retries = self._max_retries if max_retries is None else max_retries
        attempt = 0
        while True:
            auth = self._auth.current()
            try:
                with self._pace.request() as throttlings:
                    answer = self._send_once(method, url, headers or {}, body, auth)
            except _failures() as error:
                # Most runs need neither this nor what is below.
                from . import _network_errors  # noqa: PLC0415

                if attempt >= retries or not _network_errors.is_transient(error):
                    raise self._failure(f"{method} {url}", error, attempt + 1) from None
                answered: t.Mapping[str, str] = {}
            else:
                if answer.status == 401 and self._auth.renewed(auth):
                    continue
                if attempt >= retries or answer.status not in _request.RETRIED_STATUSES:
                    self._pace.answered()
                    return answer
                answered = answer.headers
                if answer.status == THROTTLED:
                    self._pace.throttled(_delay(attempt, answered, throttled=True), throttlings=throttlings)
                    attempt += 1
                    continue
            self._pause(_delay(attempt, answered))
            attempt += 1

    def rejected(self, answer: Answer) -> str:
        """What a user can do about this answer, which is a 401."""
        return self._auth.rejected(answer.headers.get("Date"))

    def _pause(self, seconds: float) -> None:
        self._stopped.wait(seconds)

    def _send_once(
        self, method: str, url: str, headers: t.Mapping[str, str], body: bytes | None, auth: _auth.Auth
    ) -> Answer:
        said = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": "huaweicloud.live (Ansible collection)",
            **headers,
        }
        # Signed for each attempt: a signature carries the time.
        request = auth(_request.Request(method, url, said, body))
        name = f"{method} {url}"
        with _deadline.Deadline(self._deadlines) as deadline:
            try:
                response = self._connections().request(
                    method,
                    url,
                    body=body,
                    headers=request.headers,
                    redirect=False,
                    retries=False,
                    timeout=urllib3.Timeout(connect=self._timeouts[0], read=self._timeouts[1]),
                    preload_content=False,
                    decode_content=False,
                )
                answer = Answer(name, response.status, response.headers, _read(response, name))
            except _failures():
                if not deadline.passed:
                    raise
        if deadline.passed:
            raise _deadline.DeadlinePassedError
        return answer

    def _connections(self) -> t.Any:
        # Late, so that a proxy that cannot be one is a request that failed.
        with self._opening:
            if self._opened is None:
                self._opened = _connections.open_connections(self._endpoint, self._proxy, self._trust, most=self._most)
            return self._opened

    def _failure(self, request: str, error: Exception, attempts: int) -> _errors.TransportError:
        from . import _network_errors  # noqa: PLC0415

        why = _network_errors.explain(error, host=self._host, timeouts=self._timeouts, proxied=self._proxy is not None)
        tried = f" It was tried {attempts} times." if attempts > 1 else ""
        return _errors.TransportError(f"{request} got no answer: {why}.{tried}")


def _trusting(options: _options.Options) -> _trust.Trust:
    from . import _trust  # noqa: PLC0415

    return _trust.Trust(options.validate_certs, options.ca_path)


def _delay(attempt: int, headers: t.Mapping[str, str], *, throttled: bool = False) -> float:
    from . import _backoff  # noqa: PLC0415

    return _backoff.delay(attempt, headers, throttled=throttled)


def _failures() -> tuple[type[Exception], ...]:
    """What urllib3 raises, and lets through from the layers below it; requests' errors are ``OSError``.

    ``ValueError`` is what http.client has for a header that cannot be sent, and it quotes the header.
    """
    return (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError)


def _read(response: t.Any, request: str) -> bytes:
    """The whole body. The connection is free for another request then, and closed in any other case."""
    try:
        body = _read_whole(response, request)
    except BaseException:
        response.close()
        raise
    response.release_conn()
    return body


def _read_whole(response: t.Any, request: str) -> bytes:
    chunks = []
    size = 0
    try:
        for chunk in response.stream(CHUNK, decode_content=True):
            size += len(chunk)
            if size > LARGEST_BODY:
                raise _errors.AnswerError(
                    f"{request} was answered with more than {LARGEST_BODY // 1024 // 1024} MiB, "
                    f"which no page of relay tasks has. Check that endpoint is the one of Huawei Cloud Live.",
                    status_code=response.status,
                )
            chunks.append(chunk)
    except urllib3.exceptions.ProtocolError as error:
        raise _errors.CutShortError("the connection was closed in the middle of the body") from error
    # urllib3 before 2.0 does not notice.
    announced = response.headers.get("Content-Length", "")
    # Python turns no more than 4300 digits into a number.
    if announced.isdecimal() and (len(announced) > _MOST_DIGITS or response.tell() < int(announced)):
        raise _errors.CutShortError("the body is shorter than announced")
    return b"".join(chunks)
