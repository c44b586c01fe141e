# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This plugin util is private to the collection: it can change at any time.
# Do not use it from other collections or from plugins of your own.

from __future__ import annotations

import typing as t

from ansible import template

MARKS_TEMPLATES = hasattr(template, "trust_as_template")
"""Whether Ansible marks what may be a template (from ansible-core 2.19 on), and not what may not."""

as_template: t.Callable[[str], str] = getattr(template, "trust_as_template", str)
"""A text as one that may be a template, which every text is before ansible-core 2.19."""
