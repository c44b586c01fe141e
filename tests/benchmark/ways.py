# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The ways to read relay tasks that are compared, and how often each is measured."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent

SIZES = (1, 100, 1_000, 10_000, 100_000)
"""Tasks."""
LATENCIES = (0, 50, 200)
"""Milliseconds before each answer."""
PAGE = 100
START_UP = 31
"""How often to measure what takes a second and is compared by hundredths."""


@dataclass(frozen=True)
class Way:
    """A way to read all relay tasks, as a command."""

    name: str
    what: str
    """For the page."""
    script: str | None = None
    """Under ``scripts``; a way without one is a play of its name."""
    asks: bool = True
    """Whether it asks the service at all."""
    one_by_one: bool = False
    """Whether it asks for a page when the one before it has come."""
    variant: bool = False
    """Whether it differs from another way in what it does with the answer alone, which no latency changes."""

    def command(self, *arguments: str) -> list[str]:
        """What runs it."""
        if self.script:
            return [sys.executable, str(HERE / "scripts" / self.script)]
        return [*playbook(HERE / "plays" / f"{self.name}.yml"), *arguments]


def playbook(path: Path) -> list[str]:
    """The command that runs this playbook, with the Ansible that is installed beside this Python."""
    return [str(Path(sys.executable).parent / "ansible-playbook"), str(path)]


WAYS = (
    Way("debug", "play with an empty ``debug``", asks=False),
    Way("ping", "play with ``ansible.builtin.ping``", asks=False),
    Way("uri_once", "play with ``ansible.builtin.uri``, one page"),
    Way("uri", "play with ``ansible.builtin.uri`` in a loop over the pages", one_by_one=True),
    Way("module", "play with the module"),
    Way("module_fields", "play with the module, ``fields: [task_id, status]``", variant=True),
    Way("module_summary", "play with the module, ``summary_only``", variant=True),
    Way("lookup", "play with the lookup"),
    Way("lookup_cached", "play with the lookup, its cache filled", variant=True),
    Way("role", "play with the role ``relay_task_facts``", variant=True),
    Way("floor", "script with ``http.client``, which throws the pages away", script="floor.py", one_by_one=True),
    Way("sdk", "script with the official SDK", script="sdk.py", one_by_one=True),
    Way("client", "script with this collection's client", script="client.py"),
)

BY_NAME = {way.name: way for way in WAYS}


def rounds(way: Way, tasks: int, latency: int) -> int | str:
    """How often to measure this way with so many tasks and milliseconds; or why not, as a sentence (empty: no need)."""
    pages = -(-tasks // PAGE)
    waited = pages * latency / 1000 if way.one_by_one else 0
    if not way.asks or way.name == "uri_once":
        # All that they tell is how long a play takes to begin.
        return START_UP if (tasks, latency) == (1, 0) else ""
    if way.name == "uri" and tasks > 10_000:
        return f"It starts a process for each of {pages:,} pages: ten times as long as for 10,000 tasks, at the least."
    if waited > 30:
        return f"It waits {pages:,} times for {latency} ms: {waited:g} seconds, whatever else it does."
    if way.variant and latency:
        return "" if tasks < 100_000 else "Latency adds to it what it adds to the way that it is a variant of."
    if tasks == 1:
        return START_UP if latency == 0 else 3
    if tasks >= 100_000 or way.name == "uri":
        return 3 if latency == 0 else 1
    if waited > 10:
        return 1
    return 5 if latency == 0 else 3
