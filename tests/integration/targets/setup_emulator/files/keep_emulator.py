# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Start the emulator, print its ready line, and keep it in the background until another process has ended.

The argument is the ID of that process. So no emulator is left behind, whether a target passes, fails or is killed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

# ansible-test runs targets from a copy, some directories below the tests of the collection.
PARENTS = Path(__file__).resolve().parents
sys.path.insert(0, str(next(parent for parent in PARENTS if (parent / "emulator" / "process.py").is_file())))

from emulator.process import Emulator  # noqa: E402

SECONDS_BETWEEN_LOOKS = 0.2


def start(process: str) -> int:
    """Have a process of its own keep the emulator, out of reach of a terminal's Ctrl-C; gives the exit status."""
    command = [sys.executable, __file__, process, "keep"]
    keeper = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, start_new_session=True)
    assert keeper.stdout is not None
    ready = keeper.stdout.readline()
    sys.stdout.buffer.write(ready)
    return 0 if ready else keeper.wait()


def keep(process: int) -> None:
    """Run the emulator for as long as the process exists."""
    with Emulator() as emulator:
        print(json.dumps(emulator.ready), flush=True)
        # Whoever reads our output waits for its end.
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
            os.dup2(nowhere.fileno(), sys.stderr.fileno())
        while _exists(process):
            time.sleep(SECONDS_BETWEEN_LOOKS)


def _exists(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


if __name__ == "__main__":
    if sys.argv[2:] == ["keep"]:
        keep(int(sys.argv[1]))
    else:
        sys.exit(start(sys.argv[1]))
