# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import subprocess
import sys

import pytest

# A Python that cannot import requests, or what requests brings along.
ASK_WITHOUT = """
import json, sys

sys.modules[sys.argv[1]] = None
sys.path = json.loads(sys.argv[2])

from ansible_collections.huaweicloud.live.plugins.module_utils._client import query_relay_tasks
from ansible_collections.huaweicloud.live.plugins.module_utils._errors import LiveError
from ansible_collections.huaweicloud.live.plugins.module_utils._options import from_module
from ansible_collections.huaweicloud.live.plugins.module_utils._relay_tasks import Query

params = {"region": "cn-north-4", "project_id": "p", "auth_token": "a-token"}
try:
    query_relay_tasks(from_module(params, {}), Query())
except LiveError as error:
    print(json.dumps(error.result()))
"""


@pytest.mark.parametrize("package", ["requests", "urllib3"])
def test_without_requests_one_sentence_says_for_which_python_to_install_it(package):
    run = subprocess.run(
        [sys.executable, "-c", ASK_WITHOUT, package, json.dumps(sys.path)], capture_output=True, text=True, check=True
    )
    error = json.loads(run.stdout)
    assert error["msg"].startswith(f"The Python package requests is not installed for {sys.executable} on ")
    assert f"{sys.executable} -m pip install 'requests>=2.31'" in error["msg"]
    assert "delegate_to: localhost" in error["msg"]
    assert set(error) == {"msg"}
