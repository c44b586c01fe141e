# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How many examples the tests make up: the same ones each time, or with --hypothesis-profile=long many new ones."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

SHORT, LONG = "short", "long"
_HUNDRED = 100
# An example that makes a dozen requests is slow, and is meant to be.
_COMMON = settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))

settings.register_profile(SHORT, _COMMON, max_examples=_HUNDRED, derandomize=True)
settings.register_profile(LONG, _COMMON, max_examples=20 * _HUNDRED, derandomize=False, print_blob=True)


def run_examples(count, holds, *strategies):
    """Call ``holds`` with what each of the strategies makes up: so many times, and 20 times as many in the long run.

    Raises what it raises, for the smallest example that makes it do so.
    """
    scaled = count * settings().max_examples // _HUNDRED
    settings(max_examples=scaled)(given(*strategies)(holds))()
