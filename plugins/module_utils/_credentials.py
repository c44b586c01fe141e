# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t

from . import _auth, _choice, _options, _secrets

SECRET_OPTIONS = tuple(name for name, argument in _options.SHARED_ARGUMENTS.items() if argument.get("no_log"))


def sign_in(options: _options.Options, secrets: _secrets.Secrets) -> _auth.Identity:
    """The identity that the options describe, or the credentials file, or the instance that this runs on.

    What must not be shown is added to ``secrets`` as it becomes known. Raises ``OptionError`` when there is no
    identity, half of one, or no project; and what IAM and the instance metadata raise where they are asked.
    """
    kind = _choice.choose(options)
    given = options.given
    secrets.add(*(given[name].value for name in SECRET_OPTIONS if name in given))
    if kind in _HELD and "project_id" in given:
        project_id = str(given["project_id"].value)
        return _auth.Identity(_HELD[kind](given).for_project(project_id), project_id)
    # A module's files are compiled anew in each run: all that needs IAM, a file or the metadata stands apart.
    from . import _identities  # noqa: PLC0415

    if kind in _HELD:
        return _identities.in_project(_HELD[kind](given), options, secrets)
    return _identities.by_kind(kind, options, secrets)


def _token(given: t.Mapping[str, _options.Given]) -> _auth.TokenAuth:
    token = given["auth_token"]
    return _auth.TokenAuth(
        token.value, f"The token from {token.place} is wrong or has expired (one is valid for 24 hours): get a new one."
    )


def _access_key(given: t.Mapping[str, _options.Given]) -> _auth.AccessKeyAuth:
    keys = [given["access_key"], given["secret_key"]]
    token = given.get("security_token")
    # A security token from farther away than the keys belongs to other keys.
    if token and token.rank <= max(key.rank for key in keys):
        keys.append(token)
    else:
        token = None
    return _auth.AccessKeyAuth(
        access_key=keys[0].value,
        secret_key=keys[1].value,
        security_token=token.value if token else None,
        place=", ".join(dict.fromkeys(key.place for key in keys)),
    )


_HELD: dict[str | None, t.Callable[[t.Mapping[str, _options.Given]], _auth.TokenAuth | _auth.AccessKeyAuth]] = {
    "token": _token,
    "access_key": _access_key,
}
"""The kinds of credentials that the options hold themselves."""
