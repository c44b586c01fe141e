# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Tasks that come, go and move while they are listed: those that were there all the time are listed, once each."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import contextmanager
from unittest import mock

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils import _live, _parallel, _readings
from ansible_collections.huaweicloud.live.plugins.module_utils._errors import ListingError
from ansible_collections.huaweicloud.live.plugins.module_utils._extract import extract
from ansible_collections.huaweicloud.live.plugins.module_utils._listing import read_listing
from ansible_collections.huaweicloud.live.tests.unit.churn import (
    MOST_READINGS,
    History,
    Lives,
    Service,
    histories,
    served_in_turns,
    sorted_histories,
)
from ansible_collections.huaweicloud.live.tests.unit.examples import run_examples
from ansible_collections.huaweicloud.live.tests.unit.support import ask, with_token

REFUSAL = re.compile(
    r"The relay tasks kept changing while they were read: 5 readings in a row did not fit together \((.+)\)\. "
    r"Nothing is returned, as tasks could be missing\. Try again later, or ask for the tasks you need by task_ids\."
)
REASONS = re.compile(
    r"total went from \d+ to \d+"
    r"|a page had \d+ tasks in place of \d+"
    r"|tasks moved from page to page"
    r"|a task came twice"
    r"|there were \d+ tasks where total says \d+"
    r"|two readings found different tasks"
)


def pages_of(tasks):
    """In this block a page has so many tasks at the most."""
    return mock.patch.object(_live, "LARGEST_PAGE", tasks)


@contextmanager
def small_pages(history):
    """The listing as the history wants it read; the few tasks that it has are enough to be in an order."""
    in_turns = mock.patch.object(_parallel, "in_order", served_in_turns(history.turns))
    with pages_of(history.page), in_turns, mock.patch.object(_readings, "SORTED_LISTING", 2):
        yield


def extracts(service):
    """Its pages, of which the IDs are kept."""
    return lambda offset, limit: extract(service(offset, limit), lambda task: task["task_id"])


def ids(tasks):
    return [task["task_id"] for task in tasks]


def check_refusal(error):
    reasons = REFUSAL.fullmatch(error.msg)
    assert reasons, error.msg
    for reason in reasons[1].split("; "):
        assert REASONS.fullmatch(reason), reason


def kind_of(listed, history, requests):
    if listed is None:
        return "an error"
    changed = any(1 < change["before"] <= requests for change in history.changes)
    return "a result, changed while it was read" if changed else "a result"


def read(history, service):
    """The IDs that were listed, or None where the reading failed, for good reason."""
    with small_pages(history):
        try:
            return read_listing(extracts(service), concurrency=history.concurrency).kept
        except ListingError as error:
            check_refusal(error)
            return None


def test_a_listing_is_whole_or_refused_whatever_happens_while_it_is_read():
    outcomes: Counter[str] = Counter()

    def holds(history):
        service = Service(history)
        listed = read(history, service)
        outcomes[kind_of(listed, history, service.requests)] += 1
        if listed is None:
            # A change after the first request of the last but one: before that, two equal readings would have come.
            assert len(service.readings) == MOST_READINGS
            assert history.last_change > service.readings[-2]
        else:
            service.lives.judge(listed, service.requests)
            assert service.lives.of_one_moment(listed, service.requests)

    run_examples(3000, holds, histories())
    print(dict(outcomes))
    assert outcomes["a result, changed while it was read"] > 1000
    assert outcomes["a result"] > 300
    assert outcomes["an error"] > 100


def test_a_sorted_listing_is_whole_though_it_is_read_once():
    outcomes: Counter[str] = Counter()

    def holds(history):
        service = Service(history)
        listed = read(history, service)
        once = " once" if len(service.readings) == 1 else ""
        outcomes[kind_of(listed, history, service.requests) + once] += 1
        if listed is not None:
            service.lives.judge(listed, service.requests)

    run_examples(2000, holds, sorted_histories())
    print(dict(outcomes))
    assert outcomes["a result once"] > 300
    assert outcomes["a result, changed while it was read once"] > 100


def one_reading(read_page, page, in_order):
    """The rule that there was first: pages overlap by one task, the overlaps match, the count is right."""
    first = read_page(0, page)
    found = list(first.tasks)
    offsets = range(page - 1, first.total - 1, page - 1)
    for part in in_order(lambda offset: read_page(offset, page), offsets, concurrency=1):
        if part.total != first.total or not part.tasks or part.tasks[0] != found[-1]:
            return None
        found += part.tasks[1:]
    return ids(found) if len(found) == first.total and len(set(ids(found))) == len(found) else None


HIDDEN_MOVE = History(
    tasks=[{"task_id": name} for name in "abcd"],
    changes=[
        {"before": 2, "delete": "a"},
        {"before": 2, "move": "d", "to": 0},
        {"before": 2, "create": {"task_id": "e"}, "at": 3},
    ],
    page=2,
    concurrency=1,
    turns=[],
)


def test_one_reading_with_the_right_count_can_lose_a_task():
    service = Service(HIDDEN_MOVE)
    # a b | d b c e: the second page gives b c, the third one c e.
    assert one_reading(service, 2, served_in_turns([])) == ["a", "b", "c", "e"]
    assert "d" in service.lives.throughout(1, service.requests)


def test_a_task_that_one_reading_loses_is_found_by_the_next_two():
    service = Service(HIDDEN_MOVE)
    assert read(HIDDEN_MOVE, service) == ["d", "b", "c", "e"]
    assert len(service.readings) == 3


def test_the_made_up_histories_find_a_rule_that_loses_tasks():
    lost: Counter[str] = Counter()

    def count(history):
        service = Service(history)
        listed = one_reading(service, history.page, served_in_turns([]))
        if listed is not None:
            missing = service.lives.throughout(1, service.requests) - set(listed)
            lost["lost a task" if missing else "whole"] += 1

    run_examples(1500, count, histories())
    print(dict(lost))
    assert lost["lost a task"] > 10


def test_the_promise_holds_over_real_connections(emulator):
    outcomes: Counter[str] = Counter()

    def holds(history):
        emulator.put_tasks(history.tasks)
        emulator.churn(history.changes)
        # The threads say who is served next.
        with pages_of(history.page):
            try:
                result = ask(emulator, concurrency=history.concurrency, **with_token(emulator.auth_token))
            except ListingError as error:
                check_refusal(error)
                listed = None
            else:
                listed = ids(result.tasks)
                assert result.total == len(listed)
        churned = emulator.churned()
        outcomes[kind_of(listed, history, churned["queries"])] += 1
        if listed is None:
            assert history.last_change > 1
        else:
            lives = Lives.told(churned["lives"])
            lives.judge(listed, churned["queries"])
            assert lives.of_one_moment(listed, churned["queries"])

    run_examples(150, holds, histories())
    print(dict(outcomes))
    assert outcomes["a result"] > 15
    assert outcomes["a result, changed while it was read"] > 15
    assert outcomes["an error"] > 0


@pytest.mark.parametrize("concurrency", [1, 8])
def test_a_listing_of_a_usual_size_is_whole_while_tasks_come_and_go(emulator, concurrency):
    emulator.put_tasks(count=1500)
    before = ids(emulator.tasks())
    emulator.churn([{"before": 3, "delete": before[0]}, {"before": 9, "delete": before[700]}])
    result = ask(emulator, concurrency=concurrency)
    churned = emulator.churned()
    Lives.told(churned["lives"]).judge(ids(result.tasks), churned["queries"])
