# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""IAM: a token for a password, and the projects of the account.

Source: "Obtaining a User Token Through Password Authentication" and "Querying Project Information Based on the
Specified Criteria" of the IAM API reference; the text for a locked account is in its "What Should I Do If My Account Is
Locked?". The other texts are made up in the same shape.
"""

from __future__ import annotations

import json
import secrets
from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from .authentication import authenticate
from .clock import stamp
from .credentials import Project, User
from .errors import Problem, Refused, answer_problem
from .incoming import Incoming
from .issued import TOKEN_SECONDS
from .paths import PROJECTS
from .sign_in import ProjectChoice, SignIn
from .world import World

_AMBIGUOUS_PROJECT = Problem(400, 400, "The request body is invalid: several projects have the name of auth.scope.")
_WRONG_PASSWORD = Problem(401, 401, "The username or password is wrong.")
_LOCKED = Problem(401, 401, "The account is locked.")
_UNAUTHENTICATED = Problem(401, 401, "Authentication failed.")
_FORBIDDEN = Problem(403, 403, "You are not authorized to perform the requested action.")
_NO_SUCH_PROJECT = Problem(404, 404, "Could not find project.")
_NO_SUCH_METHOD = Problem(405, 405, "The method is not allowed for the requested URL.")


class _Operation(ABC):
    """One operation of IAM as an ASGI application over one world."""

    _method: str

    def __init__(self, world: World) -> None:
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        incoming: Incoming = scope["state"]["incoming"]
        try:
            response = self._answer(incoming) if incoming.method == self._method else _refusal(_NO_SUCH_METHOD)
        except Refused as refused:
            response = _refusal(refused.problem)
        response.headers["X-Request-Id"] = incoming.request_id
        response.headers["X-IAM-Trace-Id"] = f"token_null_{secrets.token_hex(16)}"
        await response(scope, receive, send)

    @abstractmethod
    def _answer(self, incoming: Incoming) -> Response:
        """The answer to this request; raises Refused."""


class CreateUserToken(_Operation):
    """``POST /v3/auth/tokens``, operation ``KeystoneCreateUserTokenByPassword``."""

    _method = "POST"

    def _answer(self, incoming: Incoming) -> Response:
        sign_in = SignIn(incoming)
        user = self._user(sign_in)
        if user.identity is None:
            raise Refused(_FORBIDDEN)
        project = None if sign_in.project is None else self._project(sign_in.project)
        identity = replace(user.identity, project_id=project.id if project else "")
        token = self._world.issued.new_token(identity)
        body = {"token": _describe(user, project, token.expires_at)}
        return Response(_json(body), 201, {"X-Subject-Token": token.value}, "application/json")

    def _user(self, sign_in: SignIn) -> User:
        for user in self._world.identities.users:
            if (user.name, user.account.name) == (sign_in.username, sign_in.domain_name):
                break
        else:
            raise Refused(_WRONG_PASSWORD)
        if user.locked:
            raise Refused(_LOCKED)
        if user.password != sign_in.password:
            raise Refused(_WRONG_PASSWORD)
        return user

    def _project(self, choice: ProjectChoice) -> Project:
        found = [
            project
            for project in self._world.projects
            if (project.name == choice.name if choice.id is None else project.id == choice.id)
        ]
        if not found:
            raise Refused(_NO_SUCH_PROJECT)
        if len(found) > 1:
            raise Refused(_AMBIGUOUS_PROJECT)
        return found[0]


class ListProjects(_Operation):
    """``GET /v3/projects``, operation ``KeystoneListProjects``."""

    _method = "GET"

    def _answer(self, incoming: Incoming) -> Response:
        self._authenticate(incoming)
        name = incoming.parameters.get("name")
        host = f"https://{incoming.headers.get('host', 'iam.myhuaweicloud.com')}"
        account = self._world.identities.account
        projects = [
            {
                "domain_id": account.id,
                "is_domain": False,
                "parent_id": account.id,
                "name": project.name,
                "description": "",
                "links": {"self": f"{host}{PROJECTS}/{project.id}"},
                "id": project.id,
                "enabled": True,
            }
            for project in self._world.projects
            if name is None or project.name == name
        ]
        links = {"next": None, "previous": None, "self": f"{host}{PROJECTS}"}
        return Response(_json({"projects": projects, "links": links}), 200, media_type="application/json")

    def _authenticate(self, incoming: Incoming) -> None:
        try:
            authenticate(incoming, self._world.issued, self._world.clock)
        except Refused as refused:
            raise Refused(_FORBIDDEN if refused.problem.status == 403 else _UNAUTHENTICATED) from None


def _refusal(problem: Problem) -> Response:
    return answer_problem(problem, "", "iam")


def _describe(user: User, project: Project | None, expires_at: float) -> dict[str, Any]:
    domain = {"id": user.account.id, "name": user.account.name}
    place: dict[str, Any] = (
        {"project": {"domain": domain, "id": project.id, "name": project.name}} if project else {"domain": domain}
    )
    return {
        "catalog": [],
        "expires_at": stamp(expires_at),
        "issued_at": stamp(expires_at - TOKEN_SECONDS),
        "methods": ["password"],
        **place,
        "roles": [{"id": "0", "name": "te_agency"}],
        "user": {"domain": domain, "id": user.id, "name": user.name, "password_expires_at": ""},
    }


def _json(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
