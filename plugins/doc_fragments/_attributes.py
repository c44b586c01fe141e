# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This doc fragment is private to the collection: it can change at any time.

from __future__ import annotations


class ModuleDocFragment:
    """What a module can do, declared."""

    DOCUMENTATION = r"""
options: {}
attributes:
  check_mode:
    description: Can run in C(check_mode) and return what it would without it.
  diff_mode:
    description: Returns what has changed, or would in C(check_mode), when in diff mode.
  facts:
    description: Returns an C(ansible_facts) dictionary that updates the facts of the host.
  idempotent:
    description: When run twice in a row with the same options, and nothing has changed in between, the second run
      reports no change.
"""

    # Used together with the fragment above.
    INFO_MODULE = r"""
options: {}
attributes:
  check_mode:
    support: full
    details: This module only reads, so that check mode makes no difference.
  diff_mode:
    support: N/A
    details: This module only reads.
  facts:
    support: none
    details: The answer is in the module's return values, for C(register).
  idempotent:
    support: full
    details: Two runs against the same state give the same result to the byte, RV(ignore:request_ids) aside.
"""

    ACTIONGROUP_ALL = r"""
options: {}
attributes:
  action_group:
    description: Use C(group/huaweicloud.live.all) in C(module_defaults) to set defaults for this module.
    support: full
    membership:
      - huaweicloud.live.all
"""
