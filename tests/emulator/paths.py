# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where each service is found: they share one address, and their paths do not meet."""

from __future__ import annotations

TASKS = "/v1/{project_id}/pull/stream/task"
USER_TOKENS = "/v3/auth/tokens"
PROJECTS = "/v3/projects"
METADATA_TOKEN = "/meta-data/latest/api/token"
SECURITY_KEY = "/openstack/latest/securitykey"


def service_of(path: str) -> str:
    """``live``, ``iam`` or ``metadata``."""
    if path.startswith("/v3/"):
        return "iam"
    return "metadata" if path.startswith(("/meta-data/", "/openstack/")) else "live"
