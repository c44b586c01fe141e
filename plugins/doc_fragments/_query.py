# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This doc fragment is private to the collection: it can change at any time.

from __future__ import annotations


class ModuleDocFragment:
    """What is asked for. ``DOCUMENTATION`` is for all; ``PLUGINS`` is what lookup and inventory share besides."""

    DOCUMENTATION = r"""
options:
  task_region:
    description:
      - Read only the tasks that run in this region. A task's region may be another one than that of the service that
        is asked, which is O(region).
    type: str
"""

    # Used together with the fragment above.
    PLUGINS = r"""
options:
  filters:
    description:
      - Return only the tasks whose fields have these values. A field of a task, as the module
        M(huaweicloud.live.relay_task_info) returns it, is given a value, or a list of values of which one must be
        there. With several fields, a task must match all of them.
      - A field that is a list, such as C(source_urls), matches when one of its elements does.
      - V(null), which is C(none) in an expression, matches a field that the service left out. It does not match an
        empty text or an empty list.
      - An empty list of values matches no task, with a warning.
      - Text is compared as it is, upper and lower case too. Numbers and their texts are the same.
      - A field that does not exist is an error. A value that no task has is not; no task matches it.
    type: dict
"""
