# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The credentials that are valid now: those of the start, and those that IAM and instance metadata handed out since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from .clock import Clock
from .credentials import AccessKey, Identity, Token
from .errors import Problem, incorrect_credentials
from .identities import Identities
from .made_up import MadeUp

TOKEN_SECONDS = 24 * 60 * 60
_KEY_SECONDS = 6 * 60 * 60
# Instance metadata hands out a new key while the one before it is still good for a while.
_KEY_REST = 60 * 60


@dataclass
class _Issue:
    """A token that IAM handed out: how many requests it is still good for, and what it is refused with."""

    token: Token
    left: int | None
    revoked: Problem | None = None


class Issued:
    """Tokens and keys by what names them in a request.

    ``token_uses`` is how many requests a token of IAM is good for from now on, None for any number.
    """

    token_uses: int | None

    def __init__(self, identities: Identities, seed: int, clock: Clock) -> None:
        self._identities = identities
        self._clock = clock
        # Goes on through a reset: what was handed out before it must not become valid again.
        self._made_up = MadeUp(f"issued {seed}")
        self.reset()

    def reset(self) -> None:
        """Only the credentials of the start are valid."""
        self.token_uses = None
        self._tokens = {token.value: token for token in self._identities.tokens}
        self._keys = {key.access: key for key in self._identities.access_keys}
        self._issues: dict[str, _Issue] = {}
        self._agency_keys: list[AccessKey] = []
        self._metadata_tokens: dict[str, float] = {}

    def token(self, value: str) -> Token | None:
        """The token of this value."""
        return self._tokens.get(value)

    def access_key(self, access: str) -> AccessKey | None:
        """The key pair of this access key."""
        return self._keys.get(access)

    def metadata_token_is_valid(self, value: str) -> bool:
        """Whether instance metadata handed out this token, and its time is not up."""
        return self._metadata_tokens.get(value, 0) > self._clock.now()

    def use(self, token: Token) -> Problem | None:
        """Count one request with the token; gives what speaks against it."""
        issue = self._issues.get(token.value)
        if issue is None:
            return None
        if issue.revoked is not None:
            return issue.revoked
        if issue.left is not None:
            if issue.left == 0:
                return incorrect_credentials("token expires")
            issue.left -= 1
        return None

    def new_token(self, identity: Identity) -> Token:
        """A fresh token, good for 24 hours."""
        token = self._made_up.token(identity, expires_at=self._clock.now() + TOKEN_SECONDS)
        self._tokens[token.value] = token
        self._issues[token.value] = _Issue(token, self.token_uses)
        return token

    def agency_key(self) -> AccessKey:
        """The temporary key of the instance's agency: the same one until it nears its end."""
        key = self._agency_keys[-1] if self._agency_keys else None
        if key is None or key.expires_at - self._clock.now() < _KEY_REST:
            expires_at = self._clock.now() + _KEY_SECONDS
            key = self._made_up.access_key(self._identities.agency, temporary=True, expires_at=expires_at)
            self._agency_keys.append(key)
            self._keys[key.access] = key
        return key

    def new_metadata_token(self, seconds: int) -> str:
        """A fresh token for the metadata service."""
        value = self._made_up.metadata_token()
        self._metadata_tokens[value] = self._clock.now() + seconds
        return value

    def revoke_tokens(self, problem: Problem) -> None:
        """The tokens that IAM handed out so far are refused from now on."""
        for issue in self._issues.values():
            issue.revoked = problem

    def expire_temporary_keys(self) -> None:
        """All temporary keys so far have expired, that of the start included."""
        expired = {
            access: replace(key, expires_at=0.0) for access, key in self._keys.items() if key.security_token is not None
        }
        self._keys |= expired
        self._agency_keys = [expired[key.access] for key in self._agency_keys]

    def describe(self) -> dict[str, Any]:
        """All secrets that were handed out since the start or the last reset, oldest first."""
        return {
            "tokens": list(self._issues),
            "access_keys": [key.describe() for key in self._agency_keys],
            "metadata_tokens": list(self._metadata_tokens),
        }
