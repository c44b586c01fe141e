# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import threading

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._parallel import in_order


class Gauge:
    """Counts how many calls are under way at once."""

    def __init__(self):
        self._lock = threading.Lock()
        self._now = 0
        self.most = 0

    def __enter__(self):
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)

    def __exit__(self, *dummy):
        with self._lock:
            self._now -= 1


@pytest.mark.parametrize("concurrency", [1, 2, 8])
def test_what_comes_out_is_in_the_order_of_what_went_in(concurrency):
    assert list(in_order(lambda item: item * 2, range(100), concurrency=concurrency)) == list(range(0, 200, 2))


@pytest.mark.parametrize("concurrency", [1, 8])
def test_nothing_in_is_nothing_out(concurrency):
    assert not list(in_order(abs, [], concurrency=concurrency))


@pytest.mark.parametrize("concurrency", [1, 2, 4])
def test_as_many_are_under_way_as_allowed_and_no_more(concurrency):
    together = threading.Barrier(concurrency, timeout=30)
    gauge = Gauge()

    def call(item):
        with gauge:
            together.wait()
        return item

    items = range(concurrency * 5)
    assert list(in_order(call, items, concurrency=concurrency)) == list(items)
    assert gauge.most == concurrency


@pytest.mark.parametrize("concurrency", [1, 3])
def test_an_error_comes_out_in_its_turn_and_stops_the_rest(concurrency):
    begun = []

    def call(item):
        begun.append(item)
        if item == 5:
            raise ValueError(item)
        return item

    results = in_order(call, range(1000), concurrency=concurrency)
    assert [next(results) for dummy in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(ValueError, match="5"):
        next(results)
    assert len(begun) < 50


def test_closing_waits_for_what_is_under_way_and_begins_nothing_new():
    begun = []
    ended = []

    def call(item):
        begun.append(item)
        ended.append(item)
        return item

    results = in_order(call, range(1000), concurrency=2)
    next(results)
    results.close()
    assert sorted(begun) == sorted(ended)
    assert len(begun) < 20
