# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which Python interpreters does this machine have, and which ansible-core can be tested with them?"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

Version = tuple[int, int]

# https://docs.ansible.com/ansible/latest/reference_appendices/release_and_maintenance.html
CONTROLLER_PYTHONS: dict[Version, list[Version]] = {
    (2, 18): [(3, 11), (3, 12), (3, 13)],
    (2, 19): [(3, 11), (3, 12), (3, 13)],
    (2, 20): [(3, 12), (3, 13), (3, 14)],
    (2, 21): [(3, 12), (3, 13), (3, 14)],
}
MODULE_PYTHON: Version = (3, 9)


def find_pythons() -> dict[Version, str]:
    """Version -> path of each interpreter that runs and can make virtual environments.

    Each candidate is run: a version manager's shim can be on PATH and still fail.
    """
    found: dict[Version, str] = {}
    tell = "import ensurepip, sys, venv; print(*sys.version_info[:2], sys._base_executable)"
    versions = {MODULE_PYTHON, *(version for pythons in CONTROLLER_PYTHONS.values() for version in pythons)}
    for command in [sys.executable, *(f"python{major}.{minor}" for major, minor in sorted(versions))]:
        try:
            answer = subprocess.run([command, "-c", tell], capture_output=True, check=True, text=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        major, minor, path = answer.stdout.strip().split(" ", 2)
        found.setdefault((int(major), int(minor)), path)
    return found


def choose_cores(pythons: dict[Version, str]) -> dict[Version, str]:
    """ansible-core version -> interpreter to test it with: the oldest core meets its oldest Python, the others
    their newest."""
    cores: dict[Version, str] = {}
    for core, supported in CONTROLLER_PYTHONS.items():
        usable = [version for version in supported if version in pythons]
        if usable:
            cores[core] = pythons[usable[-1] if cores else usable[0]]
    if not cores:
        raise RuntimeError(f"No Python that runs an ansible-core of {sorted(CONTROLLER_PYTHONS)} was found.")
    return cores


def path_with(pythons: dict[Version, str], links: Path) -> str:
    """A PATH on which each ``pythonX.Y`` runs, for ansible-test, which takes the ones that it finds on trust.

    Without the directories that hold one that does not; the directory ``links`` stands in for them.
    """
    links.mkdir(exist_ok=True)
    names = {f"python{major}.{minor}": path for (major, minor), path in pythons.items()}
    for name, path in names.items():
        (links / name).unlink(missing_ok=True)
        (links / name).symlink_to(path)
    directories = os.environ["PATH"].split(os.pathsep)
    broken = {
        directory
        for directory in directories
        for python in Path(directory).glob("python3.*")
        if re.fullmatch(r"python3\.\d+", python.name) and python.name not in names
    }
    return os.pathsep.join([*(directory for directory in directories if directory not in broken), str(links)])
