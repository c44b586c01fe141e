# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t

from . import _errors, _json, _told

if t.TYPE_CHECKING:
    from . import _secrets, _transport

# The names that Huawei Cloud's services give to an error's code and text.
_SPELLINGS = (("error_code", "error_msg"), ("errorCode", "errorMsg"), ("code", "message"))

# Source: the error code pages of Live and of API Gateway.
_ADVICE = {
    "LIVE.100011001": "Live found a query parameter invalid: check task_ids, task_region, offset and limit.",
    "LIVE.100011004": "Live answers over HTTPS only: check that endpoint begins with https://.",
    "LIVE.100011006": "The API is under maintenance: try again later.",
    "LIVE.100011008": "The API is under maintenance: try again later.",
    "LIVE.100011015": "The project does not belong to these credentials: check project_id (each region has its own).",
    "LIVE.103011016": "Live does not allow this request for this account: check that the service is enabled.",
    "APIGW.0101": "There is no such API at this endpoint: check endpoint and region.",
    "APIGW.0308": "This user is throttled: run fewer jobs at once, or set concurrency lower or max_retries higher.",
}
_ADVICE_BY_STATUS = {
    407: "A proxy on the way wants a user name and a password: set them in https_proxy.",
    429: _ADVICE["APIGW.0308"],
}


class ErrorBody(t.NamedTuple):
    """What an error answer says of itself; ``None`` for each thing that it does not say."""

    code: str | None
    text: str | None
    request_id: str | None


def error_body(answer: _transport.Answer, secrets: _secrets.Secrets) -> ErrorBody:
    """Reads an error answer, in any of the shapes that Huawei Cloud's services use, or of none (all ``None``).

    Each of ``secrets`` is blanked out, in case the service echoed one.
    """
    body = _json.parse_object(answer.body)
    code = text = None
    for part in (body, *(value for value in body.values() if isinstance(value, dict))):
        for code_key, text_key in _SPELLINGS:
            if code is None and (code_key in part or text_key in part):
                code, text = _told.line(part.get(code_key), secrets), _told.line(part.get(text_key), secrets)
    return ErrorBody(code, text, _told.request_id(answer, body, secrets))


def api_error(answer: _transport.Answer, advice: t.Mapping[int, str], secrets: _secrets.Secrets) -> _errors.ApiError:
    """The error for an answer that is not a success. ``advice`` is what a user can do, by HTTP status."""
    error = error_body(answer, secrets)
    said = ": ".join(part for part in (error.code, error.text) if part)
    if not said:
        said = "with no error code" if error.request_id else _not_the_service(answer)
    return _errors.ApiError(
        f"{answer.request} was answered with HTTP status {answer.status}, {said.rstrip('.')}. "
        f"{_advice(answer, error, advice)}".rstrip(),
        status_code=answer.status,
        error_code=error.code,
        error_msg=error.text,
        request_id=error.request_id,
    )


def answer_error(answer: _transport.Answer, what: str, advice: str, secrets: _secrets.Secrets) -> _errors.AnswerError:
    """The error for an answer that is not what its service documents but ``what``; ``advice`` is what a user can do."""
    return _errors.AnswerError(
        f"{answer.request} was answered with {what}. {advice}",
        status_code=answer.status,
        request_id=_told.request_id(answer, {}, secrets),
    )


def _advice(answer: _transport.Answer, error: ErrorBody, advice: t.Mapping[int, str]) -> str:
    if error.code in _ADVICE:
        return _ADVICE[error.code]
    if answer.status in advice and not _is_page(answer):
        return advice[answer.status]
    if 300 <= answer.status < 400:
        return "Redirects are not followed, as they would carry the credentials elsewhere: check endpoint."
    if answer.status >= 500:
        return "The service or a proxy on the way has a problem: try again later."
    if answer.status in _ADVICE_BY_STATUS:
        return _ADVICE_BY_STATUS[answer.status]
    return "Check the endpoint, and any proxy on the way (https_proxy, no_proxy)." if _is_page(answer) else ""


def _is_page(answer: _transport.Answer) -> bool:
    return answer.headers.get("Content-Type", "").partition(";")[0].strip().lower() == "text/html"


def _not_the_service(answer: _transport.Answer) -> str:
    if _is_page(answer):
        return _json.HTML_PAGE
    return "without the service's error code"
