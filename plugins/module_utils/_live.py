# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t
from urllib.parse import quote

from . import _errors, _json, _told

if t.TYPE_CHECKING:
    from . import _secrets, _transport

LARGEST_PAGE = 100
LARGEST_OFFSET = 2147483647

Task = dict[str, t.Any]


class Page(t.NamedTuple):
    """One answer of the query: some of the tasks that match."""

    total: int
    """How many tasks match, on all pages."""
    tasks: list[Task]
    """As Live gave them, in its order."""
    request_id: str | None


class Live:
    """The query of relay tasks, one page at a time.

    Source: ``GET /v1/{project_id}/pull/stream/task`` of the Live API reference, operation ``ListPullTasks``.
    """

    def __init__(self, transport: _transport.Transport, project_id: str) -> None:
        self._transport = transport
        self._path = f"/v1/{quote(project_id, safe='~')}/pull/stream/task"

    def page(self, *, region: str | None, offset: int, limit: int) -> Page:
        """At most ``limit`` tasks (1 to 100) from position ``offset`` (from 0) on, of those that run in ``region``.

        Raises ``TransportError``, ``ApiError`` and ``AnswerError``.
        """
        answer = self._transport.send("GET", self._path, {"region": region, "offset": offset, "limit": limit})
        if answer.status != 200:
            raise self._error(answer)
        page = self._read(answer)
        if len(page.tasks) > limit:
            raise self._wrong(answer, f"{len(page.tasks)} tasks, more than the {limit} asked for")
        return page

    def task(self, task_id: str, *, region: str | None) -> Page:
        """The task with this ID, alone on its page; an empty page when there is no such task.

        Raises ``TransportError``, ``ApiError`` and ``AnswerError``.
        """
        answer = self._transport.send("GET", self._path, {"region": region, "task_id": task_id})
        if answer.status == 404:
            from . import _api_error  # noqa: PLC0415

            error = _api_error.error_body(answer, self._transport.secrets)
            # A gateway's 404 is about the address, not about the task.
            if error.code and not error.code.startswith("APIGW."):
                return Page(0, [], error.request_id)
        if answer.status != 200:
            raise self._error(answer)
        page = self._read(answer)
        if any(task["task_id"] != task_id for task in page.tasks) or len(page.tasks) > 1:
            raise self._wrong(answer, "other tasks than the one asked for")
        return page

    def _read(self, answer: _transport.Answer) -> Page:
        return _page(answer, self._transport.secrets)

    def _wrong(self, answer: _transport.Answer, what: str) -> _errors.AnswerError:
        return _wrong(answer, what, self._transport.secrets)

    def _error(self, answer: _transport.Answer) -> _errors.ApiError:
        # Late, as most runs get no error.
        from . import _api_error  # noqa: PLC0415

        return _api_error.api_error(
            answer,
            {
                401: self._transport.rejected(answer),
                403: "The user may not do this: grant the IAM action live:stream:listPullTask.",
            },
            self._transport.secrets,
        )


def _page(answer: _transport.Answer, secrets: _secrets.Secrets) -> Page:
    try:
        body = _json.load_object(answer.body, answer.headers.get("Content-Type"))
    except _json.NotJSON as error:
        raise _wrong(answer, str(error), secrets) from None
    total, tasks = body.get("total"), body.get("task_infos")
    if not isinstance(total, int) or isinstance(total, bool) or not 0 <= total <= LARGEST_OFFSET:
        raise _wrong(answer, f"a total that is {_shown(total)} and not a number of tasks", secrets)
    if tasks is None and "task_infos" in body:
        tasks = []
    if not isinstance(tasks, list):
        raise _wrong(answer, f"task_infos that is {_shown(tasks)} and not a list of tasks", secrets)
    for task in tasks:
        if not isinstance(task, dict):
            raise _wrong(answer, f"a task that is {_json.type_name(task)} and not an object", secrets)
        if not isinstance(task.get("task_id"), str) or not task["task_id"]:
            what = f"a task whose task_id is {_shown(task.get('task_id'))} and not a string"
            raise _wrong(answer, what, secrets)
    return Page(total, tasks, _told.request_id(answer, body, secrets))


def _shown(value: t.Any) -> str:
    if value == "" or isinstance(value, (int, float)):
        return repr(value)
    return "missing or null" if value is None else _json.type_name(value)


def _wrong(answer: _transport.Answer, what: str, secrets: _secrets.Secrets) -> _errors.AnswerError:
    advice = (
        "Check that endpoint is the one of Huawei Cloud Live, and that no proxy answers in its place "
        "(https_proxy, no_proxy)."
    )
    from . import _api_error  # noqa: PLC0415

    return _api_error.answer_error(answer, what, advice, secrets)
