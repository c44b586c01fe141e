# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What users, projects, tokens and keys are. Times are seconds since the epoch."""

from __future__ import annotations

from dataclasses import dataclass

_NEVER = float("inf")


@dataclass(frozen=True)
class Account:
    """What IAM calls a domain."""

    id: str
    name: str


@dataclass(frozen=True)
class Project:
    """A project of the account; each region has one of its name."""

    id: str
    name: str


@dataclass(frozen=True)
class Identity:
    """A user signed in to one project; ``authorised`` says whether anything may be asked at all."""

    project_id: str
    authorised: bool = True


@dataclass(frozen=True)
class User:
    """Who may have a token for a password; one without an identity has no part in any project."""

    id: str
    name: str
    password: str
    account: Account
    identity: Identity | None
    locked: bool = False

    def describe(self) -> dict[str, str]:
        """What a client needs to sign in."""
        return {"username": self.name, "password": self.password, "domain_name": self.account.name}


@dataclass(frozen=True)
class Token:
    """A user token, as in ``X-Auth-Token``."""

    value: str
    identity: Identity
    expires_at: float = _NEVER


@dataclass(frozen=True)
class AccessKey:
    """An AK/SK pair; temporary ones come with a security token."""

    access: str
    secret: str
    identity: Identity
    security_token: str | None = None
    expires_at: float = _NEVER

    def describe(self) -> dict[str, str]:
        """What a client needs to sign with it."""
        pair = {"access_key": self.access, "secret_key": self.secret}
        return pair if self.security_token is None else {**pair, "security_token": self.security_token}
