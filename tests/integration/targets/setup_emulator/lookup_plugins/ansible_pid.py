# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The process ID of the ansible-playbook that evaluates this, whose workers come and go."""

from __future__ import annotations

import os
from typing import Any

from ansible.plugins.lookup import LookupBase


class LookupModule(LookupBase):
    """Has to be evaluated in a worker: as an argument of a task."""

    def run(self, *dummy: Any, **dummy_options: Any) -> list[int]:
        """The worker's parent."""
        return [os.getppid()]
