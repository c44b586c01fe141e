# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where Python looks for no garbage: in a worker of Ansible that reads relay tasks."""

from __future__ import annotations

import gc
import multiprocessing
from contextlib import suppress

from ansible_collections.huaweicloud.live.plugins.plugin_utils._garbage import no_garbage_collection


def tell(results):
    """What a worker has before, in and after the block: whether garbage is looked for, and if among what was there."""
    before = gc.isenabled(), gc.get_freeze_count() > 0
    # As with a module that fails.
    with suppress(RuntimeError), no_garbage_collection():
        inside = gc.isenabled()
        raise RuntimeError
    results.put((before, inside, (gc.isenabled(), gc.get_freeze_count() > 0)))


def test_a_worker_looks_for_no_garbage():
    fork = multiprocessing.get_context("fork")
    results = fork.SimpleQueue()
    worker = fork.Process(target=tell, args=(results,))
    worker.start()
    worker.join()
    assert worker.exitcode == 0
    assert results.get() == ((True, False), False, (True, True))


def test_a_process_that_goes_on_afterwards_does_as_ever():
    assert multiprocessing.parent_process() is None
    with no_garbage_collection():
        assert gc.isenabled()
    assert gc.isenabled()
