# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_each_fault_on_the_reliability_page_names_a_test_that_is_there():
    page = (ROOT / "docs/docsite/rst/reliability.rst").read_text(encoding="utf-8")
    table = page.partition(".. faults begin")[2]
    named = re.findall(r"^     - ``(test_\w+)``$", table, re.MULTILINE)
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "tests/unit").rglob("test_*.py")]
    there = {name for source in sources for name in re.findall(r"^def (test_\w+)", source, re.MULTILINE)}
    assert len(named) == len(re.findall(r"^   \* - ", table, re.MULTILINE)) - 1
    assert len(named) > 30
    assert set(named) <= there
