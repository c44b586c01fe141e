# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import hashlib
import json
import platform
import typing as t

from . import _choice, _credentials_file, _options, _relay_tasks

# To be raised when an answer that was kept by an earlier version must not be taken any more.
_LAYOUT = 1

# Whoever knows the hash could try passwords on it. Beside the names that are hashed, they would tell nothing more.
_LEFT_OUT = ("secret_key", "security_token", "password")


def fingerprint(options: _options.Options, query: _relay_tasks.Query) -> str:
    """A SHA-256 (hexadecimal) that differs where the query, the service asked or the identity that asks differs.

    No request is sent for it: an identity is what names it (an access key, a user, a token, an instance), not what the
    service would say to it. Raises ``OptionError`` where there is half a credential or no readable credentials file.
    """
    shaped = {
        "layout": _LAYOUT,
        "query": vars(query),
        "endpoint": options.endpoint,
        "metadata_endpoint": options.metadata_endpoint,
        "validate_certs": options.validate_certs,
        "ca_path": options.ca_path,
        "auth_type": options.auth_type,
        "given": {name: options.given[name].value for name in _names(options)},
        "beside": _beside_the_options(options),
    }
    return hashlib.sha256(json.dumps(shaped, sort_keys=True, default=str).encode()).hexdigest()


def _names(options: _options.Options) -> list[str]:
    """Those options that say who asks, and where."""
    return [name for name in _options.ENVIRONMENT if name in options.given and name not in _LEFT_OUT]


def _beside_the_options(options: _options.Options) -> t.Any:
    """What says who asks where the options do not: the credentials file, or the instance."""
    kind = _choice.choose(options)
    if _credentials_file.is_read(kind):
        profile = _credentials_file.read_profile(_credentials_file.credentials_path(options))
        return ["file", profile.access_key, profile.project_id, profile.iam_endpoint]
    if kind is None or kind == "metadata":
        return ["instance", platform.node()]
    return None
