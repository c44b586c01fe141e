# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""uvicorn's HTTP protocol, which also lets each request reach the connection that it came over."""

from __future__ import annotations

import asyncio
import importlib
from typing import Any


class _ReachableTransport:
    """Mixin: puts the connection into the ASGI state of its requests, as ``transport``."""

    app_state: dict[str, Any]

    def connection_made(self, transport: asyncio.Transport) -> None:
        super().connection_made(transport)  # type: ignore[misc]
        self.app_state = {**self.app_state, "transport": transport}


def protocol_class() -> type[asyncio.Protocol]:
    """The protocol on httptools where that is installed, else on h11."""
    try:
        base = importlib.import_module("uvicorn.protocols.http.httptools_impl").HttpToolsProtocol
    except ImportError:
        base = importlib.import_module("uvicorn.protocols.http.h11_impl").H11Protocol
    return type("Protocol", (_ReachableTransport, base), {})
