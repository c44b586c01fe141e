# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import email.utils
import time

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils import _backoff


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, 0),
        ("", 0),
        ("0", 0),
        ("7", 7),
        (" 7 ", 7),
        ("60", 60),
        ("61", 60),
        ("9" * 400, 60),
        ("-5", 0),
        ("1.5", 0),
        ("soon", 0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Wed, 21 Oct 2099 07:28:00 GMT", 60),
        ("Wed, 21 Oct 999999 07:28:00 GMT", 0),
        ("Wed, 99 Oct 2099 99:99:99 GMT", 60),
    ],
)
def test_retry_after_is_honoured_up_to_a_minute(value, seconds):
    assert _backoff.retry_after(value) == seconds


def test_retry_after_may_be_a_date():
    assert 28 < _backoff.retry_after(email.utils.formatdate(time.time() + 30, usegmt=True)) <= 31


@pytest.mark.parametrize(("attempt", "longest"), [(0, 0.5), (1, 1), (2, 2), (5, 16), (6, 30), (1000, 30)])
def test_the_pause_is_random_and_doubles_up_to_half_a_minute(monkeypatch, attempt, longest):
    monkeypatch.setattr(_backoff, "FIRST_BACKOFF", 0.5)
    pauses = [_backoff.delay(attempt, {}) for dummy in range(300)]
    assert 0 <= min(pauses) < longest * 0.1
    assert longest * 0.9 < max(pauses) <= longest


def test_the_pause_comes_on_top_of_retry_after():
    pauses = {_backoff.delay(0, {"Retry-After": "3"}) for dummy in range(20)}
    assert len(pauses) > 1
    assert all(3 <= pause <= 3 + _backoff.FIRST_BACKOFF for pause in pauses)
