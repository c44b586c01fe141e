# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The head of what the benchmark writes."""

from __future__ import annotations

from pathlib import Path

# A text of its own would be taken for a second licence of this file.
LICENCE = [f"  {line.removeprefix('# ')}" for line in Path(__file__).read_text(encoding="utf-8").splitlines()[:3]]
"""The lines of a licence, as they stand in a comment."""
