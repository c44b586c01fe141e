# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import hashlib
import hmac
import typing as t
from datetime import datetime, timezone
from urllib.parse import quote, unquote, urlsplit

ALGORITHM = "SDK-HMAC-SHA256"
DATE_HEADER = "X-Sdk-Date"


def signing_date(now: datetime | None = None) -> str:
    """A point in time (default: now), as ``X-Sdk-Date`` carries it: ``YYYYMMDDTHHMMSSZ`` in UTC."""
    return (now or datetime.now(timezone.utc)).strftime("%Y%m%dT%H%M%SZ")


def authorization(
    *, method: str, url: str, headers: t.Mapping[str, str], body: bytes, access_key: str, secret_key: str
) -> str:
    """The ``Authorization`` header that signs a request with a Huawei Cloud access key.

    ``url`` is the absolute URL that goes on the wire, percent-encoded. All of ``headers`` are signed, so that they
    must hold ``Host`` and ``X-Sdk-Date`` and nothing that a proxy may change; names with an underscore are left out,
    as gateways drop those.

    Source: "AK/SK signing and authentication" of the API request signing guide;
    ``huaweicloudsdkcore.signer.signer.Signer`` of the official SDK settles the details.
    """
    signed = {name.lower(): value.strip() for name, value in headers.items() if "_" not in name}
    names = ";".join(sorted(signed))
    parts = urlsplit(url)
    canonical_request = "\n".join(
        (
            method.upper(),
            _canonical_path(parts.path),
            _canonical_query(parts.query),
            "".join(f"{name}:{signed[name]}\n" for name in sorted(signed)),
            names,
            hashlib.sha256(body).hexdigest(),
        )
    )
    digest = hashlib.sha256(canonical_request.encode("utf-8")).hexdigest()
    string_to_sign = f"{ALGORITHM}\n{signed[DATE_HEADER.lower()]}\n{digest}"
    signature = hmac.new(secret_key.encode("utf-8"), string_to_sign.encode("utf-8"), hashlib.sha256).hexdigest()
    return f"{ALGORITHM} Access={access_key}, SignedHeaders={names}, Signature={signature}"


def _canonical_path(path: str) -> str:
    encoded = "/".join(quote(segment, safe="~") for segment in unquote(path).split("/"))
    return encoded if encoded.endswith("/") else encoded + "/"


def _canonical_query(query: str) -> str:
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    decoded = sorted((unquote(name), unquote(value)) for name, dummy, value in pairs)
    return "&".join(f"{quote(name, safe='~')}={quote(value, safe='~')}" for name, value in decoded)
