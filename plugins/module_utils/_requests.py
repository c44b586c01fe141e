# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import platform
import sys
from importlib.util import find_spec

from . import _errors

try:
    import urllib3
except ImportError:
    # The rooms that import it from here have to load, so that they can say what is missing.
    urllib3 = None  # type: ignore[assignment]

__all__ = ("require_requests", "urllib3")


def require_requests() -> None:
    """Raises ``OptionError`` when the Python that runs this has no requests, which brings urllib3."""
    if urllib3 is None or not _is_there("requests"):
        raise _errors.OptionError(
            f"The Python package requests is not installed for {sys.executable} on {platform.node()}. Install it "
            f"there, for example with: {sys.executable} -m pip install 'requests>=2.31'. Or run the task on a host "
            f"that has it, for example with: delegate_to: localhost."
        )


def _is_there(package: str) -> bool:
    """Whether a package can be imported, which takes long for some."""
    try:
        return find_spec(package) is not None
    except ValueError:
        return False
