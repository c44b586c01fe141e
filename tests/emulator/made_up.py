# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Credentials and names in the lengths and alphabets of real ones, all of them visibly fake."""

from __future__ import annotations

import base64
import random
import string

from .credentials import AccessKey, Account, Identity, Token, User

_NEVER = float("inf")


class MadeUp:
    """The same seed gives the same things in the same order."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def identifier(self) -> str:
        """The ID of a project, a user or an account."""
        return f"{self._random.getrandbits(128):032x}"

    def token(self, identity: Identity, *, expires_at: float = _NEVER) -> Token:
        """A user token."""
        return Token("MIIFAKETOKEN" + self._base64(600), identity, expires_at)

    def access_key(self, identity: Identity, *, temporary: bool = False, expires_at: float = _NEVER) -> AccessKey:
        """An AK/SK pair, with a security token if it is temporary."""
        return AccessKey(
            access=self._letters("HSTFAKE" if temporary else "FAKE", string.ascii_uppercase + string.digits, 20),
            secret=self._letters("fakeSecret", string.ascii_letters + string.digits, 40),
            identity=identity,
            security_token="ggpmYWtlLXRva2Vu" + self._base64(300) if temporary else None,
            expires_at=expires_at,
        )

    def account(self) -> Account:
        """An account, which IAM calls a domain."""
        return Account(self.identifier(), f"fake-account-{self._word()}")

    def user(self, name: str, account: Account, identity: Identity | None, *, locked: bool = False) -> User:
        """A user of the account, with a password that needs quoting wherever something can be quoted wrongly."""
        return User(
            id=self.identifier(),
            name=f"{name}-{self._word()}",
            password=f'Fake% "word" it\'s $HOME \\tail é{self._word()}',
            account=account,
            identity=identity,
            locked=locked,
        )

    def metadata_token(self) -> str:
        """What the metadata service of an instance wants to be asked with."""
        return "FAKEMETADATATOKEN" + self._base64(42)

    def _word(self) -> str:
        return f"{self._random.getrandbits(32):08x}"

    def _letters(self, start: str, alphabet: str, length: int) -> str:
        return start + "".join(self._random.choices(alphabet, k=length - len(start)))

    def _base64(self, size: int) -> str:
        return base64.b64encode(self._random.randbytes(size)).decode()
