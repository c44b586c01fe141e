# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The server of pages as a process, and the environment in which every way of asking finds it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVER = Path(__file__).parent / "server.py"


@contextmanager
def service(*, tasks: int, latency: float) -> Iterator[dict[str, str]]:
    """Serves so many tasks, each answer after ``latency`` seconds; gives the environment for those who ask."""
    command = [sys.executable, str(SERVER), "--tasks", str(tasks), "--latency", str(latency)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            yield environment(json.loads(process.stdout.readline()))
        finally:
            process.kill()


def environment(ready: dict[str, str]) -> dict[str, str]:
    """The environment for a command that asks the service that said ``ready`` of itself."""
    # A user's own settings would change what is measured.
    foreign = ("HW_", "HUAWEICLOUD_", "ANSIBLE_", "http_proxy", "https_proxy")
    own = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    kept = {name: os.environ[name] for name in ("ANSIBLE_COLLECTIONS_PATH", "ANSIBLE_HOME") if name in os.environ}
    return {
        **own,
        **kept,
        "ANSIBLE_LOCALHOST_WARNING": "0",
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "0",
        "HW_REGION_NAME": ready["region"],
        "HW_PROJECT_ID": ready["project_id"],
        "HW_ACCESS_KEY": ready["access_key"],
        "HW_SECRET_KEY": ready["secret_key"],
        "HW_AUTH_TOKEN": ready["auth_token"],
        "HUAWEICLOUD_LIVE_ENDPOINT": ready["endpoint"],
        # Nothing listens there: whoever asked for an identity would not be measured with the others.
        "HUAWEICLOUD_METADATA_ENDPOINT": "http://127.0.0.1:9",
    }
