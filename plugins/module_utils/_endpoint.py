# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import re
from urllib.parse import urlsplit

from . import _errors

METADATA_HOST = "169.254.169.254"
"""Where an instance finds its own metadata. Every cloud has it there, and no other host can."""

EXAMPLES = {
    "endpoint": "https://live.cn-north-4.myhuaweicloud.com",
    "iam_endpoint": "https://iam.cn-north-4.myhuaweicloud.com",
    "metadata_endpoint": f"http://{METADATA_HOST}",
}


def check_endpoint(option: str, endpoint: str) -> str:
    """The endpoint as ``scheme://host[:port]``, when requests with credentials may go there.

    Raises ``OptionError`` when it is not a plain ``https://`` address. ``http://`` is for loopback hosts alone:
    anywhere else it would send credentials in the clear. (And for the metadata address, which has no other.)
    """
    wanted = f"write it as https://HOST or https://HOST:PORT, for example {EXAMPLES[option]}"
    shown = _without_userinfo(endpoint)
    try:
        parts = urlsplit(endpoint)
        host, dummy = parts.hostname, parts.port
    except ValueError:
        raise _errors.OptionError(f"{option} is not a valid address: {shown!r}; {wanted}.") from None
    if parts.scheme not in ("https", "http") or not host:
        raise _errors.OptionError(f"{option} has no https:// in front of a host name: {shown!r}; {wanted}.")
    if parts.username is not None or parts.password is not None:
        raise _errors.OptionError(f"{option} carries a user name or a password: {shown!r}; {wanted}.")
    if parts.path not in ("", "/") or parts.query or parts.fragment or "?" in endpoint or "#" in endpoint:
        raise _errors.OptionError(f"{option} has something behind the host name: {shown!r}; {wanted}, without a path.")
    if not endpoint.isprintable() or any(character in ' \\^`{}|"<>' for character in endpoint):
        raise _errors.OptionError(f"{option} has a character that no address has: {shown!r}; {wanted}.")
    if parts.scheme == "http" and not is_loopback(host) and (option, host) != ("metadata_endpoint", METADATA_HOST):
        raise _errors.OptionError(
            f"{option} is {shown!r}, and plain http:// would send your credentials unencrypted; "
            f"use https:// (http:// works for loopback addresses alone)."
        )
    return f"{parts.scheme}://{parts.netloc}"


def is_loopback(host: str) -> bool:
    """Whether a host name or address always means this machine."""
    if host.lower() == "localhost":
        return True
    # Late, as an endpoint over TLS needs none of it.
    import ipaddress  # noqa: PLC0415

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _without_userinfo(endpoint: str) -> str:
    userinfo, dummy, rest = endpoint.rpartition("@")
    scheme = re.match(r"[A-Za-z]+://", userinfo)
    return f"{scheme[0] if scheme else ''}{rest}"
