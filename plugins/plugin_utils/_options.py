# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This plugin util is private to the collection: it can change at any time.
# Do not use it from other collections or from plugins of your own.

from __future__ import annotations

import os
import typing as t

from ansible.errors import AnsibleError

from ..module_utils._nearest import with_nearest
from ..module_utils._options import (
    INI,
    SHARED_ARGUMENTS,
    TASK,
    VARIABLE,
    Given,
    Options,
    build,
    from_environment,
    is_set,
)

if t.TYPE_CHECKING:
    from ansible.plugins import AnsiblePlugin
    from ansible.template import Templar

PREFIX = "huaweicloud_live_"


def from_plugin(
    plugin: AnsiblePlugin,
    *,
    templar: Templar | None,
    variables: t.Mapping[str, t.Any],
    keywords: t.Mapping[str, t.Any],
) -> Options:
    """The connection's options of a plugin: from its keywords, variables, the environment and ``ansible.cfg``.

    After this, ``plugin.get_option`` gives the plugin's own options. Raises ``AnsibleError`` for a keyword that is not
    an option of the plugin, and ``OptionError``.
    """
    known = plugin.option_definitions
    unknown = [str(name) for name in keywords if name not in known]
    if unknown:
        options = sorted(name for name in known if not name.startswith("_"))
        named = ", ".join(with_nearest(name, options) for name in sorted(unknown))
        raise AnsibleError(f"Unknown option: {named}. The options are {', '.join(options)}.")
    # ansible-core hands over variables as they were written.
    templated = {
        f"{PREFIX}{name}": templar.template(variables[f"{PREFIX}{name}"]) if templar else variables[f"{PREFIX}{name}"]
        for name in known
        if f"{PREFIX}{name}" in variables
    }
    # What is empty leaves the word to the next place, as in a module's task.
    templated = {name: value for name, value in templated.items() if is_set(value)}
    keywords = {name: value for name, value in keywords.items() if is_set(value)}
    plugin.set_options(var_options=templated, direct=keywords)
    given = (_given(plugin, name, templated, keywords) for name in SHARED_ARGUMENTS)
    return build({name: option for name, option in zip(SHARED_ARGUMENTS, given) if option})


def _given(
    plugin: AnsiblePlugin, name: str, variables: t.Mapping[str, t.Any], keywords: t.Mapping[str, t.Any]
) -> Given | None:
    value = plugin.get_option(name)
    if name in keywords:
        return Given(value, f"the option {name}", TASK)
    if f"{PREFIX}{name}" in variables:
        return Given(value, f"the variable {PREFIX}{name}", VARIABLE)
    found = from_environment(name, os.environ)
    if found or value is None:
        return found
    return Given(value, f"{name} in the section [huaweicloud_live] of ansible.cfg", INI)
