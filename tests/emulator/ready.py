# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the emulator says of itself when it is ready. Needs the standard library alone."""

from __future__ import annotations

from typing import Any


class Ready:
    """The ready line: addresses, and the credentials of those who may ask."""

    def __init__(self, ready: dict[str, Any]) -> None:
        """``ready`` is the whole line; what has no property here is found in it."""
        self.ready = ready

    @property
    def endpoint(self) -> str:
        """URL of Live, without a path."""
        return str(self.ready["endpoint"])

    @property
    def iam_endpoint(self) -> str:
        """URL of IAM, without a path."""
        return str(self.ready["iam_endpoint"])

    @property
    def metadata_endpoint(self) -> str:
        """URL of an instance's metadata service, without a path."""
        return str(self.ready["metadata_endpoint"])

    @property
    def region(self) -> str:
        """The region that the project is in."""
        return str(self.ready["region"])

    @property
    def project_id(self) -> str:
        """The project that has the tasks."""
        return str(self.ready["project_id"])

    @property
    def access_key(self) -> str:
        """A permanent access key."""
        return str(self.ready["access_key"])

    @property
    def secret_key(self) -> str:
        """The secret of :attr:`access_key`."""
        return str(self.ready["secret_key"])

    @property
    def auth_token(self) -> str:
        """A user token."""
        return str(self.ready["auth_token"])

    @property
    def username(self) -> str:
        """A user who may sign in to the project."""
        return str(self.ready["username"])

    @property
    def password(self) -> str:
        """The password of :attr:`username`, with quotes and other characters that invite mistakes."""
        return str(self.ready["password"])

    @property
    def domain_name(self) -> str:
        """The account of :attr:`username`."""
        return str(self.ready["domain_name"])

    @property
    def ca_path(self) -> str | None:
        """PEM file of the certificate authority; None without TLS."""
        path: str | None = self.ready["ca_path"]
        return path
