# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How often a play over many hosts lists the tasks, when it uses the lookup with its cache in a variable."""

from __future__ import annotations

import tempfile
from pathlib import Path

from processes import run
from service import environment
from ways import HERE, playbook

from ansible_collections.huaweicloud.live.tests.emulator.process import Emulator

HOSTS = 100
FORKS = 20


def count_listings() -> int:
    """The number of times that the first page was asked for, which the emulator writes down."""
    # One page, so that no second reading confirms the first one.
    with Emulator(tasks=100) as emulator, tempfile.TemporaryDirectory() as place:
        inventory = Path(place) / "hosts"
        names = "\n".join(f"host-{number} ansible_connection=local" for number in range(HOSTS))
        inventory.write_text(f"{names}\n", encoding="utf-8")
        env = {**environment(emulator.ready), "ANSIBLE_CACHE_PLUGIN_CONNECTION": f"{place}/cache"}
        run([*playbook(HERE / "plays" / "many_hosts.yml"), "--inventory", str(inventory), "--forks", str(FORKS)], env)
        return sum(["offset", "0"] in request["query"] for request in emulator.requests())
