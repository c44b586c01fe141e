# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What each unit test finds: the emulator as it starts, no credentials anywhere, short pauses, no way out."""

from __future__ import annotations

import ipaddress
import sys

import pytest
from ansible.utils.collection_loader._collection_finder import _AnsibleCollectionFinder
from hypothesis import settings

# ansible-test has Ansible's own importer of collections in place; plain pytest gets it here, before the first import.
if not any(isinstance(finder, _AnsibleCollectionFinder) for finder in sys.meta_path):
    _AnsibleCollectionFinder()._install()  # pylint: disable=protected-access

from ansible_collections.huaweicloud.live.plugins.module_utils import _backoff
from ansible_collections.huaweicloud.live.plugins.module_utils._options import ENVIRONMENT
from ansible_collections.huaweicloud.live.plugins.module_utils._pace import Pace
from ansible_collections.huaweicloud.live.plugins.module_utils._transport import Transport
from ansible_collections.huaweicloud.live.tests.emulator.process import Emulator
from ansible_collections.huaweicloud.live.tests.unit import examples
from ansible_collections.huaweicloud.live.tests.unit.places import Places
from ansible_collections.huaweicloud.live.tests.unit.support import NOBODY

# The fixtures that give one, and whether it speaks TLS.
EMULATORS = {"emulator": False, "tls_emulator": True}
RUNNING = pytest.StashKey[dict[str, Emulator]]()

# --hypothesis-profile has its turn later.
settings.load_profile(examples.SHORT)

READ_BY_REQUESTS = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "requests_ca_bundle", "curl_ca_bundle")


def refuse_other_hosts(event, args):
    """Let no test reach another machine: the metadata address, for one, may be answered by whoever runs this one."""
    if event == "socket.connect":
        dummy, address = args
        if isinstance(address, tuple) and not ipaddress.ip_address(address[0]).is_loopback:
            raise AssertionError(f"A test wants to connect to {address[0]}.")


sys.addaudithook(refuse_other_hosts)


def pytest_collection_finish(session):
    """Start the emulators that the tests ask for: not in a fixture, as ansible-test runs each test in its own fork."""
    if session.config.option.collectonly:
        return
    wanted = {name for item in session.items for name in item.fixturenames if name in EMULATORS}
    session.config.stash[RUNNING] = {name: Emulator(tls=EMULATORS[name]) for name in sorted(wanted)}


def pytest_unconfigure(config):
    for running in config.stash.get(RUNNING, {}).values():
        running.stop()


@pytest.fixture
def emulator(pytestconfig):
    """The emulator over plain HTTP, as it was when it started."""
    running = pytestconfig.stash[RUNNING]["emulator"]
    running.reset()
    return running


@pytest.fixture
def tls_emulator(pytestconfig):
    """The emulator over HTTPS, as it was when it started."""
    running = pytestconfig.stash[RUNNING]["tls_emulator"]
    running.reset()
    return running


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path_factory):
    """The home of a user who has no files."""
    directory = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(directory))
    return directory


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    """No credential, proxy or CA bundle of the user who runs the tests, and no instance that it could run on."""
    for variables in ENVIRONMENT.values():
        for variable in variables:
            monkeypatch.delenv(variable, raising=False)
    for variable in READ_BY_REQUESTS:
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(variable.upper(), raising=False)
    monkeypatch.setenv("HUAWEICLOUD_METADATA_ENDPOINT", NOBODY)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch):
    monkeypatch.setattr(_backoff, "FIRST_BACKOFF", 0.01)
    monkeypatch.setattr(_backoff, "FIRST_THROTTLED", 0.01)


@pytest.fixture
def pauses(monkeypatch):
    """The pauses that were made before a retry, in seconds; none of them takes any time."""
    made: list[float] = []
    monkeypatch.setattr(Transport, "_pause", lambda _transport, seconds: made.append(seconds))
    monkeypatch.setattr(Pace, "throttled", lambda _pace, seconds, **_dummy: made.append(seconds))
    return made


@pytest.fixture
def places(emulator, monkeypatch, home):
    """Everywhere that a user may have credentials; there are none yet."""
    return Places(emulator, monkeypatch, home)
