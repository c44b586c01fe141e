# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ._errors import OptionError
from ._options import Given, Options, settable
from ._signature import DATE_HEADER, authorization, signing_date

if t.TYPE_CHECKING:
    from requests import PreparedRequest


@dataclass(frozen=True)
class TokenAuth:
    """Signs a request in with a user token of IAM."""

    token: str = field(repr=False)
    place: str

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        request.headers["X-Auth-Token"] = self.token
        return request

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be shown."""
        return (self.token,)

    @property
    def rejected(self) -> str:
        """What a user can do about a 401."""
        return f"The token from {self.place} is wrong or has expired (a token is valid for 24 hours): get a new one."


@dataclass(frozen=True)
class AccessKeyAuth:
    """Signs a request with an access key, permanent or (with a security token) temporary."""

    access_key: str
    secret_key: str = field(repr=False)
    security_token: str | None = field(repr=False)
    project_id: str
    places: str

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        request.headers.pop("Authorization", None)
        request.headers[DATE_HEADER] = signing_date()
        request.headers["X-Project-Id"] = self.project_id
        if self.security_token:
            request.headers["X-Security-Token"] = self.security_token
        # Said here, as http.client would otherwise add it after the signature.
        request.headers["Host"] = urlsplit(str(request.url)).netloc
        signed = (DATE_HEADER, "X-Project-Id", "X-Security-Token", "Host", "Content-Type")
        request.headers["Authorization"] = authorization(
            method=str(request.method),
            url=str(request.url),
            headers={name: str(request.headers[name]) for name in signed if name in request.headers},
            body=_as_bytes(request.body),
            access_key=self.access_key,
            secret_key=self.secret_key,
        )
        return request

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be shown."""
        return (self.secret_key, self.security_token) if self.security_token else (self.secret_key,)

    @property
    def rejected(self) -> str:
        """What a user can do about a 401."""
        expired = " and that the temporary key has not expired" if self.security_token else ""
        return (
            f"Check that the access key {self.access_key} exists and is enabled, that the secret key is the one that "
            f"belongs to it{expired}, and that this host's clock is right (set: {self.places})."
        )


Auth = t.Union[TokenAuth, AccessKeyAuth]


@dataclass(frozen=True)
class Kind:
    """A way to sign in, by the options it is made of."""

    name: str
    needs: tuple[str, ...]
    may_have: tuple[str, ...] = ()

    def members(self) -> tuple[str, ...]:
        """All options of this kind."""
        return self.needs + self.may_have


# In the order in which they are tried.
KINDS = (
    Kind("access_key", needs=("access_key", "secret_key"), may_have=("security_token",)),
    Kind("token", needs=("auth_token",)),
)


@dataclass(frozen=True)
class Identity:
    """Who asks: the object that signs each request, and the project whose tasks are asked for."""

    auth: Auth
    project_id: str


def sign_in(options: Options) -> Identity:
    """The identity that the options describe.

    Raises ``OptionError`` when there is none, or half of one.
    """
    kind = choose(options.credentials)
    if not options.project_id:
        raise OptionError(f"No project is set. Set {settable('project_id')} to the ID of the project in this region.")
    return Identity(_auth(kind, options.credentials, options.project_id), options.project_id)


def choose(credentials: t.Mapping[str, Given]) -> Kind:
    """The way to sign in: the first complete one among those that were set nearest to the task.

    So an option of the task beats an environment variable of any other kind, while each kind may be completed from
    farther away (``access_key`` in the task, its secret in the environment). Raises ``OptionError``.
    """
    for rank in sorted({given.rank for given in credentials.values()}):
        named = [
            kind
            for kind in KINDS
            if any(name in credentials and credentials[name].rank == rank for name in kind.members())
        ]
        for kind in named:
            if all(name in credentials for name in kind.needs):
                return kind
        if named:
            raise _half(named[0], credentials)
    raise OptionError(
        "No credentials are set. Set "
        + "; or ".join(" and ".join(settable(name) for name in kind.needs) for kind in KINDS)
        + "."
    )


def _half(kind: Kind, credentials: t.Mapping[str, Given]) -> OptionError:
    present = [name for name in kind.members() if name in credentials]
    missing = [name for name in kind.needs if name not in credentials]
    return OptionError(
        f"{' and '.join(f'{name} comes from {credentials[name].place}' for name in present)}, "
        f"but {' and '.join(missing)} is missing. Set {' and '.join(settable(name) for name in missing)}."
    )


def _auth(kind: Kind, credentials: t.Mapping[str, Given], project_id: str) -> Auth:
    if kind.name == "token":
        return TokenAuth(credentials["auth_token"].value, credentials["auth_token"].place)
    keys = [credentials["access_key"], credentials["secret_key"]]
    token = credentials.get("security_token")
    # A security token from farther away than the keys belongs to other keys.
    if token and token.rank <= max(key.rank for key in keys):
        keys.append(token)
    else:
        token = None
    return AccessKeyAuth(
        access_key=keys[0].value,
        secret_key=keys[1].value,
        security_token=token.value if token else None,
        project_id=project_id,
        places=", ".join(dict.fromkeys(key.place for key in keys)),
    )


def _as_bytes(body: t.Any) -> bytes:
    return body.encode("utf-8") if isinstance(body, str) else body or b""
