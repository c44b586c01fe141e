# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from . import _api_error, _errors, _json, _options

if t.TYPE_CHECKING:
    from . import _transport

TOKEN_SECONDS = 6 * 60 * 60

SHORTEST_TOKEN = 16
"""Characters. The "OK" of somebody else who answers at this address is no token, and no secret."""

# What an instance answers that has no such service; source: MetadataAccessor of the official SDK.
_NO_TOKEN_SERVICE = (404, 405, 503)

_INSTANCE = "Check that this is a Huawei Cloud instance with an agency."


@dataclass(frozen=True)
class TemporaryKey:
    """The keys of an instance's agency."""

    access_key: str
    secret_key: str = field(repr=False)
    security_token: str = field(repr=False)


def temporary_key(transport: _transport.Transport) -> TemporaryKey:
    """The temporary access key that an instance gets for its agency, from its metadata.

    What must not be shown is added to the transport's secrets. Raises ``TransportError`` where there is no metadata
    service (asked for once, without retries), ``ApiError`` and ``AnswerError``.
    """
    headers = {"X-Metadata-Token-Ttl-Seconds": str(TOKEN_SECONDS)}
    answer = transport.send("PUT", "/meta-data/latest/api/token", headers=headers, max_retries=0)
    headers = {}
    if answer.status == 200:
        token = answer.body.decode("ascii", "replace").strip()
        if len(token) < SHORTEST_TOKEN or not _options.can_be_sent(token):
            raise _api_error.answer_error(answer, "no metadata token", _INSTANCE, transport.secrets)
        transport.secrets.add(token)
        headers["X-Metadata-Token"] = token
    elif answer.status not in _NO_TOKEN_SERVICE:
        raise _refused(answer, transport)
    answer = transport.send("GET", "/openstack/latest/securitykey", headers=headers)
    if answer.status != 200:
        raise _refused(answer, transport)
    credential = _json.parse_object(answer.body).get("credential")
    keys = [
        credential.get(name) if isinstance(credential, dict) else None for name in ("access", "secret", "securitytoken")
    ]
    if not all(isinstance(key, str) and key.strip() and _options.can_be_sent(key) for key in keys):
        raise _api_error.answer_error(answer, "no temporary access key", _INSTANCE, transport.secrets)
    transport.secrets.add(*map(str, keys[1:]))
    return TemporaryKey(*map(str, keys))


def _refused(answer: _transport.Answer, transport: _transport.Transport) -> _errors.ApiError:
    agency = "Check that this instance has an agency (a cloud service agency for ECS) with the permission it needs."
    return _api_error.api_error(answer, dict.fromkeys((400, 401, 403, 404), agency), transport.secrets)
