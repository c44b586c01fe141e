# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The roles take what the module takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from ansible.parsing.dataloader import DataLoader

from ansible_collections.huaweicloud.live.plugins.module_utils._options import SHARED_ARGUMENTS
from ansible_collections.huaweicloud.live.plugins.module_utils._query_arguments import QUERY_ARGUMENTS

ROLES = Path(__file__).parents[4] / "roles"
# The wait has a time-out of its own.
RENAMED = {"relay_task_wait": {"timeout": "request_timeout"}, "relay_task_facts": {}}
WAITS_FOR = {name: QUERY_ARGUMENTS[name] for name in ("task_ids", "task_region", "filters")}
OF_MODULE = {
    "relay_task_facts": {**SHARED_ARGUMENTS, **QUERY_ARGUMENTS},
    "relay_task_wait": {**SHARED_ARGUMENTS, **WAITS_FOR},
}


def read(role, file):
    return DataLoader().load_from_file(str(ROLES / role / file))


def inputs_of(role):
    return read(role, "meta/argument_specs.yml")["argument_specs"]["main"]["options"]


@pytest.mark.parametrize("role", OF_MODULE)
def test_an_input_is_checked_as_the_option_is(role):
    inputs = inputs_of(role)
    for name, argument in OF_MODULE[role].items():
        given = inputs[f"{role}_{RENAMED[role].get(name, name)}"]
        for key in ("type", "elements", "choices"):
            assert given.get(key) == argument.get(key), name
        assert given.get("no_log", False) == argument.get("no_log", False), name
        # What is not set has to be left to module_defaults and environment.
        assert "default" not in given, name


@pytest.mark.parametrize("role", OF_MODULE)
def test_each_option_gets_its_input(role):
    handed_over = read(role, "tasks/main.yml")[0]
    given = next(value["given"] for value in handed_over.values() if isinstance(value, dict) and "given" in value)
    assert given == {
        name: handed_over_as(f"{role}_{RENAMED[role].get(name, name)}", argument["type"])
        for name, argument in OF_MODULE[role].items()
    }


def handed_over_as(name, kind):
    # Text that is empty is as good as none.
    if kind in ("str", "path"):
        return f"{{{{ {name} | default(omit) }}}}"
    return f"{{{{ omit if {name} | default(none) is none else {name} }}}}"


@pytest.mark.parametrize("role", OF_MODULE)
def test_the_defaults_are_those_that_are_documented(role):
    documented = {name: given["default"] for name, given in inputs_of(role).items() if "default" in given}
    assert read(role, "defaults/main.yml") == documented
