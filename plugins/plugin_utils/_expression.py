# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This plugin util is private to the collection: it can change at any time.
# Do not use it from other collections or from plugins of your own.

from __future__ import annotations

import typing as t

from ._templates import as_template

if t.TYPE_CHECKING:
    from ansible.template import Templar


def evaluate(templar: Templar, expression: str, variables: dict[str, t.Any]) -> t.Any:
    """The value of a Jinja2 expression, out of these variables. Raises ``AnsibleError``."""
    templar.available_variables = variables
    if hasattr(templar, "evaluate_expression"):
        return templar.evaluate_expression(as_template(expression))
    # A text that looks like a list stays a text.
    return templar.template("{{ " + expression + " }}", convert_data=False, disable_lookups=True)
