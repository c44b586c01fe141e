# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

from . import _credentials, _endpoint, _errors, _live, _options, _relay_tasks, _secrets, _transport


def query_relay_tasks(options: _options.Options, query: _relay_tasks.Query) -> _relay_tasks.RelayTasks:
    """The relay tasks that ``query`` asks for, read with the identity and over the connection of ``options``.

    Raises ``LiveError``, in whose texts no secret stands.
    """
    secrets = _secrets.Secrets()
    try:
        endpoint = _endpoint.check_endpoint("endpoint", options.endpoint)
        identity = _credentials.sign_in(options, secrets)
        with _transport.Transport(endpoint, identity.auth, options, secrets) as transport:
            return _relay_tasks.read_relay_tasks(
                _live.Live(transport, identity.project_id), query, concurrency=options.concurrency
            )
    except _errors.LiveError as error:
        raise error.without(secrets) from None
