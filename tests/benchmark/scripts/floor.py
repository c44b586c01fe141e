# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Read all pages and do nothing with them: what a client cannot beat that asks for one page after the other."""

from __future__ import annotations

import http.client
import json
import os
import time
from urllib.parse import urlsplit

started = time.perf_counter()
connection = http.client.HTTPConnection(urlsplit(os.environ["HUAWEICLOUD_LIVE_ENDPOINT"]).netloc)
path = f"/v1/{os.environ['HW_PROJECT_ID']}/pull/stream/task?limit=100&offset="
headers = {"X-Auth-Token": os.environ["HW_AUTH_TOKEN"]}
connection.request("GET", f"{path}0", headers=headers)
total = json.loads(connection.getresponse().read())["total"]
for offset in range(100, total, 100):
    connection.request("GET", f"{path}{offset}", headers=headers)
    connection.getresponse().read()
print(json.dumps({"tasks": total, "seconds": time.perf_counter() - started}))
