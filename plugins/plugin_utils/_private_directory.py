# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This plugin util is private to the collection: it can change at any time.
# Do not use it from other collections or from plugins of your own.

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import stat
import tempfile
import time
import typing as t
from contextlib import suppress

if t.TYPE_CHECKING:
    from types import TracebackType

SECRET_LENGTH = 32

LONGEST_WAIT = 600.0
"""Seconds to wait for a lock. Its holder may have been stopped, and not ended."""

SECONDS_BETWEEN_LOOKS = 0.02

_SECRET, _LOCK = "secret", "lock"


class PrivateDirectory:
    """A directory that nobody but the user can enter, with a secret of its own and locks.

    It is made where it is not there. Raises ``OSError`` when that fails, or when it is someone else's.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with suppress(FileExistsError):
            os.mkdir(path, 0o700)
        status = os.lstat(path)
        # In a directory that others can write to, they may have been there first.
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
            raise PermissionError(f"{path} is not a directory of the user that runs this")
        if stat.S_IMODE(status.st_mode) != 0o700:
            os.chmod(path, 0o700)

    def secret(self) -> bytes:
        """Random bytes that stay the same as long as the directory exists. Raises ``OSError``."""
        secret = self._read_secret()
        if secret is None:
            with self.lock(_SECRET):
                secret = self._read_secret() or self._write_secret()
        return secret

    def _read_secret(self) -> bytes | None:
        try:
            descriptor = os.open(os.path.join(self.path, _SECRET), os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except FileNotFoundError:
            return None
        with open(descriptor, "rb") as file:
            secret = file.read(SECRET_LENGTH + 1)
        return secret if len(secret) == SECRET_LENGTH else None

    def _write_secret(self) -> bytes:
        secret = secrets.token_bytes(SECRET_LENGTH)
        descriptor, path = tempfile.mkstemp(dir=self.path)
        try:
            with open(descriptor, "wb") as file:
                file.write(secret)
            os.replace(path, os.path.join(self.path, _SECRET))
        except OSError:
            os.unlink(path)
            raise
        return secret

    def lock(self, name: str) -> Lock:
        """The lock of this name, held. Raises ``OSError``: ``TimeoutError`` where another process keeps it."""
        return Lock(os.path.join(self.path, _LOCK), name)

    def protect(self, ending: str) -> None:
        """Takes from everybody else the right to read the files whose names end so. Raises ``OSError``."""
        for file in self._files():
            if file.name.endswith(ending):
                os.chmod(file.path, 0o600)

    def clear(self, age: float) -> None:
        """Removes what was not written to for so many seconds. Raises ``OSError``."""
        for file in self._files():
            with suppress(FileNotFoundError):
                if file.stat(follow_symlinks=False).st_mtime < time.time() - age:
                    os.unlink(file.path)

    def _files(self) -> list[os.DirEntry[str]]:
        with os.scandir(self.path) as entries:
            return [
                entry
                for entry in entries
                if entry.name not in (_SECRET, _LOCK) and entry.is_file(follow_symlinks=False)
            ]


class Lock:
    """A lock among all processes of this user. It ends with its block, or with the process that holds it."""

    def __init__(self, path: str, name: str) -> None:
        self.was_free = True
        """Whether nobody held it when we came."""
        # A byte of one file for each name, wherever the file ends: no name leaves a file behind.
        self._position = int.from_bytes(hashlib.sha256(name.encode("utf-8")).digest()[:7], "big")
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            self._wait()
        except BaseException:
            os.close(self._descriptor)
            raise

    def _wait(self) -> None:
        give_up = time.monotonic() + LONGEST_WAIT
        while not self._take():
            self.was_free = False
            if time.monotonic() >= give_up:
                raise TimeoutError(f"another process has kept it locked for {LONGEST_WAIT:g} seconds")
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def _take(self) -> bool:
        try:
            fcntl.lockf(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, self._position)
        except (BlockingIOError, PermissionError):
            # POSIX lets a system choose between the two.
            return False
        return True

    def __enter__(self) -> Lock:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        os.close(self._descriptor)
