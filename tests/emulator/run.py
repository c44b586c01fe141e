# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Run a command that finds the emulator where it would look for Huawei Cloud: ``python -m emulator.run COMMAND``.

The emulator has 250 tasks, listens on a free port, and is stopped when the command ends, however it ends.
"""

from __future__ import annotations

import os
import subprocess
import sys

from .process import Emulator


def main(command: list[str]) -> int:
    """Run the command; gives its exit status, or 2 when there is none."""
    if not command:
        print("usage: python -m emulator.run COMMAND [ARGUMENT...]", file=sys.stderr)
        return 2
    with Emulator() as emulator:
        # A user's own settings would send the demo to the real service.
        own = {name: value for name, value in os.environ.items() if not name.startswith(("HW_", "HUAWEICLOUD_"))}
        environment = own | {
            "HW_REGION_NAME": emulator.region,
            "HW_PROJECT_ID": emulator.project_id,
            "HW_ACCESS_KEY": emulator.access_key,
            "HW_SECRET_KEY": emulator.secret_key,
            "HUAWEICLOUD_LIVE_ENDPOINT": emulator.endpoint,
            "HUAWEICLOUD_SDK_IAM_ENDPOINT": emulator.iam_endpoint,
            "HUAWEICLOUD_METADATA_ENDPOINT": emulator.metadata_endpoint,
        }
        print(f"The emulator of Huawei Cloud Live listens on {emulator.endpoint}.", flush=True)
        try:
            return subprocess.run(command, check=False, env=environment).returncode
        except KeyboardInterrupt:
            return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
