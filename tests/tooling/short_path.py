# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A way to the clone's .nox that has no space in it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path


def without_space(directory: Path) -> Path:
    """The directory itself, or a symbolic link to it when its path has a space.

    ansible-test starts no Python whose path has one. The link is the same from run to run, as the environments that
    are made through it remember its name.
    """
    if " " not in str(directory):
        return directory
    directory.mkdir(exist_ok=True)
    name = hashlib.sha256(os.fsencode(directory)).hexdigest()[:8]
    link = Path(tempfile.gettempdir(), f"nox-{os.getuid()}-{name}")
    if not link.is_symlink():
        link.symlink_to(directory, target_is_directory=True)
    if link.lstat().st_uid != os.getuid() or link.readlink() != directory:
        raise RuntimeError(f"{link} is not our link to {directory}: remove it, or set TMPDIR to a directory of yours.")
    return link
