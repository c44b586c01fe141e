# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import json
import typing as t

from . import _api_error, _errors, _json, _options, _told

if t.TYPE_CHECKING:
    from . import _transport


class Iam:
    """The two things that IAM is asked for.

    Source: "Obtaining a user token with a password" and "Querying projects" of the IAM API reference.
    """

    def __init__(self, transport: _transport.Transport) -> None:
        self._transport = transport

    def token(self, *, username: str, password: str, domain_name: str, project: t.Mapping[str, str]) -> tuple[str, str]:
        """A user token, valid for 24 hours, and the ID of the project that it is for.

        ``project`` is ``{"id": ID}`` or ``{"name": NAME}``. Raises ``ApiError``, ``AnswerError``, ``TransportError``.
        """
        user = {"name": username, "password": password, "domain": {"name": domain_name}}
        body = {
            "auth": {
                "identity": {"methods": ["password"], "password": {"user": user}},
                "scope": {"project": dict(project)},
            }
        }
        answer = self._transport.send("POST", "/v3/auth/tokens", body=json.dumps(body).encode("utf-8"))
        if answer.status != 201:
            raise _api_error.api_error(
                answer,
                {
                    400: "Check that the region (or project_id) names a project of this account.",
                    401: "Check username, password and domain_name (the name of the account), and that the user may "
                    "sign in and is not locked.",
                    403: "Check that the user may sign in with a password and is not locked.",
                    404: "Check iam_endpoint, and that the region (or project_id) names a project of this account.",
                },
                self._transport.secrets,
            )
        token = answer.headers.get("X-Subject-Token", "").strip()
        described = self._object(answer).get("token")
        project_id = _id(described.get("project")) if isinstance(described, dict) else None
        if not token or not _options.can_be_sent(token) or not project_id:
            raise self._wrong(answer, "no token for a project")
        return token, project_id

    def project_id(self, region: str) -> str:
        """The ID of the one project that a region has.

        Raises ``OptionError`` when there is none or several, ``ApiError``, ``AnswerError`` and ``TransportError``.
        """
        answer = self._transport.send("GET", "/v3/projects", {"name": region})
        chosen = f"Set {_options.settable('project_id')} to the project's ID"
        if answer.status != 200:
            raise _api_error.api_error(
                answer,
                {
                    401: self._transport.rejected(answer),
                    403: f"These credentials may not ask IAM for the project of the region. {chosen}.",
                },
                self._transport.secrets,
            )
        projects = self._object(answer).get("projects")
        if not isinstance(projects, list) or not all(map(_id, projects)):
            raise self._wrong(answer, "no list of projects")
        if not projects:
            raise _errors.OptionError(
                f"IAM found no project named {region} for these credentials, so that the project of the region could "
                f"not be looked up. {chosen}, or check the region."
            )
        if len(projects) > 1:
            found = _told.line(", ".join(map(_named, projects)), self._transport.secrets)
            raise _errors.OptionError(f"IAM found {len(projects)} projects for the region {region}: {found}. {chosen}.")
        return str(projects[0]["id"])

    def _object(self, answer: _transport.Answer) -> dict[str, t.Any]:
        try:
            return _json.load_object(answer.body, answer.headers.get("Content-Type"))
        except _json.NotJSON as error:
            raise self._wrong(answer, str(error)) from None

    def _wrong(self, answer: _transport.Answer, what: str) -> _errors.AnswerError:
        advice = (
            "Check that iam_endpoint is the one of IAM, and that no proxy answers in its place (https_proxy, no_proxy)."
        )
        return _api_error.answer_error(answer, what, advice, self._transport.secrets)


def _named(project: dict[str, t.Any]) -> str:
    name = project.get("name")
    return f"{project['id']} ({name})" if name else str(project["id"])


def _id(project: t.Any) -> str | None:
    """A project's ID, which stands in a path and a header; ``None`` for what is no project."""
    project_id = project.get("id") if isinstance(project, dict) else None
    return (
        project_id if isinstance(project_id, str) and project_id.strip() and _options.can_be_sent(project_id) else None
    )
