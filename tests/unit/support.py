# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Questions to the emulator, and what must never be in an answer."""

from __future__ import annotations

import json
import socket
import traceback

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._client import query_relay_tasks
from ansible_collections.huaweicloud.live.plugins.module_utils._options import from_module
from ansible_collections.huaweicloud.live.plugins.module_utils._relay_tasks import Query

ALL = Query()
ONE_PAGE = Query(limit=10)


def signed_in(emulator, **changes):
    """The parameters of a task that signs in with the permanent access key and never retries, but for ``changes``."""
    return {
        "endpoint": emulator.endpoint,
        "project_id": emulator.project_id,
        "access_key": emulator.access_key,
        "secret_key": emulator.secret_key,
        "max_retries": 0,
        **changes,
    }


def with_token(token):
    """The changes that let a task sign in with a token."""
    return {"access_key": None, "secret_key": None, "auth_token": token}


def ask(emulator, query=ALL, **changes):
    """The answer to a query of that task."""
    return query_relay_tasks(from_module(signed_in(emulator, **changes), {}), query)


def failure(emulator, kind, query=ONE_PAGE, **changes):
    """What a playbook gets when the query of that task fails with this kind of error, and shows no secret."""
    with pytest.raises(kind) as caught:
        ask(emulator, query, **changes)
    error = caught.value
    shown = "".join(traceback.format_exception(type(error), error, error.__traceback__)) + json.dumps(error.result())
    for secret in secrets_of(emulator):
        # A piece of a secret is one, too.
        assert secret[:24] not in shown
        assert secret[-24:] not in shown
    return error.result()


def secrets_of(emulator):
    """All secrets that the emulator knows."""
    ready = emulator.ready
    others = ready["identities"]
    return (
        ready["secret_key"],
        ready["auth_token"],
        ready["temporary"]["secret_key"],
        ready["temporary"]["security_token"],
        others["expired_token"],
        others["forbidden_token"],
        others["forbidden"]["secret_key"],
        others["other_project"]["auth_token"],
    )


def closed_port():
    """A port of this machine where nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
