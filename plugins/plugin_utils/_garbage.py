# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This plugin util is private to the collection: it can change at any time.
# Do not use it from other collections or from plugins of your own.

from __future__ import annotations

import gc
import multiprocessing
import typing as t
from contextlib import contextmanager


@contextmanager
def no_garbage_collection() -> t.Iterator[None]:
    """In this block, and for what it made, Python looks for no garbage; in a worker of Ansible, that is.

    A worker is a copy of Ansible's main process and ends with its task. Where Python looks for garbage in it, it goes
    through all that the main process had, over and over again while a large result grows, and copies its memory.
    """
    if multiprocessing.parent_process() is None:
        # One that goes on afterwards.
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
