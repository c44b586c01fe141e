# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import signal

_ALL = signal.valid_signals()


def leave_signals_to_main_thread() -> None:
    """The thread that calls this takes no signal from now on.

    Python handles every signal in the main thread. Where the system gives one to another thread, the main thread is
    not woken, and goes on waiting for its answer after Ctrl-C: Ansible sends its workers several at once.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, _ALL)
