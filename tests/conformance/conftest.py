# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The emulator, as the conformance tests find it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ansible_collections.huaweicloud.live.tests.emulator.process import Emulator


@pytest.fixture(scope="session")
def running_emulator() -> Iterator[Emulator]:
    """One emulator for all tests, over plain HTTP."""
    with Emulator() as running:
        yield running


@pytest.fixture(scope="session")
def running_tls_emulator() -> Iterator[Emulator]:
    """One emulator for all tests, over HTTPS."""
    with Emulator(tls=True) as running:
        yield running


@pytest.fixture
def emulator(running_emulator: Emulator) -> Emulator:
    """The emulator as it was when it started."""
    running_emulator.reset()
    return running_emulator


@pytest.fixture
def tls_emulator(running_tls_emulator: Emulator) -> Emulator:
    """The emulator with TLS as it was when it started."""
    running_tls_emulator.reset()
    return running_tls_emulator


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a user who has no credentials anywhere; the SDK writes into it."""
    for name in os.environ:
        if name.startswith(("HW_", "HUAWEICLOUD_")):
            monkeypatch.delenv(name)
    directory = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(directory))
    return directory


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    # A proxy in the environment cannot reach this machine's loopback.
    monkeypatch.setenv("NO_PROXY", "localhost,127.0.0.1")
    monkeypatch.setenv("no_proxy", "localhost,127.0.0.1")
