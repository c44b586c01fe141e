# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What our pages refer to in Ansible's own documentation, so that the links are made without asking that site.

Sphinx reads it as an inventory of that site: https://sphobjinv.readthedocs.io/en/stable/syntax.html
"""

from __future__ import annotations

import zlib
from pathlib import Path

INTERSPHINX_URL = "https://docs.ansible.com/projects/ansible/latest/"

_CONFIG = "reference_appendices/config.html"
_LABELS = {
    "action_plugins": "plugins/action.html#action-plugins",
    "ansible_configuration_settings": f"{_CONFIG}#ansible-configuration-settings",
    "common_return_values": "reference_appendices/common_return_values.html#common-return-values",
}
_PLUGINS = (("import_role", "module"), ("include_role", "module"), ("lookup", "lookup"), ("set_fact", "module"))
_VARIABLES = (
    "ANSIBLE_CACHE_PLUGIN",
    "ANSIBLE_CACHE_PLUGIN_CONNECTION",
    "ANSIBLE_CACHE_PLUGIN_PREFIX",
    "ANSIBLE_CACHE_PLUGIN_TIMEOUT",
    "ANSIBLE_KEEP_REMOTE_FILES",
)


def write_inventory(path: Path) -> None:
    """Write the inventory file: a header, and a line for each label and environment variable."""
    places = dict(_LABELS)
    for plugin, kind in _PLUGINS:
        name = f"ansible_collections.ansible.builtin.{plugin}_{kind}"
        anchor = name.replace("_", "-").replace(".", "-")
        places[name] = f"collections/ansible/builtin/{plugin}_{kind}.html#{anchor}"
    lines = [f"{label} std:label -1 {place} {label}" for label, place in places.items()]
    lines += [f"{variable} std:envvar 1 {_CONFIG}#envvar-{variable} -" for variable in _VARIABLES]
    header = "# Sphinx inventory version 2\n# Project: ansible\n# Version: latest\n"
    header += "# The remainder of this file is compressed using zlib.\n"
    path.write_bytes(header.encode() + zlib.compress("".join(f"{line}\n" for line in lines).encode()))
