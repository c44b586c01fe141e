# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import os

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._client import query_relay_tasks
from ansible_collections.huaweicloud.live.plugins.module_utils._options import from_module
from ansible_collections.huaweicloud.live.plugins.module_utils._relay_tasks import Query
from ansible_collections.huaweicloud.live.tests.unit.places import (
    AUTH_TYPES,
    FILE,
    FIRST_NAMES,
    KINDS,
    LAST_NAMES,
    METADATA,
    TASK,
    earlier_and_later,
    identity_of,
    nearer_and_farther,
    settings,
    spoken,
    who_asked,
)

PLACES = (TASK, FIRST_NAMES, LAST_NAMES, FILE, METADATA)


def ask(places):
    """One request of the module, in that task and that environment; it fails for whom the emulator does not know."""
    options = from_module(places.task, os.environ)
    assert query_relay_tasks(options, Query(task_ids=["gone"])).missing_task_ids == ["gone"]


@pytest.mark.parametrize("setting", settings(PLACES), ids=spoken)
def test_each_kind_signs_in_from_each_place(emulator, places, setting):
    places.genuine(*setting)
    ask(places)
    assert who_asked(emulator) == identity_of(emulator, setting[1])


@pytest.mark.parametrize("pair", nearer_and_farther(PLACES), ids=spoken)
def test_what_is_nearer_to_the_task_wins_whatever_its_kind(emulator, places, pair):
    near, far = pair
    places.genuine(*near)
    places.decoy(*far)
    ask(places)
    assert who_asked(emulator) == identity_of(emulator, near[1])


@pytest.mark.parametrize("pair", earlier_and_later((TASK, FIRST_NAMES)), ids=spoken)
def test_of_kinds_side_by_side_the_one_that_is_tried_first_wins(emulator, places, pair):
    earlier, later = pair
    places.decoy(*later)
    places.genuine(*earlier)
    ask(places)
    assert who_asked(emulator) == identity_of(emulator, earlier[1])


@pytest.mark.parametrize("kind", ["access_key", "temporary"])
def test_the_names_of_the_official_sdk_beat_those_of_terraform(emulator, places, kind):
    places.genuine(FIRST_NAMES, kind)
    places.decoy(LAST_NAMES, kind)
    ask(places)
    assert who_asked(emulator) == identity_of(emulator, kind)


@pytest.mark.parametrize("setting", settings((FIRST_NAMES, FILE, METADATA)), ids=spoken)
def test_the_kind_that_auth_type_names_beats_all_others_however_near(emulator, places, setting):
    place, kind = setting
    auth_type = "credentials_file" if place == FILE else AUTH_TYPES.get(kind, kind)
    for other in KINDS:
        if AUTH_TYPES.get(other, other) != auth_type:
            places.decoy(TASK, other)
    places.genuine(place, kind)
    places.put(TASK, {"auth_type": auth_type})
    ask(places)
    assert who_asked(emulator) == identity_of(emulator, kind)


def test_a_domain_name_alone_is_no_sign_of_a_password(emulator, places):
    # Users of access keys set it as well, for Terraform.
    places.put(FIRST_NAMES, {"domain_name": "an-account"})
    places.genuine(FILE, "access_key")
    ask(places)
    assert who_asked(emulator) == identity_of(emulator, "access_key")


@pytest.mark.parametrize("name", ["username", "password", "domain_name"])
def test_a_part_of_a_password_sign_in_may_come_from_farther_away_than_the_others(emulator, places, name):
    places.genuine(TASK, "password")
    places.put(FIRST_NAMES, {name: places.task.pop(name)})
    places.genuine(FIRST_NAMES, "access_key")
    ask(places)
    assert who_asked(emulator) == identity_of(emulator, "password")
