# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import select
import signal
import threading

from . import _signals

STDOUT = 1


def end_with_reader(file: int = STDOUT) -> None:
    """Ends this process, as Ctrl-C does, once nobody is left to read what it writes to ``file``.

    Ansible's ``timeout`` keyword, and a connection that is lost, leave a module running, which would go on asking the
    service for an answer that nobody gets. A file or a device is always read. To be called from the main thread.
    """
    # Where Ansible runs in the background of a script, this signal is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=_interrupt, args=(file, threading.get_ident()), daemon=True).start()


def _interrupt(file: int, thread: int) -> None:
    _signals.leave_signals_to_main_thread()
    poll = select.poll()
    # Of no event, which leaves that the other end is gone.
    poll.register(file, 0)
    poll.poll()
    signal.pthread_kill(thread, signal.SIGINT)
