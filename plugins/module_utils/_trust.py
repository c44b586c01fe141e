# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import os
import ssl

from . import _errors
from ._requests import urllib3


class Trust:
    """Whom to trust over TLS, and ``context`` for it: TLS 1.2 at least, with certificates that are checked, or not.

    Raises ``OptionError`` when the CA bundle is not there or is not one.
    """

    def __init__(self, validate_certs: bool, ca_path: str | None) -> None:
        self.context: ssl.SSLContext = urllib3.util.ssl_.create_urllib3_context()
        # Which Python and urllib3 before their current versions leave to OpenSSL.
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._bundle: str | None = None
        if not validate_certs:
            urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
            self.context.check_hostname = False
            self.context.verify_mode = ssl.CERT_NONE
            return
        place, self._bundle = _bundle(ca_path)
        if not os.path.exists(self._bundle):
            raise _errors.OptionError(f"{place} is {self._bundle!r}, which does not exist on this host.")
        try:
            # Once, as it takes long, and not for each connection anew.
            self.context.load_verify_locations(**self.locations("cafile", "capath"))
        except ssl.SSLError:
            raise _errors.OptionError(
                f"{place} is {self._bundle!r}, which is not a file of certificates in PEM form "
                f"(-----BEGIN CERTIFICATE-----)."
            ) from None
        except OSError as error:
            raise _errors.OptionError(f"{place} is {self._bundle!r}, which cannot be read: {error.strerror}.") from None

    def locations(self, file: str, directory: str) -> dict[str, str]:
        """The CA bundle by the name that it has as a file, or as a directory; nothing where nothing is checked."""
        if self._bundle is None:
            return {}
        return {directory if os.path.isdir(self._bundle) else file: self._bundle}


def _bundle(ca_path: str | None) -> tuple[str, str]:
    """The CA bundle and what names it, in the order in which requests' session looks for it."""
    places = (
        ("ca_path", ca_path),
        ("The environment variable REQUESTS_CA_BUNDLE", os.environ.get("REQUESTS_CA_BUNDLE")),
        ("The environment variable CURL_CA_BUNDLE", os.environ.get("CURL_CA_BUNDLE")),
    )
    for place, path in places:
        if path:
            return place, path
    return "The CA bundle of requests", _default_bundle()


def _default_bundle() -> str:
    """What requests has from certifi; requests itself takes long to be imported."""
    try:
        import certifi  # noqa: PLC0415
    except ImportError:
        # Some distributions change requests so that it has the system's.
        from requests import utils  # noqa: PLC0415

        return str(utils.DEFAULT_CA_BUNDLE_PATH)
    return certifi.where()
