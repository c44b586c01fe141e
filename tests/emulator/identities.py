# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who may ask: the made-up users of one run, their tokens and their keys."""

from __future__ import annotations

import base64
import random
import string
from dataclasses import dataclass
from typing import Any

REGION = "cn-north-4"


@dataclass(frozen=True)
class Identity:
    """A user signed in to one project; ``authorised`` says whether Live may be asked at all."""

    project_id: str
    authorised: bool = True


@dataclass(frozen=True)
class Token:
    """A user token, as in ``X-Auth-Token``."""

    value: str
    identity: Identity
    expired: bool = False


@dataclass(frozen=True)
class AccessKey:
    """An AK/SK pair; temporary ones come with a security token."""

    access: str
    secret: str
    identity: Identity
    security_token: str | None = None


class Identities:
    """The users of a seed: the same seed gives the same names and secrets, all of them visibly fake."""

    def __init__(self, seed: int) -> None:
        made_up = _MadeUp(seed)
        user = Identity(made_up.project_id())
        stranger = Identity(user.project_id, authorised=False)
        neighbour = Identity(made_up.project_id())

        self.project_id = user.project_id
        self._permanent = made_up.access_key(user)
        self._temporary = made_up.access_key(user, temporary=True)
        self._forbidden = made_up.access_key(stranger)
        self._token = made_up.token(user)
        self._expired_token = made_up.token(user, expired=True)
        self._forbidden_token = made_up.token(stranger)
        self._other_project = made_up.token(neighbour)

        tokens = (self._token, self._expired_token, self._forbidden_token, self._other_project)
        self.tokens = {token.value: token for token in tokens}
        keys = (self._permanent, self._temporary, self._forbidden)
        self.access_keys = {key.access: key for key in keys}

    def describe(self) -> dict[str, Any]:
        """All that a client needs to sign in as each of them, as the ready line has it."""
        return {
            "region": REGION,
            "project_id": self.project_id,
            "access_key": self._permanent.access,
            "secret_key": self._permanent.secret,
            "temporary": {
                "access_key": self._temporary.access,
                "secret_key": self._temporary.secret,
                "security_token": self._temporary.security_token,
            },
            "auth_token": self._token.value,
            "identities": {
                "expired_token": self._expired_token.value,
                "forbidden_token": self._forbidden_token.value,
                "forbidden": {"access_key": self._forbidden.access, "secret_key": self._forbidden.secret},
                "other_project": {
                    "project_id": self._other_project.identity.project_id,
                    "auth_token": self._other_project.value,
                },
            },
        }


class _MadeUp:
    """Credentials in the lengths and alphabets of real ones."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(f"identities {seed}")

    def project_id(self) -> str:
        return f"{self._random.getrandbits(128):032x}"

    def token(self, identity: Identity, *, expired: bool = False) -> Token:
        return Token("MIIFAKETOKEN" + self._base64(600), identity, expired)

    def access_key(self, identity: Identity, *, temporary: bool = False) -> AccessKey:
        return AccessKey(
            access=self._letters("HSTFAKE" if temporary else "FAKE", string.ascii_uppercase + string.digits, 20),
            secret=self._letters("fakeSecret", string.ascii_letters + string.digits, 40),
            identity=identity,
            security_token="ggpmYWtlLXRva2Vu" + self._base64(300) if temporary else None,
        )

    def _letters(self, start: str, alphabet: str, length: int) -> str:
        return start + "".join(self._random.choices(alphabet, k=length - len(start)))

    def _base64(self, size: int) -> str:
        return base64.b64encode(self._random.randbytes(size)).decode()
