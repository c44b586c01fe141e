# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import threading
import typing as t

from . import _auth, _errors

if t.TYPE_CHECKING:
    from . import _request


class RenewableAuth(_auth.Auth):
    """Signs requests in with what we obtained ourselves, and obtains it anew, once, when it is rejected."""

    def __init__(self, obtain: t.Callable[[], _auth.Auth]) -> None:
        self._obtain = obtain
        self._current = obtain()
        self._was_renewed = False
        self._refusal: _errors.LiveError | None = None
        self._lock = threading.Lock()

    def __call__(self, request: _request.Request) -> _request.Request:
        return self._current(request)

    def for_project(self, project_id: str) -> RenewableAuth:
        obtain = self._obtain
        self._obtain = lambda: obtain().for_project(project_id)
        self._current = self._current.for_project(project_id)
        return self

    def current(self) -> _auth.Auth:
        return self._current

    def renewed(self, used: _auth.Auth) -> bool:
        # Many threads may be rejected at once: the first one renews, the others find it done, or refused.
        with self._lock:
            if self._current is used and not self._was_renewed:
                self._was_renewed = True
                try:
                    self._current = self._obtain()
                except _errors.LiveError as error:
                    self._refusal = error
            if self._refusal:
                raise self._refusal
            return self._current is not used

    def rejected(self, date: str | None) -> str:
        return self._current.rejected(date)
