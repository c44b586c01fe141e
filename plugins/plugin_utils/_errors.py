# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This plugin util is private to the collection: it can change at any time.
# Do not use it from other collections or from plugins of your own.

from __future__ import annotations

from ansible.errors import AnsibleError


def message_of(error: AnsibleError) -> str:
    """What an error says, without the lines of the file that it is about: a secret may stand in these."""
    error.obj = None
    return str(error)
