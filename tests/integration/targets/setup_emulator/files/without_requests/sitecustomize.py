# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Python runs this when it starts with this directory on PYTHONPATH: then there is no package requests."""

from __future__ import annotations

import sys

sys.modules["requests"] = None  # type: ignore[assignment]
