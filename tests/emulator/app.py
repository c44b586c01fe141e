# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The ASGI application: the services behind their gateway, and the control interface beside it."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from . import control, paths
from .errors import NO_SUCH_API, answer_problem
from .gateway import Gateway
from .iam import CreateUserToken, ListProjects
from .incoming import Incoming
from .live import ListPullTasks
from .metadata import MetadataToken, SecurityKey
from .world import World

CONTROL_PREFIX = "/_emulator"


def create_app(world: World) -> FastAPI:
    """The application over one world. A new service is one more route in front of the control interface."""
    app = FastAPI(openapi_url=None, redirect_slashes=False)
    # Bare ASGI routes: FastAPI's own would cost the query more than its answer does.
    app.router.routes += [
        Route(paths.TASKS, ListPullTasks(world)),
        Route(paths.USER_TOKENS, CreateUserToken(world)),
        Route(paths.PROJECTS, ListProjects(world)),
        Route(paths.METADATA_TOKEN, MetadataToken(world)),
        Route(paths.SECURITY_KEY, SecurityKey(world)),
    ]
    app.include_router(control.router(world), prefix=CONTROL_PREFIX)
    app.router.default = _no_such_api
    app.add_middleware(Gateway, world=world, control_prefix=CONTROL_PREFIX)
    return app


async def _no_such_api(scope: Scope, receive: Receive, send: Send) -> None:
    incoming: Incoming | None = scope["state"].get("incoming")
    answer = answer_problem(NO_SUCH_API, incoming.request_id if incoming else "")
    await answer(scope, receive, send)
