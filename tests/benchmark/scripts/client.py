# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Read all tasks by this collection's own client, without Ansible."""

from __future__ import annotations

import json
import os
import time

from ansible_collections.huaweicloud.live.plugins.module_utils._client import query_relay_tasks
from ansible_collections.huaweicloud.live.plugins.module_utils._options import from_module
from ansible_collections.huaweicloud.live.plugins.module_utils._relay_tasks import Query

started = time.perf_counter()
answer = query_relay_tasks(from_module({"auth_type": "access_key"}, os.environ), Query())
print(json.dumps({"tasks": len(answer.tasks), "seconds": time.perf_counter() - started}))
