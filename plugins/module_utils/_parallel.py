# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t
from collections import deque

from . import _signals

if t.TYPE_CHECKING:
    from concurrent.futures import Future

Item = t.TypeVar("Item")
Outcome = t.TypeVar("Outcome")


def in_order(
    function: t.Callable[[Item], Outcome], items: t.Iterable[Item], *, concurrency: int
) -> t.Generator[Outcome, None, None]:
    """``function`` of each item, in the order of the items, with at most ``concurrency`` of them under way.

    Items are taken as they are needed. What ``function`` raises comes out in its item's turn, and then nothing new is
    begun, but what is under way is not waited for. It is when the generator is closed.
    """
    if concurrency == 1:
        yield from map(function, items)
        return
    # Late, as it takes time and one page needs none of it.
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    pool = ThreadPoolExecutor(max_workers=concurrency, initializer=_signals.leave_signals_to_main_thread)
    waiting: deque[Future[Outcome]] = deque()
    try:
        for item in items:
            # Twice as many, so that a slow first one does not leave the others idle.
            if len(waiting) >= 2 * concurrency:
                yield waiting.popleft().result()
            waiting.append(pool.submit(function, item))
        while waiting:
            yield waiting.popleft().result()
    except GeneratorExit:
        pool.shutdown(wait=True, cancel_futures=True)
        raise
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()
