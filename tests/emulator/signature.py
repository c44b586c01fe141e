# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The signature that a request should have, by the SDK's own signer: none of our code takes part in it."""

from __future__ import annotations

from dataclasses import dataclass

from huaweicloudsdkcore.sdk_request import SdkRequest
from huaweicloudsdkcore.signer.signer import Signer

from .credentials import AccessKey
from .incoming import Incoming, SignedClaim


@dataclass(frozen=True)
class _Pair:
    ak: str
    sk: str


def expected_authorization(incoming: Incoming, claim: SignedClaim, key: AccessKey) -> str:
    """The ``Authorization`` value of this request, had the SDK signed the claimed headers with this key.

    Each header that the claim names has to be there, and ``x-sdk-date`` in the form ``YYYYMMDDTHHMMSSZ``.
    """
    request = SdkRequest(
        method=incoming.method,
        host=incoming.headers["host"],
        resource_path=incoming.raw_path,
        query_params=list(incoming.query),
        header_params={name: incoming.headers[name] for name in claim.signed_headers},
        body=incoming.body,
    )
    authorization: str = Signer(_Pair(key.access, key.secret)).sign(request).header_params["Authorization"]
    return authorization
