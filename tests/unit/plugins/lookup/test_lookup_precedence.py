# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.tests.unit.places import (
    AUTH_TYPES,
    FILE,
    FIRST_NAMES,
    INI,
    KINDS,
    LAST_NAMES,
    METADATA,
    TASK,
    VARIABLE,
    earlier_and_later,
    identity_of,
    nearer_and_farther,
    settings,
    spoken,
    who_asked,
)
from ansible_collections.huaweicloud.live.tests.unit.templates import load_lookup, use_ini

PLACES = (TASK, VARIABLE, FIRST_NAMES, LAST_NAMES, INI, FILE, METADATA)


@pytest.fixture
def ask(places, monkeypatch, tmp_path):
    """Makes one request of the lookup; it fails for whom the emulator does not know."""

    def look_up():
        if places.ini:
            use_ini(monkeypatch, tmp_path / "ansible.cfg", places.ini)
        lookup = load_lookup(places.variables)
        assert lookup.run(["gone"], variables=places.variables, on_missing="skip", **places.task) == []

    return look_up


@pytest.mark.parametrize("setting", settings(PLACES), ids=spoken)
def test_each_kind_signs_in_from_each_place(emulator, places, ask, setting):
    places.genuine(*setting)
    ask()
    assert who_asked(emulator) == identity_of(emulator, setting[1])


@pytest.mark.parametrize("pair", nearer_and_farther(PLACES), ids=spoken)
def test_what_is_nearer_to_the_task_wins_whatever_its_kind(emulator, places, ask, pair):
    near, far = pair
    places.genuine(*near)
    places.decoy(*far)
    ask()
    assert who_asked(emulator) == identity_of(emulator, near[1])


@pytest.mark.parametrize("pair", earlier_and_later((TASK, VARIABLE, FIRST_NAMES, INI)), ids=spoken)
def test_of_kinds_side_by_side_the_one_that_is_tried_first_wins(emulator, places, ask, pair):
    earlier, later = pair
    places.decoy(*later)
    places.genuine(*earlier)
    ask()
    assert who_asked(emulator) == identity_of(emulator, earlier[1])


@pytest.mark.parametrize("kind", ["access_key", "temporary"])
def test_the_names_of_the_official_sdk_beat_those_of_terraform(emulator, places, ask, kind):
    places.genuine(FIRST_NAMES, kind)
    places.decoy(LAST_NAMES, kind)
    ask()
    assert who_asked(emulator) == identity_of(emulator, kind)


@pytest.mark.parametrize("named_in", [TASK, VARIABLE, INI])
@pytest.mark.parametrize("setting", settings((FIRST_NAMES, INI, FILE, METADATA)), ids=spoken)
def test_the_kind_that_auth_type_names_beats_all_others_however_near(emulator, places, ask, setting, named_in):
    place, kind = setting
    auth_type = "credentials_file" if place == FILE else AUTH_TYPES.get(kind, kind)
    for other in KINDS:
        if AUTH_TYPES.get(other, other) != auth_type:
            places.decoy(TASK, other)
    places.genuine(place, kind)
    places.put(named_in, {"auth_type": auth_type})
    ask()
    assert who_asked(emulator) == identity_of(emulator, kind)
