# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import http.client
import os
import time
import typing as t
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from . import _backoff, _network_errors
from ._errors import AnswerError, OptionError, TransportError
from ._requests import requests, require_requests, urllib3

if t.TYPE_CHECKING:
    from types import TracebackType

    Auth = t.Callable[[requests.PreparedRequest], requests.PreparedRequest]

# A page of 100 tasks has about 80 KiB.
LARGEST_BODY = 16 * 1024 * 1024
CHUNK = 256 * 1024


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
        *,
        endpoint: str,
        auth: Auth,
        timeout: float,
        max_retries: int,
        validate_certs: bool,
        ca_path: str | None,
        connections: int,
    ) -> None:
        require_requests()
        self._endpoint = endpoint
        self._host = urlsplit(endpoint).hostname or ""
        self._auth = auth
        self._timeout = timeout
        self._max_retries = max_retries
        self._verify = _verification(validate_certs, ca_path)
        self._proxies = requests.utils.get_environ_proxies(endpoint)
        self._adapter = requests.adapters.HTTPAdapter(pool_connections=1, pool_maxsize=connections, max_retries=0)

    def __enter__(self) -> Transport:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._adapter.close()

    def get(self, path: str, query: t.Mapping[str, str | int | None]) -> Answer:
        """The answer to a GET of ``path`` (percent-encoded) with those of ``query`` that are not ``None``.

        What may pass is tried again: connection errors, time-outs, and statuses 429, 500, 502, 503 and 504, of which
        the last one is given back when ``max_retries`` are used up. Any other status is given back at once.

        Raises ``TransportError`` where no answer came, and ``AnswerError`` for one that is too large to be read.
        """
        pairs = "&".join(
            f"{quote(name, safe='~')}={quote(str(value), safe='~')}"
            for name, value in query.items()
            if value is not None
        )
        url = f"{self._endpoint}{path}?{pairs}" if pairs else f"{self._endpoint}{path}"
        attempt = 0
        while True:
            last = attempt >= self._max_retries
            try:
                answer = self._send("GET", url)
            except _failures() as error:
                if last or not _network_errors.is_transient(error):
                    raise self._failure(f"GET {url}", error, attempt + 1) from None
                headers: t.Mapping[str, str] = {}
            else:
                if last or answer.status not in _backoff.RETRIED_STATUSES:
                    return answer
                headers = answer.headers
            time.sleep(_backoff.delay(attempt, headers))
            attempt += 1

    def _send(self, method: str, url: str) -> Answer:
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": "huaweicloud.live (Ansible collection)",
        }
        # Prepared, and thus signed, for each attempt: a signature carries the time.
        prepared = requests.Request(method, url, headers=headers, auth=self._auth).prepare()
        response = self._adapter.send(
            prepared,
            stream=True,
            timeout=(self._timeout, self._timeout),
            verify=self._verify,
            proxies=self._proxies,
        )
        try:
            return Answer(f"{method} {url}", response.status_code, response.headers, _read(response, url))
        finally:
            response.close()

    def _failure(self, request: str, error: Exception, attempts: int) -> TransportError:
        why = _network_errors.explain(error, host=self._host, timeout=self._timeout)
        tried = f" It was tried {attempts} times." if attempts > 1 else ""
        return TransportError(f"{request} got no answer: {why}.{tried}")


def _failures() -> tuple[type[Exception], ...]:
    """What requests lets through from the layers below it, beside its own errors."""
    return (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, http.client.HTTPException, OSError)


def _read(response: requests.Response, url: str) -> bytes:
    chunks = []
    size = 0
    for chunk in response.iter_content(CHUNK):
        size += len(chunk)
        if size > LARGEST_BODY:
            raise AnswerError(
                f"GET {url} was answered with more than {LARGEST_BODY // 1024 // 1024} MiB, "
                f"which no page of relay tasks is. Check that endpoint is the one of Huawei Cloud Live.",
                status_code=response.status_code,
            )
        chunks.append(chunk)
    # urllib3 before 2.0 does not notice.
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and response.raw.tell() < int(announced):
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
            if not os.path.exists(path):
                raise OptionError(f"{place} is {path!r}, which does not exist on this host.")
            return path
    return True
