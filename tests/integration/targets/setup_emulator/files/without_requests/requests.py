# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""On PYTHONPATH, this stands before the package and is as good as none."""

raise ModuleNotFoundError("No module named 'requests'", name="requests")
