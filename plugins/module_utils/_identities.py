# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

from . import (
    _auth,
    _choice,
    _credentials_file,
    _endpoint,
    _errors,
    _iam,
    _metadata,
    _options,
    _renewable_auth,
    _secrets,
    _transport,
)

METADATA_TIMEOUTS = (1.0, 5.0)
"""Seconds at most, for the connection and for each read. An instance answers at once, and elsewhere nobody does."""


def by_kind(kind: str | None, options: _options.Options, secrets: _secrets.Secrets) -> _auth.Identity:
    """The identity of a kind of credentials of which the options hold no more than a part; ``None`` for any such.

    Raises as ``sign_in`` does.
    """
    if kind == "password":
        return _password(options, secrets)
    if _credentials_file.is_read(kind):
        return _file(_credentials_file.credentials_path(options), options, secrets)
    if kind == "metadata":
        return in_project(_agency(options, secrets), options, secrets)
    try:
        auth = _agency(options, secrets)
    except (_errors.TransportError, _errors.ApiError, _errors.AnswerError) as error:
        raise _nothing_found(error) from None
    return in_project(auth, options, secrets)


def in_project(
    auth: _auth.Auth,
    options: _options.Options,
    secrets: _secrets.Secrets,
    profile: _credentials_file.Profile | None = None,
) -> _auth.Identity:
    """The identity for the project that is given, or else the one that IAM knows for the region."""
    project_id = _given_project(options, profile)
    if not project_id:
        if not options.region:
            raise _errors.OptionError(
                f"No project is set, and no region to look it up by. Set {_options.settable('project_id')}, "
                f"or {_options.settable('region')}."
            )
        with _transport.Transport(_iam_endpoint(options, profile), auth, options, secrets) as transport:
            project_id = _iam.Iam(transport).project_id(options.region)
    return _auth.Identity(auth.for_project(project_id), project_id)


def _password(options: _options.Options, secrets: _secrets.Secrets) -> _auth.Identity:
    username, password, domain_name = (options.given[name].value for name in ("username", "password", "domain_name"))
    project_id = _given_project(options)
    if not project_id and not options.region:
        raise _errors.OptionError(
            f"A user name and a password sign in to a project, and neither region nor project_id is set. "
            f"Set {_options.settable('region')}, or {_options.settable('project_id')}."
        )
    project = {"id": project_id} if project_id else {"name": str(options.region)}
    advice = (
        f"IAM gave the user {username} a token that is not accepted there: check that endpoint, iam_endpoint and the "
        f"project belong to the same cloud and region."
    )
    projects: list[str] = []

    def obtain() -> _auth.TokenAuth:
        with _transport.Transport(_iam_endpoint(options), _auth.Auth(), options, secrets) as transport:
            token, token_project = _iam.Iam(transport).token(
                username=username, password=password, domain_name=domain_name, project=project
            )
        secrets.add(token)
        projects.append(token_project)
        return _auth.TokenAuth(token, advice)

    auth = _renewable_auth.RenewableAuth(obtain)
    return _auth.Identity(auth, project_id or projects[0])


def _file(path: str, options: _options.Options, secrets: _secrets.Secrets) -> _auth.Identity:
    profile = _credentials_file.read_profile(path)
    secrets.add(profile.secret_key, profile.security_token or "")
    auth = _auth.AccessKeyAuth(
        access_key=profile.access_key,
        secret_key=profile.secret_key,
        security_token=profile.security_token,
        place=f"the credentials file {path}",
    )
    return in_project(auth, options, secrets, profile)


def _agency(options: _options.Options, secrets: _secrets.Secrets) -> _renewable_auth.RenewableAuth:
    endpoint = _endpoint.check_endpoint("metadata_endpoint", options.metadata_endpoint)

    def obtain() -> _auth.AccessKeyAuth:
        connect, read = (min(most, options.timeout) for most in METADATA_TIMEOUTS)
        # No proxy is this instance.
        with _transport.Transport(
            endpoint, _auth.Auth(), options, secrets, timeouts=(connect, read), may_use_proxy=False
        ) as transport:
            key = _metadata.temporary_key(transport)
        return _auth.AccessKeyAuth(
            access_key=key.access_key,
            secret_key=key.secret_key,
            security_token=key.security_token,
            place="the metadata of this instance",
        )

    return _renewable_auth.RenewableAuth(obtain)


def _given_project(options: _options.Options, profile: _credentials_file.Profile | None = None) -> str | None:
    return _beside(options.given.get("project_id"), profile.project_id if profile else None)


def _iam_endpoint(options: _options.Options, profile: _credentials_file.Profile | None = None) -> str:
    endpoint = _beside(options.given.get("iam_endpoint"), profile.iam_endpoint if profile else None)
    endpoint = endpoint or _options.regional_endpoint("iam", "iam_endpoint", options.region)
    # HW_AUTH_URL of the Terraform provider has it.
    trimmed = endpoint.rstrip("/")
    return _endpoint.check_endpoint("iam_endpoint", trimmed[:-3] if trimmed.endswith("/v3") else trimmed)


def _beside(option: _options.Given | None, in_file: str | None) -> str | None:
    """What holds when a credentials file says it as well: the task, then the file, then the environment.

    As with the official SDK, the environment adds nothing to what belongs together in a file.
    """
    if option and (option.rank <= _options.VARIABLE or not in_file):
        return str(option.value)
    return in_file


def _nothing_found(metadata: _errors.LiveError) -> _errors.OptionError:
    variables = [
        name for kind in _choice.KINDS for option in kind.members for name in _options.ENVIRONMENT.get(option, ())
    ]
    return _errors.OptionError(
        f"No credentials were found. Looked for: "
        f"the options {', '.join(option for kind in _choice.KINDS for option in kind.members)}; "
        f"the environment variables {', '.join(variables)}; "
        f"the credentials file {_credentials_file.DEFAULT_FILE}, which does not exist; "
        f"the metadata of a Huawei Cloud instance: {metadata.msg} "
        f"Set access_key and secret_key, auth_token, or username, password and domain_name, in one of these places."
    )
