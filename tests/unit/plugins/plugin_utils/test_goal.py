# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import math

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import OptionError
from ansible_collections.huaweicloud.live.plugins.plugin_utils._goal import Goal

GOAL = {
    "statuses": ["running"],
    "give_up_statuses": ["failed"],
    "on_missing": "fail",
    "timeout": 600.0,
    "interval": 10.0,
    "task_ids": ["alpha"],
    "filters": None,
}
BY_FILTERS = {"task_ids": None, "filters": {"region": "cn-north-4"}}


@pytest.mark.parametrize(
    "changes", [{}, BY_FILTERS, {"task_ids": []}, {"give_up_statuses": []}, {"timeout": 0}, {"interval": 0.01}]
)
def test_a_goal_makes_sense(changes):
    Goal(**{**GOAL, **changes})


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"task_ids": None}, "Neither relay_task_wait_task_ids nor relay_task_wait_filters is set"),
        ({**BY_FILTERS, "filters": {}}, "Neither relay_task_wait_task_ids nor relay_task_wait_filters is set"),
        ({"filters": {"region": "x"}}, "relay_task_wait_task_ids and relay_task_wait_filters are both set"),
        ({"statuses": []}, "relay_task_wait_statuses is an empty list"),
        ({"statuses": [" "]}, "relay_task_wait_statuses has an empty status"),
        ({"give_up_statuses": [""]}, "relay_task_wait_give_up_statuses has an empty status"),
        (
            {"statuses": ["a", "b"], "give_up_statuses": ["b", "c"]},
            "relay_task_wait_statuses and relay_task_wait_give_up_statuses both have b",
        ),
        ({"interval": 0}, "relay_task_wait_interval is 0; it takes a number of seconds above 0"),
        ({"interval": -1.5}, "relay_task_wait_interval is -1.5; it takes a number of seconds above 0"),
        ({"interval": math.nan}, "relay_task_wait_interval is nan"),
        ({"timeout": -1}, "relay_task_wait_timeout is -1; it takes a number of seconds, 0"),
        ({"timeout": math.inf}, "relay_task_wait_timeout is inf"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(changes, says):
    with pytest.raises(OptionError) as caught:
        Goal(**{**GOAL, **changes})
    assert says in caught.value.msg
    assert caught.value.msg.endswith(".")
    assert "\n" not in caught.value.msg
