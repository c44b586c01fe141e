# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Install pip where there is none, as https://bootstrap.pypa.io/get-pip.py does, from what Python brings along.

ansible-test runs it in its empty virtual environments, with the packages to install as arguments.
"""

from __future__ import annotations

import subprocess
import sys

# Options of get-pip.py alone.
GET_PIP_OPTIONS = {"--no-setuptools", "--no-wheel"}

if __name__ == "__main__":
    # In a process of its own, as ensurepip makes pip deaf to its configuration.
    subprocess.run([sys.executable, "-m", "ensurepip", "--default-pip"], check=True, stdout=subprocess.DEVNULL)
    arguments = [argument for argument in sys.argv[1:] if argument not in GET_PIP_OPTIONS]
    sys.exit(subprocess.call([sys.executable, "-m", "pip", "install", *arguments]))
