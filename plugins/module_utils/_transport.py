# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import http.client
import os
import ssl
import threading
import typing as t
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from . import _backoff, _network_errors
from ._auth import Auth
from ._deadline import Deadline, DeadlinePassedError, watched_adapter
from ._errors import AnswerError, OptionError, TransportError
from ._options import Options
from ._pace import Pace
from ._requests import requests, require_requests, urllib3

if t.TYPE_CHECKING:
    from types import TracebackType

    from ._secrets import Secrets

# A page of 100 tasks has about 80 KiB.
LARGEST_BODY = 16 * 1024 * 1024
CHUNK = 256 * 1024
_MOST_DIGITS = 20

THROTTLED = 429


@dataclass(frozen=True)
class Answer:
    """What came back for one request, read to its end."""

    request: str
    """For a message: ``GET https://HOST/PATH?QUERY``. Carries no secret."""
    status: int
    headers: t.Mapping[str, str]
    """Looked up without regard to case."""
    body: bytes


class Transport:
    """Sends signed requests to one endpoint and reads the answers, from as many threads as it has connections.

    It works on requests' transport adapter and not on its session: so no redirect is followed, no cookie kept and no
    ``.netrc`` read, each of which would carry credentials somewhere else.
    """

    def __init__(
        self,
        endpoint: str,
        auth: Auth,
        options: Options,
        secrets: Secrets,
        *,
        timeouts: tuple[float, float] | None = None,
        may_use_proxy: bool = True,
    ) -> None:
        """``endpoint`` is one that ``check_endpoint`` gave; ``timeouts``, the seconds for the connection and for each
        read, beat the option; ``may_use_proxy`` is whether the proxies in the environment count.

        Raises ``OptionError`` when requests or the CA bundle is not there.
        """
        require_requests()
        self.secrets = secrets
        """What an answer may echo and no one may see."""
        self._endpoint = endpoint
        self._host = urlsplit(endpoint).hostname or ""
        self._auth = auth
        self._timeouts = timeouts or (options.timeout, options.timeout)
        self._max_retries = options.max_retries
        # Where no certificate is shown, nothing is wrong with a bundle.
        with_tls = endpoint.startswith("https:")
        self._verify = with_tls and _verification(options.validate_certs, options.ca_path)
        self._proxies = requests.utils.get_environ_proxies(endpoint) if may_use_proxy else {}
        self._pace = Pace(options.concurrency)
        self._stopped = threading.Event()
        self._under_way: set[Deadline] = set()
        self._adapter = watched_adapter(options.concurrency, validate_certs=options.validate_certs)

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
        for deadline in list(self._under_way):
            deadline.cut()
        self._adapter.close()

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
                    answer = self._send_once(requests.Request(method, url, headers=headers, data=body, auth=auth))
            except _failures() as error:
                if attempt >= retries or not _network_errors.is_transient(error):
                    raise self._failure(f"{method} {url}", error, attempt + 1) from None
                answered: t.Mapping[str, str] = {}
            else:
                if answer.status == 401 and self._auth.renewed(auth):
                    continue
                if attempt >= retries or answer.status not in _backoff.RETRIED_STATUSES:
                    self._pace.answered()
                    return answer
                answered = answer.headers
                if answer.status == THROTTLED:
                    pause = _backoff.delay(attempt, answered, throttled=True)
                    self._pace.throttled(pause, throttlings=throttlings)
                    attempt += 1
                    continue
            self._pause(_backoff.delay(attempt, answered))
            attempt += 1

    def rejected(self, answer: Answer) -> str:
        """What a user can do about this answer, which is a 401."""
        return self._auth.rejected(answer.headers.get("Date"))

    def _pause(self, seconds: float) -> None:
        self._stopped.wait(seconds)

    def _send_once(self, request: requests.Request) -> Answer:
        request.headers = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": "huaweicloud.live (Ansible collection)",
            **request.headers,
        }
        # Prepared, and thus signed, for each attempt: a signature carries the time.
        prepared = request.prepare()
        name = f"{request.method} {request.url}"
        # For the connection, until the answer begins, and until it ends.
        with Deadline(self._timeouts[0] + 2 * self._timeouts[1]) as deadline:
            self._under_way.add(deadline)
            if self._stopped.is_set():
                deadline.cut()
            try:
                response = self._adapter.send(
                    prepared, stream=True, timeout=self._timeouts, verify=self._verify, proxies=self._proxies
                )
                try:
                    answer = Answer(name, response.status_code, response.headers, _read(response, name))
                finally:
                    response.close()
            except _failures():
                if not deadline.passed:
                    raise
            finally:
                self._under_way.discard(deadline)
        if deadline.passed:
            raise DeadlinePassedError
        return answer

    def _failure(self, request: str, error: Exception, attempts: int) -> TransportError:
        proxied = bool(requests.utils.select_proxy(self._endpoint, self._proxies))
        why = _network_errors.explain(error, host=self._host, timeouts=self._timeouts, proxied=proxied)
        tried = f" It was tried {attempts} times." if attempts > 1 else ""
        return TransportError(f"{request} got no answer: {why}.{tried}")


def _failures() -> tuple[type[Exception], ...]:
    """What requests lets through from the layers below it, beside its own errors.

    ``ValueError`` is what http.client has for a header that cannot be sent, and it quotes the header.
    """
    return (
        requests.exceptions.RequestException,
        urllib3.exceptions.HTTPError,
        http.client.HTTPException,
        OSError,
        ValueError,
    )


def _read(response: requests.Response, request: str) -> bytes:
    chunks = []
    size = 0
    for chunk in response.iter_content(CHUNK):
        size += len(chunk)
        if size > LARGEST_BODY:
            raise AnswerError(
                f"{request} was answered with more than {LARGEST_BODY // 1024 // 1024} MiB, "
                f"which no page of relay tasks has. Check that endpoint is the one of Huawei Cloud Live.",
                status_code=response.status_code,
            )
        chunks.append(chunk)
    # urllib3 before 2.0 does not notice.
    announced = response.headers.get("Content-Length", "")
    # Python turns no more than 4300 digits into a number.
    if announced.isdecimal() and (len(announced) > _MOST_DIGITS or response.raw.tell() < int(announced)):
        raise requests.exceptions.ChunkedEncodingError("the body is shorter than announced")
    return b"".join(chunks)


def _verification(validate_certs: bool, ca_path: str | None) -> bool | str:
    """What the server's certificate is held against: a CA bundle, requests' own one, or (``False``) nothing."""
    if not validate_certs:
        urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
        return False
    # The order in which requests' session reads them.
    places = (
        ("ca_path", ca_path),
        ("The environment variable REQUESTS_CA_BUNDLE", os.environ.get("REQUESTS_CA_BUNDLE")),
        ("The environment variable CURL_CA_BUNDLE", os.environ.get("CURL_CA_BUNDLE")),
    )
    for place, path in places:
        if path:
            _check_ca_path(place, path)
            return path
    return True


def _check_ca_path(place: str, path: str) -> None:
    if not os.path.exists(path):
        raise OptionError(f"{place} is {path!r}, which does not exist on this host.")
    if os.path.isdir(path):
        # What is in it is looked up by name, when a certificate is to be checked.
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
    except ssl.SSLError:
        raise OptionError(
            f"{place} is {path!r}, which is not a file of certificates in PEM form (-----BEGIN CERTIFICATE-----)."
        ) from None
    except OSError as error:
        raise OptionError(f"{place} is {path!r}, which cannot be read: {error.strerror}.") from None
