# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Each kind of credential, set in each place where a user may have it."""

from __future__ import annotations

from ansible_collections.huaweicloud.live.plugins.module_utils._options import ENVIRONMENT

TASK = "task"
VARIABLE = "variable"
FIRST_NAMES = "first names in the environment"
LAST_NAMES = "last names in the environment"
INI = "ini"
FILE = "default file"
METADATA = "metadata"

RANK = {TASK: 0, VARIABLE: 1, FIRST_NAMES: 2, LAST_NAMES: 2, INI: 3, FILE: 4, METADATA: 5}

# In the order in which they are tried; "temporary" is an access key as well.
KINDS = ("access_key", "temporary", "token", "password", "credentials_file")
AUTH_TYPES = {"temporary": "access_key"}

DECOY_KEYS = {"access_key": "FAKEDECOY00000000000", "secret_key": "fakeSecretOfNobody"}
DECOYS = {
    "access_key": DECOY_KEYS,
    "temporary": {**DECOY_KEYS, "security_token": "fakeSecurityTokenOfNobody"},
    "token": {"auth_token": "fakeTokenOfNobody"},
    "password": {"username": "nobody", "password": "fakePasswordOfNobody", "domain_name": "nobodys"},
}


def settings(places):
    """All that can be set there, as pairs of a place and a kind."""
    kinds = {LAST_NAMES: ("access_key", "temporary"), FILE: ("access_key", "temporary"), METADATA: ("metadata",)}
    return [(place, kind) for place in places for kind in kinds.get(place, KINDS)]


def nearer_and_farther(places):
    """All pairs of settings of which one is nearer to the task than the other."""
    found = settings(places)
    return [(near, far) for near in found for far in found if RANK[near[0]] < RANK[far[0]]]


def earlier_and_later(places):
    """All pairs of settings in one place of which one is of a kind that is tried before the other's."""
    return [
        ((place, earlier), (place, later))
        for place in places
        for number, earlier in enumerate(KINDS)
        for later in KINDS[number + 1 :]
        # Those two would be one.
        if (earlier, later) != ("access_key", "temporary")
    ]


def spoken(value):
    """The name of a setting, or of a pair of them, in the report of the tests."""
    return " of ".join(value[::-1]) if isinstance(value[0], str) else " before ".join(map(spoken, value))


def write_credentials(path, **values):
    """A credentials file of the official SDK with these values in its section ``[basic]``."""
    lines = "".join(f"{name} = {value}\n" for name, value in values.items())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"[basic]\n{lines}", encoding="utf-8")
    return str(path)


class Places:
    """Everywhere that a user may have set something, for a query of the emulator."""

    def __init__(self, emulator, monkeypatch, home):
        self._emulator = emulator
        self._monkeypatch = monkeypatch
        self._home = home
        self.task = {
            "endpoint": emulator.endpoint,
            "iam_endpoint": emulator.iam_endpoint,
            "project_id": emulator.project_id,
            "max_retries": 0,
        }
        self.variables: dict[str, str] = {}
        self.ini: dict[str, str] = {}

    def put(self, place, options):
        """Set these options there."""
        if place == TASK:
            self.task.update(options)
        elif place == VARIABLE:
            self.variables.update({f"huaweicloud_live_{name}": value for name, value in options.items()})
        elif place == INI:
            self.ini.update(options)
        elif place == FILE:
            self._write(self.default_file, options)
        elif place == METADATA:
            self._monkeypatch.setenv("HUAWEICLOUD_METADATA_ENDPOINT", self._emulator.metadata_endpoint)
        else:
            for name, value in options.items():
                self._monkeypatch.setenv(ENVIRONMENT[name][0 if place == FIRST_NAMES else -1], value)

    def genuine(self, place, kind):
        """Set credentials of this kind there that sign in to the emulator."""
        emulator = self._emulator
        keys = {"access_key": emulator.access_key, "secret_key": emulator.secret_key}
        self.put(
            place,
            {
                "access_key": keys,
                "temporary": emulator.ready["temporary"],
                "token": {"auth_token": emulator.auth_token},
                "password": {name: getattr(emulator, name) for name in ("username", "password", "domain_name")},
                "credentials_file": {"credentials_file": self._write(self._home / "genuine" / "credentials", keys)},
                "metadata": {},
            }[kind],
        )

    def decoy(self, place, kind):
        """Set credentials of this kind there that sign nobody in."""
        file = self._home / "decoy" / "credentials"
        others = {"credentials_file": {"credentials_file": self._write(file, DECOY_KEYS)}, "metadata": {}}
        self.put(place, {**DECOYS, **others}[kind])

    @property
    def default_file(self):
        """Where the credentials file is unless one says otherwise."""
        return self._home / ".huaweicloud" / "credentials"

    @staticmethod
    def _write(path, options):
        names = {"access_key": "ak", "secret_key": "sk"}
        return write_credentials(path, **{names.get(name, name): value for name, value in options.items()})


def who_asked(emulator):
    """How Live was signed in to, with which access key, and who else was asked on the way there."""
    requests = emulator.requests()
    (identity,) = {(request["auth"], request["access_key"]) for request in requests if request["service"] == "live"}
    return (*identity, {request["service"] for request in requests} - {"live"})


def identity_of(emulator, kind):
    """What ``who_asked`` gives when the genuine credentials of this kind signed in."""
    if kind == "metadata":
        (key,) = emulator.issued()["access_keys"]
        return "access_key", key["access_key"], {"metadata"}
    return {
        "access_key": ("access_key", emulator.access_key, set()),
        "temporary": ("access_key", emulator.ready["temporary"]["access_key"], set()),
        "token": ("token", None, set()),
        "password": ("token", None, {"iam"}),
        "credentials_file": ("access_key", emulator.access_key, set()),
    }[kind]
