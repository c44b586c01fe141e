# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The query of Live: ``GET /v1/{project_id}/pull/stream/task``, operation ``ListPullTasks``."""

from __future__ import annotations

import re

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from .authentication import authenticate, require_project
from .errors import ILLEGAL, NO_SUCH_API, NO_SUCH_TASK, Refused, answer_problem
from .incoming import Incoming
from .world import World

_INTEGER = re.compile(r"-?[0-9]{1,20}")
_LARGEST_OFFSET = 2147483647
_LARGEST_LIMIT = 100
# Live documents no default; an emulator has to have one.
_DEFAULT_LIMIT = 10


class ListPullTasks:
    """The query as an ASGI application over one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        incoming: Incoming = scope["state"]["incoming"]
        try:
            body = self._page(incoming, scope["path_params"]["project_id"])
        except Refused as refused:
            response = answer_problem(refused.problem, incoming.request_id)
        else:
            response = Response(body, 200, {"X-Request-Id": incoming.request_id}, "application/json")
        await response(scope, receive, send)

    def _page(self, incoming: Incoming, project_id: str) -> bytes:
        if incoming.method != "GET":
            raise Refused(NO_SUCH_API)
        identity = authenticate(incoming, self._world.issued, self._world.clock)
        require_project(incoming, identity, project_id)

        self._world.churn_on()
        parameters = incoming.parameters
        offset = _integer(parameters.get("offset"), 0, _LARGEST_OFFSET, default=0)
        limit = _integer(parameters.get("limit"), 1, _LARGEST_LIMIT, default=_DEFAULT_LIMIT)
        task_id = parameters.get("task_id") or None
        tasks = self._world.tasks_of(project_id).matching(region=parameters.get("region") or None, task_id=task_id)
        if task_id and not tasks:
            raise Refused(NO_SUCH_TASK)
        start = offset * limit if self._world.offset_is_page else offset
        page = self._world.arranged(tasks)[start : start + limit]
        return b'{"request_id":"%s","total":%d,"task_infos":[%s]}' % (
            incoming.request_id.encode(),
            len(tasks),
            b",".join(page),
        )


def _integer(text: str | None, smallest: int, largest: int, *, default: int) -> int:
    if text is None:
        return default
    if not _INTEGER.fullmatch(text) or not smallest <= int(text) <= largest:
        raise Refused(ILLEGAL)
    return int(text)
