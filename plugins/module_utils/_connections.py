# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t

from . import _deadline, _proxy
from ._requests import urllib3

if t.TYPE_CHECKING:
    from . import _trust


def open_connections(endpoint: str, proxy: str | None, trust: _trust.Trust | None, *, most: int) -> t.Any:
    """urllib3's manager for so many connections to one endpoint, each of which obeys a ``Deadline``.

    It is urllib3's and not requests' session: so no redirect is followed, no cookie kept and no ``.netrc`` read, each
    of which would carry credentials somewhere else. Raises ``ValueError`` for what is no address.
    """
    host = urllib3.util.parse_url(endpoint).host or ""
    if host.startswith(("*", ".")):
        # A name server would be asked for it.
        raise urllib3.exceptions.LocationParseError(host)
    settings: dict[str, t.Any] = {"num_pools": 1, "maxsize": most}
    if trust:
        settings["ssl_context"] = trust.context
        settings["cert_reqs"] = trust.context.verify_mode
        if proxy:
            # For a proxy that is reached over TLS as well.
            settings.update(trust.locations("ca_certs", "ca_cert_dir"))
    manager = _proxy.proxy_manager(proxy, settings) if proxy else urllib3.PoolManager(**settings)
    manager.pool_classes_by_scheme = _pool_classes()
    return manager


def _pool_classes() -> dict[str, t.Any]:
    class HTTPPool(urllib3.HTTPConnectionPool):
        ConnectionCls = _deadline.watched(urllib3.connection.HTTPConnection)

    class HTTPSPool(urllib3.HTTPSConnectionPool):
        ConnectionCls = _deadline.watched(urllib3.connection.HTTPSConnection)

    return {"http": HTTPPool, "https": HTTPSPool}
