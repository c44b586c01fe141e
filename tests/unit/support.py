# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Questions to the emulator, and what must never be in an answer."""

from __future__ import annotations

import atexit
import html
import json
import socket
import traceback
from urllib.parse import quote

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._client import query_relay_tasks
from ansible_collections.huaweicloud.live.plugins.module_utils._options import SHARED_ARGUMENTS, from_module
from ansible_collections.huaweicloud.live.plugins.module_utils._relay_tasks import Query

# Where nobody listens, and nobody else can: the port is taken.
_TAKEN = socket.socket()
_TAKEN.bind(("127.0.0.1", 0))
atexit.register(_TAKEN.close)
NOBODY = f"http://127.0.0.1:{_TAKEN.getsockname()[1]}"

SECRET_OPTIONS = [name for name, argument in SHARED_ARGUMENTS.items() if argument.get("no_log")]

ALL = Query()
ONE_PAGE = Query(limit=10)


def signed_in(emulator, **changes):
    """The parameters of a task that signs in with the permanent access key and never retries, but for ``changes``."""
    return {
        "endpoint": emulator.endpoint,
        "metadata_endpoint": NOBODY,
        "project_id": emulator.project_id,
        "access_key": emulator.access_key,
        "secret_key": emulator.secret_key,
        "max_retries": 0,
        **changes,
    }


def with_token(token):
    """The changes that let a task sign in with a token."""
    return {"access_key": None, "secret_key": None, "auth_token": token}


def with_password(emulator, **changes):
    """The changes that let a task sign in with a password."""
    user = {name: getattr(emulator, name) for name in ("username", "password", "domain_name", "iam_endpoint")}
    return {"access_key": None, "secret_key": None, **user, **changes}


def with_file(path):
    """The changes that let a task sign in with this credentials file."""
    return {"access_key": None, "secret_key": None, "credentials_file": str(path)}


def with_metadata(emulator):
    """The changes that let a task sign in as the agency of an instance."""
    return {"access_key": None, "secret_key": None, "metadata_endpoint": emulator.metadata_endpoint}


def in_region(emulator, **changes):
    """The changes that leave it to IAM to find the project."""
    return {"project_id": None, "region": emulator.region, "iam_endpoint": emulator.iam_endpoint, **changes}


def ask(emulator, query=ALL, environ=None, **changes):
    """The answer to a query of that task, with these variables in the environment."""
    return query_relay_tasks(from_module(signed_in(emulator, **changes), environ or {}), query)


def failure(emulator, kind, query=ONE_PAGE, environ=None, **changes):
    """What a playbook gets when the query of that task fails with this kind of error, and shows no secret."""
    with pytest.raises(kind) as caught:
        ask(emulator, query, environ, **changes)
    error = caught.value
    shown = "".join(traceback.format_exception(type(error), error, error.__traceback__)) + json.dumps(error.result())
    secrets = {*secrets_of(emulator), *(changes[name] for name in SECRET_OPTIONS if changes.get(name))}
    assert pieces_of(secrets, shown) == []
    return error.result()


def pieces_of(secrets, shown):
    """The secrets that stand in a text, whole or cut, as they are or escaped."""
    return [
        secret
        for secret in secrets
        for form in (secret, json.dumps(secret)[1:-1], html.escape(secret), quote(secret, safe="", errors="replace"))
        if form[:24] in shown or form[-24:] in shown
    ]


def secrets_of(emulator):
    """All secrets that the emulator knows, and those that it has handed out."""
    ready = emulator.ready
    others = ready["identities"]
    issued = emulator.issued()
    return (
        ready["password"],
        others["locked_user"]["password"],
        others["forbidden_user"]["password"],
        others["outsider"]["password"],
        *issued["tokens"],
        *issued["metadata_tokens"],
        *(key[name] for key in issued["access_keys"] for name in ("secret_key", "security_token")),
        ready["secret_key"],
        ready["auth_token"],
        ready["temporary"]["secret_key"],
        ready["temporary"]["security_token"],
        others["expired_token"],
        others["forbidden_token"],
        others["forbidden"]["secret_key"],
        others["other_project"]["auth_token"],
    )
