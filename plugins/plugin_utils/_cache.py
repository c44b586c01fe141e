# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This plugin util is private to the collection: it can change at any time.
# Do not use it from other collections or from plugins of your own.

from __future__ import annotations

import hashlib
import hmac
import json
import os
import time
import typing as t
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from ansible import constants
from ansible.errors import AnsibleError
from ansible.plugins.cache import BaseFileCacheModule
from ansible.plugins.loader import cache_loader
from ansible.utils.display import Display

from ..module_utils._errors import OptionError
from ..module_utils._relay_tasks import RelayTasks
from ..module_utils._secrets import Secrets
from ._private_directory import PrivateDirectory

DIRECTORY = f"huaweicloud_live-{os.geteuid()}"

CLOCK_TOLERANCE = 5.0
"""Seconds by which a clock that is being adjusted may go back."""

FORGOTTEN = 86400.0
"""Seconds after which a file that nobody wrote again is removed, unless its time is longer."""

display = Display()


@dataclass(frozen=True)
class CacheSettings:
    """Where answers are kept, and for how long. Raises ``OptionError``."""

    plugin: str
    """A cache plugin of Ansible."""
    connection: str | None
    prefix: str
    timeout: int
    """Seconds; 0 for ever."""

    def __post_init__(self) -> None:
        if self.timeout < 0:
            raise OptionError(
                f"cache_timeout is {self.timeout}; it takes a number of seconds, or 0 to keep an answer for ever."
            )


def open_cache(settings: CacheSettings) -> Cache | None:
    """The cache, or ``None`` where it cannot be used, with a warning.

    Raises ``AnsibleError`` for a cache plugin that does not exist.
    """
    # From ansible-core 2.19 on this raises an error of its own.
    found = cache_loader.get(settings.plugin, class_only=True)
    if not found:
        raise AnsibleError(f"Unable to load the cache plugin {settings.plugin!r}.")
    # From ansible-core 2.19 on it is wrapped.
    plugin_class: t.Any = getattr(found, "__wrapped__", found)
    keeps_files = issubclass(plugin_class, BaseFileCacheModule)
    # The address of a server often has its password in it.
    secrets = Secrets("" if keeps_files else settings.connection or "")
    with _warned("The cache of relay tasks cannot be used, so that the service is asked", secrets):
        return Cache(settings, secrets, keeps_files=keeps_files)
    return None


class SpoiltEntryError(Exception):
    """An entry of the cache is not one that can be used."""


class Cache:
    """Answers in a cache plugin of Ansible, each sealed and bound to what was asked.

    Reading and writing never fail: what goes wrong is a warning.
    """

    def __init__(self, settings: CacheSettings, secrets: Secrets, *, keeps_files: bool) -> None:
        self._timeout = settings.timeout
        self._secrets = secrets
        self._keeps_files = keeps_files
        place = (settings.connection if keeps_files else None) or constants.config.get_config_value("ANSIBLE_HOME")
        # As ansible-core's own plugins read it.
        path = os.path.abspath(os.path.expanduser(os.path.expandvars(place)))
        self._directory = PrivateDirectory(os.path.join(path, DIRECTORY))
        self._secret = self._directory.secret()
        given = {"_uri": self._directory.path if keeps_files else settings.connection}
        self._plugin = cache_loader.get(
            settings.plugin,
            _prefix=settings.prefix,
            _timeout=settings.timeout,
            **{name: value for name, value in given.items() if value},
        )

    def key(self, subject: str) -> str:
        """The name of the entry for this subject, from which nobody can guess the subject's secrets."""
        return self._seal(f"key {subject}")

    def lock(self, key: str) -> t.ContextManager[t.Any]:
        """Whoever asks about this key holds it; ``None`` where there are no locks."""
        what = "The cache of relay tasks cannot be locked, so that the service may be asked more than once"
        with _warned(what, self._secrets):
            return self._directory.lock(key)
        return nullcontext()

    def read(self, key: str) -> RelayTasks | None:
        """The answer that is kept under this key and is young enough."""
        with _warned("A cached answer cannot be used, so that the service is asked", self._secrets):
            if self._plugin.contains(key):
                entry = self._opened(key, self._plugin.get(key))
                if not self._timeout or time.time() - entry["written"] <= self._timeout:
                    return RelayTasks(**entry["answer"])
        return None

    def write(self, key: str, answer: RelayTasks) -> RelayTasks:
        """Keeps the answer, and gives it back."""
        text = json.dumps({"key": key, "written": time.time(), "answer": answer._asdict()})
        with _warned("An answer could not be kept in the cache", self._secrets):
            # As a text, so that no plugin finds anything in it that it knows.
            self._plugin.set(key, {"entry": text, "seal": self._seal(f"entry {text}")})
            if self._keeps_files:
                # ansible-core lets the group read them.
                self._directory.protect(key)
                if self._timeout:
                    self._directory.clear(max(FORGOTTEN, self._timeout))
        return answer

    def _opened(self, key: str, kept: t.Any) -> dict[str, t.Any]:
        text, seal = (kept.get(name) if isinstance(kept, dict) else None for name in ("entry", "seal"))
        if not isinstance(text, str) or not isinstance(seal, str):
            raise SpoiltEntryError("it is not in the form in which it was written")
        if not hmac.compare_digest(seal.encode("utf-8"), self._seal(f"entry {text}").encode("utf-8")):
            raise SpoiltEntryError("it was changed, or written by someone else")
        entry: dict[str, t.Any] = json.loads(text)
        if entry["key"] != key:
            raise SpoiltEntryError("it belongs to another query or identity")
        if entry["written"] > time.time() + CLOCK_TOLERANCE:
            raise SpoiltEntryError("it was written in the future, as the clock was set back since")
        return entry

    def _seal(self, text: str) -> str:
        return hmac.new(self._secret, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


@contextmanager
def _warned(what: str, secrets: Secrets) -> t.Iterator[None]:
    """Makes a warning of whatever is raised in the block: a cache plugin may raise anything."""
    try:
        yield
    except Exception as error:  # noqa: BLE001  # pylint: disable=broad-exception-caught
        lines = str(error).splitlines() or [type(error).__name__]
        display.warning(f"{what}: {secrets.blank(lines[0])}")
