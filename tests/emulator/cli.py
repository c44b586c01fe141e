# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The command line: options in, a running emulator, nothing left behind."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until SIGTERM, SIGINT or the parent's end; gives the exit status."""
    # Taken before the slow imports, so that a parent that ends during them is noticed.
    parent = os.getppid()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    options = _parse(arguments)

    # Late, so that a signal during these slow imports finds its way out.
    from . import server  # noqa: PLC0415

    try:
        server.serve(
            port=options.port,
            tasks=options.tasks,
            seed=options.seed,
            latency=options.latency,
            requests_per_second=options.requests_per_second,
            tls=options.tls,
            parent=options.parent or parent,
        )
    except OSError as error:
        print(f"The emulator cannot listen on 127.0.0.1 port {options.port}: {error}", file=sys.stderr)
        return 1
    return 0


def _leave(*_signal: object) -> NoReturn:
    raise SystemExit(0)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m emulator", description=sys.modules["emulator"].__doc__)
    parser.add_argument("--port", type=_count, default=0, help="port on 127.0.0.1; 0, the default, takes a free one")
    parser.add_argument("--tasks", type=_count, default=250, metavar="N", help="relay tasks to start with (250)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="shapes tasks and credentials (1)")
    parser.add_argument("--latency", type=_seconds, default=0.0, metavar="SECONDS", help="time before each answer (0)")
    parser.add_argument("--requests-per-second", type=_rate, metavar="N", help="throttling limit (none)")
    parser.add_argument("--tls", action="store_true", help="serve HTTPS with a certificate authority of its own")
    parser.add_argument("--parent", type=_count, metavar="PID", help="stop when this is no longer the parent process")
    return parser.parse_args(arguments)


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is not a whole number of 0 or more")
    return int(text)


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not a time of 0 seconds or more")
    return seconds


def _rate(text: str) -> float:
    rate = float(text)
    if not 0 < rate < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not a rate above 0")
    return rate
