# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What Ansible packs for a host: in each play it looks for a file of each name that is imported from another file."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from ansible_collections.huaweicloud.live.plugins import module_utils

UTILS = Path(*module_utils.__path__)
FILES = [*UTILS.glob("*.py"), *(UTILS.parent / "modules").glob("*.py")]


def names_of_no_file(source):
    """The names that are imported from the collection, and that are not those of a file or of a package."""
    imports = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom) and node.level]
    names = {alias.name for node in imports for alias in node.names}
    return {name for name in names if not (UTILS / f"{name}.py").exists() and name != "urllib3"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_files_and_no_names_in_them_are_imported(file):
    assert not names_of_no_file(file.read_text(encoding="utf-8"))


def test_a_name_would_be_seen():
    source = "from ._errors import LiveError\nfrom . import _errors\nfrom ._requests import urllib3\n"
    assert names_of_no_file(source) == {"LiveError"}
