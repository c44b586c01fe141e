# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether a request comes from someone, and from whom."""

from __future__ import annotations

import hmac

from .clock import Clock
from .credentials import AccessKey, Identity
from .errors import FORBIDDEN, WRONG_PROJECT, Refused, incorrect_credentials
from .incoming import Incoming, SignedClaim
from .issued import Issued
from .signature import expected_authorization

_LONGEST_SKEW = 15 * 60


def authenticate(incoming: Incoming, issued: Issued, clock: Clock) -> Identity:
    """Who asks, by token or by signature.

    Raises:
        Refused: no credentials, wrong or expired ones (401), or a user without the right to ask (403).
    """
    if "x-auth-token" in incoming.headers:
        identity = _by_token(incoming, issued, clock)
    else:
        identity = _by_signature(incoming, issued, clock)
    if not identity.authorised:
        raise Refused(FORBIDDEN)
    return identity


def require_project(incoming: Incoming, identity: Identity, project_id: str) -> None:
    """Raises Refused (401) when path or ``X-Project-Id`` name a project that is not the identity's."""
    named = incoming.headers.get("x-project-id", project_id)
    if not project_id == named == identity.project_id:
        raise Refused(WRONG_PROJECT)


def _by_token(incoming: Incoming, issued: Issued, clock: Clock) -> Identity:
    token = issued.token(incoming.headers["x-auth-token"])
    if token is None:
        raise Refused(incorrect_credentials("decrypt token fail"))
    if token.expires_at <= clock.now():
        raise Refused(incorrect_credentials("token expires"))
    problem = issued.use(token)
    if problem is not None:
        raise Refused(problem)
    return token.identity


def _by_signature(incoming: Incoming, issued: Issued, clock: Clock) -> Identity:
    claim = incoming.claim
    if claim is None:
        reason = "verify aksk signature fail" if "authorization" in incoming.headers else "x-auth-token not found"
        raise Refused(incorrect_credentials(reason))
    key = issued.access_key(claim.access_key)
    if key is None:
        raise Refused(incorrect_credentials(f"Get secretKey failed,ak:{claim.access_key},err:ak not exist"))
    _require_headers(incoming, claim, key)
    if not _is_recent(incoming.headers["x-sdk-date"], clock):
        raise Refused(incorrect_credentials("verify aksk signature fail, the time of the request is out of range"))
    if key.expires_at <= clock.now():
        raise Refused(incorrect_credentials("the security token has expired"))
    expected = expected_authorization(incoming, claim, key)
    if not hmac.compare_digest(expected.encode(), incoming.headers["authorization"].encode()):
        raise Refused(incorrect_credentials("verify aksk signature fail"))
    return key.identity


def _require_headers(incoming: Incoming, claim: SignedClaim, key: AccessKey) -> None:
    required = {"host", "x-sdk-date"}
    if key.security_token is not None:
        required.add("x-security-token")
    names = [name.decode("latin-1") for name, value in incoming.raw_headers]
    # A signed header that came twice leaves open which of the two was signed.
    if not required.issubset(claim.signed_headers) or any(names.count(name) != 1 for name in claim.signed_headers):
        raise Refused(incorrect_credentials("verify aksk signature fail"))
    if incoming.headers.get("x-security-token") != key.security_token:
        raise Refused(incorrect_credentials("the security token does not belong to the access key"))


def _is_recent(date: str, clock: Clock) -> bool:
    sent = clock.parse(date)
    return sent is not None and abs(clock.now() - sent) <= _LONGEST_SKEW
