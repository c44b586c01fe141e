# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import math

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import OptionError
from ansible_collections.huaweicloud.live.plugins.module_utils._snapshot import check_max_age, ids_by_status, is_fresh

NOW = {"fingerprint": "same", "read_at": 1000}


@pytest.mark.parametrize("max_age", [None, 0, 0.5, 60.0])
def test_an_age_is_a_number_of_seconds(max_age):
    assert check_max_age(max_age) == max_age


@pytest.mark.parametrize("max_age", [-1.0, -0.001, math.nan, -math.inf])
def test_another_age_is_refused(max_age):
    with pytest.raises(
        OptionError, match=r"max_age is .*; it takes a number of seconds, 0 \(always read anew\) or more"
    ):
        check_max_age(max_age)


@pytest.mark.parametrize("age", [0, 1, 59, 60])
def test_a_young_reading_of_the_same_is_fresh(age):
    assert is_fresh({"fingerprint": "same", "read_at": 1000 - age}, NOW, 60.0)


@pytest.mark.parametrize(
    "kept",
    [
        {"fingerprint": "same", "read_at": 939},
        {"fingerprint": "same", "read_at": 1001},
        {"fingerprint": "other", "read_at": 1000},
        {"fingerprint": "same"},
        {"fingerprint": "same", "read_at": "1000"},
        {"fingerprint": "same", "read_at": None},
        {"read_at": 1000},
        {},
    ],
)
def test_any_other_is_not(kept):
    assert not is_fresh(kept, NOW, 60.0)


@pytest.mark.parametrize("max_age", [None, 0, 0.0])
def test_none_is_fresh_where_none_may_be(max_age):
    assert not is_fresh(NOW, NOW, max_age)


def test_ids_are_sorted_by_status_and_else_keep_their_order():
    tasks: list[dict[str, str | None]] = [
        {"task_id": "charlie", "status": "running"},
        {"task_id": "alpha", "status": "Running"},
        {"task_id": "delta", "status": None},
        {"task_id": "bravo", "status": "running"},
    ]
    assert list(ids_by_status(tasks).items()) == [("Running", ["alpha"]), ("running", ["charlie", "bravo"])]
