# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the services answer when they refuse, in their own shapes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal

from starlette.responses import Response

Shape = Literal["error_code", "errorCode", "code", "nested", "iam"]


@dataclass(frozen=True)
class Problem:
    """An HTTP status with the service's code and message for it."""

    status: int
    code: str | int
    message: str


class Refused(Exception):
    """A request is answered with ``problem``."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


ILLEGAL = Problem(400, "LIVE.100011001", "Request Illegal")
# The service's page gives this code with its 404, too.
NO_SUCH_TASK = Problem(404, "LIVE.100011001", "Request Illegal")
WRONG_PROJECT = Problem(401, "LIVE.100011015", "Unauthorized: the project ID does not match the credentials")
NO_SUCH_API = Problem(404, "APIGW.0101", "The API does not exist or has not been published in the environment")
FORBIDDEN = Problem(403, "APIGW.0302", "The IAM user is not authorized to access the API")


def incorrect_credentials(reason: str) -> Problem:
    """401 of the gateway, with the reason that it names."""
    return Problem(401, "APIGW.0301", f"Incorrect IAM authentication information: {reason}")


def revoked(code: str) -> Problem:
    """401 of the gateway for a token that was good once."""
    if code == "APIGW.0301":
        return incorrect_credentials("decrypt token fail")
    return Problem(401, code, "The token must be updated.")


def throttled(limit: float) -> Problem:
    """429 of the gateway, for a limit in requests per second."""
    policy = f"policy user over ratelimit,limit:{limit:g},time:1 second"
    return Problem(429, "APIGW.0308", f"The throttling threshold has been reached: {policy}")


# What a fault answers when it names a status alone.
BY_STATUS: Mapping[int, Problem] = {
    problem.status: problem
    for problem in (
        ILLEGAL,
        incorrect_credentials("decrypt token fail"),
        FORBIDDEN,
        NO_SUCH_API,
        throttled(100),
        Problem(500, "LIVE.100011000", "Internal Error"),
        Problem(502, "APIGW.0202", "Backend unavailable"),
        Problem(503, "APIGW.0610", "No backend available"),
        Problem(504, "APIGW.0203", "Backend timeout"),
    )
}


def answer_problem(
    problem: Problem, request_id: str, shape: Shape = "error_code", headers: Mapping[str, str] | None = None
) -> Response:
    """The answer to a request that has ``problem``; ``shape`` is how code and message are named in it."""
    body: dict[str, object]
    if shape == "error_code":
        body = {"error_code": problem.code, "error_msg": problem.message, "request_id": request_id}
    elif shape == "errorCode":
        body = {"errorCode": problem.code, "errorMsg": problem.message}
    elif shape == "code":
        body = {"code": problem.code, "message": problem.message}
    elif shape == "nested":
        body = {"error": {"code": problem.code, "message": problem.message}}
    else:
        body = {"error": {"code": problem.status, "message": problem.message, "title": _title(problem.status)}}
    return Response(
        json.dumps(body, separators=(",", ":")),
        problem.status,
        {"X-Request-Id": request_id, **(headers or {})},
        "application/json",
    )


def _title(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"
