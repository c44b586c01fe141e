# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A home directory for one run of ansible-test, so that the user's own stays as it is."""

from __future__ import annotations

import ast
import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nox

# The function wants a Python's version, and gives the same for each.
ASK_PIP_VERSION = (
    "from types import SimpleNamespace as python; "
    "from ansible_test._internal.python_requirements import get_venv_packages; "
    "print(get_venv_packages(python(version=''))['pip'])"
)


def create_home(home: Path, session: nox.Session) -> None:
    """Fill the directory ``home`` with what ansible-test and its pip look for in a home."""
    write_pip_config(home / ".config" / "pip" / "pip.conf")
    place_get_pip(home / ".ansible" / "test" / "cache", session)


def write_pip_config(path: Path) -> None:
    """Write down what pip is told here by files and by the environment, as ansible-test passes on neither."""
    listing = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, check=True, text=True
    ).stdout
    config = configparser.RawConfigParser()
    config["global"] = {"quiet": "1"}
    if ca_bundle := os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("SSL_CERT_FILE"):
        config["global"]["cert"] = ca_bundle
    for line in listing.splitlines():
        name, value = line.split("=", 1)
        section, option = name.rsplit(".", 1)
        section = "global" if section == ":env:" else section
        if not config.has_section(section):
            config.add_section(section)
        config[section][option] = ast.literal_eval(value)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        config.write(file)


def place_get_pip(cache: Path, session: nox.Session) -> None:
    """Put get_pip.py where ansible-test keeps the script that it would fetch from Ansible's own file host.

    The file's name has the pip version that this ansible-core pins.
    """
    version = str(session.run("python", "-c", ASK_PIP_VERSION, silent=True)).strip()
    cache.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(__file__).parent / "get_pip.py", cache / f"get_pip_{version.replace('.', '_')}.py")
