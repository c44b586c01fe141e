# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import time
import typing as t
from urllib.parse import urlsplit

from . import _signature

if t.TYPE_CHECKING:
    from . import _request

CLOCK_TOLERANCE = 15 * 60
"""Seconds that a signature's time may be off."""


class Auth:
    """Signs requests in. This one sends them as they are, to where a user signs in."""

    def __call__(self, request: _request.Request) -> _request.Request:
        return request

    def for_project(self, project_id: str) -> Auth:
        """The same, for requests that are about this project."""
        return self

    def current(self) -> Auth:
        """What signs the next request."""
        return self

    def renewed(self, used: Auth) -> bool:
        """Whether a request that was signed by ``used``, and rejected, may be sent again with what is current now.

        Raises ``LiveError`` when there should have been something new, and it was refused.
        """
        return False

    def rejected(self, date: str | None) -> str:
        """What a user can do about a 401 that has this ``Date`` header."""
        return ""


class TokenAuth(Auth):
    """Signs a request in with a user token of IAM."""

    def __init__(self, token: str, advice: str) -> None:
        self.token = token
        self.advice = advice

    def __call__(self, request: _request.Request) -> _request.Request:
        request.headers["X-Auth-Token"] = self.token
        return request

    def rejected(self, date: str | None) -> str:
        return self.advice


class AccessKeyAuth(Auth):
    """Signs a request with an access key, permanent or (with a security token) temporary."""

    def __init__(
        self,
        *,
        access_key: str,
        secret_key: str,
        security_token: str | None,
        place: str,
        project_id: str | None = None,
    ) -> None:
        """``place`` is where the key comes from, for a message; without ``project_id`` it signs what finds one."""
        self.access_key = access_key
        self.secret_key = secret_key
        self.security_token = security_token
        self.place = place
        self.project_id = project_id

    def __call__(self, request: _request.Request) -> _request.Request:
        request.headers[_signature.DATE_HEADER] = _signature.signing_date()
        if self.project_id:
            request.headers["X-Project-Id"] = self.project_id
        if self.security_token:
            request.headers["X-Security-Token"] = self.security_token
        # Said here, as http.client would otherwise add it after the signature.
        request.headers["Host"] = urlsplit(request.url).netloc
        signed = (_signature.DATE_HEADER, "X-Project-Id", "X-Security-Token", "Host", "Content-Type")
        request.headers["Authorization"] = _signature.authorization(
            method=request.method,
            url=request.url,
            headers={name: request.headers[name] for name in signed if name in request.headers},
            body=request.body or b"",
            access_key=self.access_key,
            secret_key=self.secret_key,
        )
        return request

    def for_project(self, project_id: str) -> AccessKeyAuth:
        return AccessKeyAuth(
            access_key=self.access_key,
            secret_key=self.secret_key,
            security_token=self.security_token,
            place=self.place,
            project_id=project_id,
        )

    def rejected(self, date: str | None) -> str:
        expired = " and that the temporary key has not expired" if self.security_token else ""
        return _clock(date) or (
            f"Check that the access key {self.access_key} exists and is enabled, and that the secret key is the one "
            f"that belongs to it{expired} (from {self.place})."
        )


class Identity(t.NamedTuple):
    """Who asks: what signs each request, and the project whose tasks are asked for."""

    auth: Auth
    project_id: str


def _clock(date: str | None) -> str | None:
    """What to say when this host's clock is the likely reason for a 401."""
    from . import _http_date  # noqa: PLC0415

    services = _http_date.parse_http_date(date)
    if services is None:
        return None
    behind = services - time.time()
    if abs(behind) <= CLOCK_TOLERANCE:
        return None
    return (
        f"This host's clock is {abs(behind) / 60:.0f} minutes {'behind' if behind > 0 else 'ahead of'} the service's, "
        f"which accepts {CLOCK_TOLERANCE // 60} at the most: set the clock."
    )
