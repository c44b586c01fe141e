# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t

if t.TYPE_CHECKING:
    from . import _secrets


class LiveError(Exception):
    """A query that failed, told in one sentence that says what happened and what the user can do.

    ``status_code`` (int), ``error_code``, ``error_msg`` and ``request_id`` (str) are set where an API answered.
    """

    def __init__(
        self,
        msg: str,
        *,
        status_code: int | None = None,
        error_code: str | None = None,
        error_msg: str | None = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(msg)
        self.msg = msg
        self.answered = {
            "status_code": status_code,
            "error_code": error_code,
            "error_msg": error_msg,
            "request_id": request_id,
        }

    def result(self) -> dict[str, t.Any]:
        """What a playbook gets of the failure: ``msg``, and of the API's answer what there is."""
        return {"msg": self.msg, **{key: value for key, value in self.answered.items() if value is not None}}

    def without(self, secrets: _secrets.Secrets) -> LiveError:
        """The same error with each secret blanked out, in case a server or a proxy echoed one."""
        answered: dict[str, t.Any] = {
            key: secrets.blank(value) if isinstance(value, str) else value for key, value in self.answered.items()
        }
        return type(self)(secrets.blank(self.msg), **answered)


class OptionError(LiveError):
    """What the user asked for cannot be done as it stands. No request was sent."""


class TransportError(LiveError):
    """A request got no answer that could be read."""


class ApiError(LiveError):
    """An API answered with an error."""


class AnswerError(LiveError):
    """An API answered with something other than what it documents."""


class ListingError(LiveError):
    """The tasks kept changing while they were read, so that no whole listing came together."""


class CutShortError(OSError):
    """An answer that was not there to its end: what the transport tries again, and no one else sees."""
