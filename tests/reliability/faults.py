# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The faults of the reliability page: what is injected, what has to come out, and which test says so."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

WHOLE = "whole answer"


@dataclass(frozen=True)
class Fault:
    """One row of the table."""

    name: str
    test: str
    expected: frozenset[str] = frozenset({WHOLE})
    """A whole answer, or the name of an error."""
    faults: tuple[dict[str, Any], ...] = ()
    """Of the emulator. One without ``after`` and ``match`` strikes at a random request."""
    settings: dict[str, Any] = field(default_factory=dict)
    """Of the emulator."""
    churn: int = 0
    """How many changes to the tasks, each before a random request of the first two readings."""


def _once(kind: str, **details: Any) -> tuple[dict[str, Any], ...]:
    return ({"kind": kind, "times": 1, **details},)


def _always(kind: str, **details: Any) -> tuple[dict[str, Any], ...]:
    return ({"kind": kind, "times": None, "after": 0, **details},)


def _says(body: Any, **details: Any) -> tuple[dict[str, Any], ...]:
    return _once("body", body=body if isinstance(body, str) else json.dumps(body), **details)


_REFUSED = frozenset({"AnswerError"})
_API_ERROR = frozenset({"ApiError"})
_NO_ANSWER = frozenset({"TransportError"})
_NO_LISTING = frozenset({"ListingError"})

_PASSES = "test_what_passes_on_any_page_is_no_failure"
_STAYS = "test_what_does_not_pass_is_the_failure_after_the_last_retry"
_SHAPE = "test_an_answer_of_the_wrong_shape_is_told_for_what_it_is"
_JSON = "test_what_is_no_object_is_told_for_what_it_is"

FAULTS = (
    *(
        Fault(f"HTTP status {status}, once", _PASSES, faults=_once("status", status=status))
        for status in (429, 500, 502, 503, 504)
    ),
    Fault("Five of 429 in a listing", _PASSES, faults=_once("status", status=429) * 5),
    Fault(
        "429 with ``Retry-After: 1``",
        "test_retry_after_is_what_the_pause_begins_with",
        faults=_once("status", status=429, headers={"Retry-After": "1"}),
    ),
    Fault("HTTP status 503, for good", _STAYS, _API_ERROR, _always("status", status=503)),
    Fault("A proxy's page with status 502, once", _PASSES, faults=_once("html", status=502)),
    Fault("A connection closed without an answer, once", _PASSES, faults=_once("close")),
    Fault("A connection closed without an answer, for good", _STAYS, _NO_ANSWER, _always("close")),
    Fault("A connection reset, once", _PASSES, faults=_once("reset")),
    Fault("A body cut short, once", _PASSES, faults=_once("cut")),
    Fault("A body cut short, for good", _STAYS, _NO_ANSWER, _always("cut")),
    Fault("No answer within ``timeout``, once", _PASSES, faults=_once("hang", seconds=600)),
    Fault("No answer within ``timeout``, for good", _STAYS, _NO_ANSWER, _always("hang", seconds=600)),
    Fault(
        "One after the other: 429, reset, cut, late, 503",
        "test_each_page_has_all_its_retries",
        faults=(
            *_once("status", status=429),
            *_once("reset"),
            *_once("cut"),
            *_once("hang", seconds=600),
            *_once("status", status=503),
        ),
    ),
    *(
        Fault(
            f"A redirect, {status}",
            "test_a_redirect_of_a_later_page_fails_the_listing",
            _API_ERROR,
            _once("redirect", status=status, location="https://elsewhere.example.com/"),
        )
        for status in (302, 307)
    ),
    Fault(
        "A proxy's page with status 200",
        "test_the_page_of_a_proxy_is_not_taken_for_the_service",
        _REFUSED,
        _once("html", status=200),
    ),
    Fault(
        "``task_infos`` that is null, on one page",
        "test_no_list_of_tasks_where_there_must_be_some_is_read_again_and_then_told",
        faults=_says({"total": 2500, "task_infos": None}),
    ),
    Fault(
        "``task_infos`` that is null, on all pages",
        "test_no_list_of_tasks_where_there_must_be_some_is_read_again_and_then_told",
        _NO_LISTING,
        _always("body", body='{"total": 2500, "task_infos": null}'),
    ),
    *(
        Fault(
            f"A ``total`` of {total}",
            "test_a_total_that_is_no_number_of_tasks_is_told_wherever_it_comes",
            _REFUSED,
            _says(f'{{"total": {total}, "task_infos": []}}'),
        )
        for total in ("-1", '"2500"', "1000000000000000000")
    ),
    Fault("No ``total``", "test_a_total_that_is_missing_is_told_wherever_it_is", _REFUSED, _says({"task_infos": []})),
    Fault("A ``task_id`` that is a number", _SHAPE, _REFUSED, _says({"total": 1, "task_infos": [{"task_id": 1}]})),
    Fault("No ``task_id``", _SHAPE, _REFUSED, _says({"total": 1, "task_infos": [{}]})),
    Fault("``NaN`` in an answer", _JSON, _REFUSED, _says('{"total": NaN, "task_infos": []}')),
    Fault("A name twice in an object", _JSON, _REFUSED, _says('{"total": 1, "total": 2, "task_infos": []}')),
    Fault("A hundred thousand lists in each other", _JSON, _REFUSED, _says("[" * 100_000)),
    Fault("Bytes that are not UTF-8", _JSON, _REFUSED, _once("body", body_base64="//4=")),
    Fault(
        "A content type that is not JSON",
        "test_what_is_said_to_be_something_else_is_not_read",
        _REFUSED,
        _says("total: 1", content_type="text/yaml"),
    ),
    Fault(
        "A page of 17 MiB",
        "test_a_body_without_end_is_not_read_to_its_end",
        _REFUSED,
        _says(" " * (17 * 1024 * 1024)),
    ),
    Fault(
        "Another order at each call",
        "test_an_order_that_changes_from_call_to_call_is_refused_unless_all_fits_on_one_page",
        _NO_LISTING,
        settings={"order": "shuffled"},
    ),
    Fault(
        "An API that takes ``offset`` for a page number",
        "test_an_api_that_takes_offset_for_a_page_number_is_refused",
        _NO_LISTING,
        settings={"offset_is_page": True},
    ),
    *(
        Fault(
            f"{changes} task{'s' if changes > 1 else ''} created, deleted or moved meanwhile",
            "test_a_listing_is_whole_or_refused_whatever_happens_while_it_is_read",
            _NO_LISTING | {WHOLE},
            churn=changes,
        )
        for changes in (1, 3, 30)
    ),
)
