# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import os
import sys
import typing as t
from urllib.parse import urlsplit


def environment_proxy(endpoint: str) -> str | None:
    """The proxy that the environment names for an endpoint, as requests reads it.

    requests takes longer to be imported than a page takes to be read, so it is left out where nothing names a proxy.
    """
    # Elsewhere, the system's settings count as well.
    if sys.platform.startswith("linux") and not any(map(_names_proxy, os.environ)):
        return None
    from requests.utils import get_environ_proxies, select_proxy  # noqa: PLC0415

    return select_proxy(endpoint, get_environ_proxies(endpoint)) or None


def _names_proxy(variable: str) -> bool:
    name = variable.lower()
    return name.endswith("_proxy") and name != "no_proxy"


def proxy_manager(proxy: str, settings: dict[str, t.Any]) -> t.Any:
    """urllib3's manager for connections through a proxy, as requests makes it: with its password, and SOCKS as well."""
    from requests.adapters import HTTPAdapter  # noqa: PLC0415
    from requests.exceptions import InvalidProxyURL  # noqa: PLC0415
    from requests.utils import prepend_scheme_if_needed  # noqa: PLC0415

    url = prepend_scheme_if_needed(proxy, "http")
    if not urlsplit(url).hostname:
        raise InvalidProxyURL
    connections = {name: settings.pop(name) for name in ("num_pools", "maxsize")}
    adapter = HTTPAdapter(pool_connections=connections["num_pools"], pool_maxsize=connections["maxsize"])
    return adapter.proxy_manager_for(url, **settings)
