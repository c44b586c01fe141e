# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import os

from ._auth import AccessKeyAuth, Auth, Identity, TokenAuth
from ._choice import KINDS
from ._credentials_file import DEFAULT_FILE, Profile, credentials_path, read_profile
from ._endpoint import check_endpoint
from ._errors import AnswerError, ApiError, LiveError, OptionError, TransportError
from ._iam import Iam
from ._metadata import temporary_key
from ._options import ENVIRONMENT, VARIABLE, Given, Options, regional_endpoint, settable
from ._renewable_auth import RenewableAuth
from ._secrets import Secrets
from ._transport import Transport

METADATA_TIMEOUTS = (1.0, 5.0)
"""Seconds at most, for the connection and for each read. An instance answers at once, and elsewhere nobody does."""


def by_kind(kind: str | None, options: Options, secrets: Secrets) -> Identity:
    """The identity of a kind of credentials of which the options hold no more than a part; ``None`` for any such.

    Raises as ``sign_in`` does.
    """
    if kind == "password":
        return _password(options, secrets)
    if kind == "credentials_file":
        return _file(credentials_path(options), options, secrets)
    if kind == "metadata":
        return in_project(_metadata(options, secrets), options, secrets)
    if os.path.exists(os.path.expanduser(DEFAULT_FILE)):
        return _file(DEFAULT_FILE, options, secrets)
    try:
        auth = _metadata(options, secrets)
    except (TransportError, ApiError, AnswerError) as error:
        raise _nothing_found(error) from None
    return in_project(auth, options, secrets)


def in_project(auth: Auth, options: Options, secrets: Secrets, profile: Profile | None = None) -> Identity:
    """The identity for the project that is given, or else the one that IAM knows for the region."""
    project_id = _given_project(options, profile)
    if not project_id:
        if not options.region:
            raise OptionError(
                f"No project is set, and no region to look it up by. Set {settable('project_id')}, "
                f"or {settable('region')}."
            )
        with Transport(_iam_endpoint(options, profile), auth, options, secrets) as transport:
            project_id = Iam(transport).project_id(options.region)
    return Identity(auth.for_project(project_id), project_id)


def _password(options: Options, secrets: Secrets) -> Identity:
    username, password, domain_name = (options.given[name].value for name in ("username", "password", "domain_name"))
    project_id = _given_project(options)
    if not project_id and not options.region:
        raise OptionError(
            f"A user name and a password sign in to a project, and neither region nor project_id is set. "
            f"Set {settable('region')}, or {settable('project_id')}."
        )
    project = {"id": project_id} if project_id else {"name": str(options.region)}
    advice = (
        f"IAM gave the user {username} a token that is not accepted there: check that endpoint, iam_endpoint and the "
        f"project belong to the same cloud and region."
    )
    projects: list[str] = []

    def obtain() -> TokenAuth:
        with Transport(_iam_endpoint(options), Auth(), options, secrets) as transport:
            token, token_project = Iam(transport).token(
                username=username, password=password, domain_name=domain_name, project=project
            )
        secrets.add(token)
        projects.append(token_project)
        return TokenAuth(token, advice)

    auth = RenewableAuth(obtain)
    return Identity(auth, project_id or projects[0])


def _file(path: str, options: Options, secrets: Secrets) -> Identity:
    profile = read_profile(path)
    secrets.add(profile.secret_key, profile.security_token or "")
    auth = AccessKeyAuth(
        access_key=profile.access_key,
        secret_key=profile.secret_key,
        security_token=profile.security_token,
        place=f"the credentials file {path}",
    )
    return in_project(auth, options, secrets, profile)


def _metadata(options: Options, secrets: Secrets) -> RenewableAuth:
    endpoint = check_endpoint("metadata_endpoint", options.metadata_endpoint)

    def obtain() -> AccessKeyAuth:
        connect, read = (min(most, options.timeout) for most in METADATA_TIMEOUTS)
        # No proxy is this instance.
        with Transport(endpoint, Auth(), options, secrets, timeouts=(connect, read), may_use_proxy=False) as transport:
            key = temporary_key(transport)
        return AccessKeyAuth(
            access_key=key.access_key,
            secret_key=key.secret_key,
            security_token=key.security_token,
            place="the metadata of this instance",
        )

    return RenewableAuth(obtain)


def _given_project(options: Options, profile: Profile | None = None) -> str | None:
    return _beside(options.given.get("project_id"), profile.project_id if profile else None)


def _iam_endpoint(options: Options, profile: Profile | None = None) -> str:
    endpoint = _beside(options.given.get("iam_endpoint"), profile.iam_endpoint if profile else None)
    endpoint = endpoint or regional_endpoint("iam", "iam_endpoint", options.region)
    # HW_AUTH_URL of the Terraform provider has it.
    trimmed = endpoint.rstrip("/")
    return check_endpoint("iam_endpoint", trimmed[:-3] if trimmed.endswith("/v3") else trimmed)


def _beside(option: Given | None, in_file: str | None) -> str | None:
    """What holds when a credentials file says it as well: the task, then the file, then the environment.

    As with the official SDK, the environment adds nothing to what belongs together in a file.
    """
    if option and (option.rank <= VARIABLE or not in_file):
        return str(option.value)
    return in_file


def _nothing_found(metadata: LiveError) -> OptionError:
    variables = [name for kind in KINDS for option in kind.members for name in ENVIRONMENT.get(option, ())]
    return OptionError(
        f"No credentials were found. Looked for: the options {', '.join(o for kind in KINDS for o in kind.members)}; "
        f"the environment variables {', '.join(variables)}; the credentials file {DEFAULT_FILE}, which does not exist; "
        f"the metadata of a Huawei Cloud instance: {metadata.msg} "
        f"Set access_key and secret_key, auth_token, or username, password and domain_name, in one of these places."
    )
