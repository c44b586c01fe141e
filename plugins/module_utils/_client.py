# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

from ._credentials import sign_in
from ._endpoint import check_endpoint
from ._errors import LiveError
from ._live import Live
from ._options import Options
from ._relay_tasks import Query, RelayTasks, read_relay_tasks
from ._secrets import Secrets
from ._transport import Transport


def query_relay_tasks(options: Options, query: Query) -> RelayTasks:
    """The relay tasks that ``query`` asks for, read with the identity and over the connection of ``options``.

    Raises ``LiveError``, in whose texts no secret stands.
    """
    secrets = Secrets()
    try:
        endpoint = check_endpoint("endpoint", options.endpoint)
        identity = sign_in(options, secrets)
        with Transport(endpoint, identity.auth, options, secrets) as transport:
            return read_relay_tasks(Live(transport, identity.project_id), query, concurrency=options.concurrency)
    except LiveError as error:
        raise error.without(secrets) from None
