# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Read all tasks by the official SDK, page by page, as its users do."""

from __future__ import annotations

import json
import os
import time

from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdklive.v1 import ListPullTasksRequest, LiveClient

started = time.perf_counter()
credentials = BasicCredentials(os.environ["HW_ACCESS_KEY"], os.environ["HW_SECRET_KEY"], os.environ["HW_PROJECT_ID"])
client = (
    LiveClient.new_builder()
    .with_credentials(credentials)
    .with_endpoints([os.environ["HUAWEICLOUD_LIVE_ENDPOINT"]])
    .build()
)
tasks = []
while True:
    page = client.list_pull_tasks(ListPullTasksRequest(offset=len(tasks), limit=100))
    tasks += page.task_infos
    if len(tasks) >= page.total or not page.task_infos:
        break
print(json.dumps({"tasks": len(tasks), "seconds": time.perf_counter() - started}))
