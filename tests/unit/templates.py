# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Templates as a playbook has them, for tests that run on a controller."""

from __future__ import annotations

import configparser

from ansible import constants, template
from ansible.parsing.dataloader import DataLoader
from ansible.plugins.loader import lookup_loader
from ansible.template import Templar

NAME = "huaweicloud.live.relay_task"

# Before ansible-core 2.19 each text is a template.
trust_as_template = getattr(template, "trust_as_template", str)


def templar(variables=None):
    return Templar(loader=DataLoader(), variables=variables or {})


def render(expression, variables=None):
    """The value of an expression in a playbook."""
    return templar(variables).template(trust_as_template(f"{{{{ {expression} }}}}"))


def load_lookup(variables=None):
    """The lookup as Ansible loads it, not run yet."""
    return lookup_loader.get(NAME, loader=DataLoader(), templar=templar(variables))


def use_ini(monkeypatch, path, options):
    """Let Ansible read this file as its ansible.cfg, with these options in our section."""
    config = configparser.ConfigParser(interpolation=None)
    config["huaweicloud_live"] = options
    with path.open("w", encoding="utf-8") as file:
        config.write(file)
    monkeypatch.setattr(constants.config, "_config_file", str(path))
