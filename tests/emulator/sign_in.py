# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a client sends to IAM to get a token: ``{"auth": {"identity": ..., "scope": ...}}``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationError

from .errors import Problem, Refused
from .incoming import Incoming


class _Account(BaseModel):
    name: str


class _User(BaseModel):
    name: str
    password: str
    domain: _Account


class _Password(BaseModel):
    user: _User


class _Identity(BaseModel):
    methods: Annotated[list[Literal["password"]], Field(min_length=1)]
    password: _Password


class ProjectChoice(BaseModel):
    """A project, by ID or by name; the ID counts where there are both."""

    id: str | None = None
    name: str | None = None


class _Scope(BaseModel):
    project: ProjectChoice | None = None


class _Auth(BaseModel):
    identity: _Identity
    scope: _Scope = _Scope()


class _Body(BaseModel):
    auth: _Auth


class SignIn:
    """User, password, account, and the project to sign in to, None for the account as a whole."""

    def __init__(self, incoming: Incoming) -> None:
        """Raises Refused (400) for anything but a password sign-in in JSON."""
        content_type = incoming.headers.get("content-type", "").partition(";")[0].strip().lower()
        if content_type != "application/json":
            raise _invalid("Content-Type is not application/json")
        try:
            auth = _Body.model_validate_json(incoming.body).auth
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            raise _invalid(f"{'.'.join(map(str, first['loc'])) or 'body'}: {first['msg']}") from None
        user = auth.identity.password.user
        self.username = user.name
        self.password = user.password
        self.domain_name = user.domain.name
        self.project = auth.scope.project


def _invalid(reason: str) -> Refused:
    return Refused(Problem(400, 400, f"The request body is invalid: {reason}"))
