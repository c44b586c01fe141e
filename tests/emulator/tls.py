# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A certificate authority for one run, and the server's certificate under it."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True)
class Certificates:
    """The certificate that the server shows, and the PEM file of the authority that clients have to trust."""

    certificate: trustme.LeafCert
    ca_path: Path


@contextlib.contextmanager
def certificates() -> Iterator[Certificates]:
    """Certificates for localhost and 127.0.0.1, in a private directory that goes when the block is left."""
    with tempfile.TemporaryDirectory(prefix="huaweicloud-live-emulator-") as directory:
        authority = trustme.CA()
        ca_path = Path(directory) / "ca.pem"
        authority.cert_pem.write_to_path(str(ca_path))
        yield Certificates(authority.issue_cert("localhost", "127.0.0.1"), ca_path)
