# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.
from __future__ import annotations

import sys
import typing as t
from importlib.machinery import PathFinder
from importlib.util import spec_from_file_location
from pkgutil import get_importer
from zipimport import zipimporter

if t.TYPE_CHECKING:
    from importlib.machinery import ModuleSpec

_PACKAGE = __name__.rpartition(".")[0]


def compile_once() -> None:
    """From now on, what is imported of these files is compiled once.

    Ansible sends a module's files to the host as text, in a zip file. Python compiles each file of it twice: to find
    it, which ``zipimport`` does for the file's name alone, and to run it. That takes longer than a request.
    """
    if _Finder not in sys.meta_path and PathFinder in sys.meta_path:
        sys.meta_path.insert(sys.meta_path.index(PathFinder), _Finder)


class _Finder:
    """Finds the files beside this one in a zip file, and leaves all else to Python."""

    @staticmethod
    def find_spec(fullname: str, path: t.Sequence[str] | None, *dummy: object) -> ModuleSpec | None:
        if fullname.rpartition(".")[0] != _PACKAGE or not path:
            return None
        importer = get_importer(path[0])
        if not isinstance(importer, zipimporter):
            return None
        # A finder of Python's own gives the same, without asking the importer where the file is.
        file = f"{path[0]}/{fullname.rpartition('.')[2]}.py"
        return spec_from_file_location(fullname, file, loader=importer)
