# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.plugins.plugin_utils._given import merge_given, without_defaults


def test_what_is_given_goes_first():
    params = {"region": "beside", "timeout": 5, "given": {"region": "given", "timeout": None}}
    assert merge_given(params) == {"region": "given", "timeout": 5}


def test_what_is_empty_is_given():
    assert merge_given({"task_ids": ["alpha"], "given": {"task_ids": []}}) == {"task_ids": []}


@pytest.mark.parametrize("given", [None, {}])
def test_nothing_may_be_given(given):
    assert merge_given({"region": "beside", "given": given}) == {"region": "beside"}


def test_an_option_without_default_tells_whether_it_was_set():
    assert without_defaults({"timeout": {"type": "float", "default": 30.0}}) == {"timeout": {"type": "float"}}
