# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Search texts, and all files below a directory, for secrets, in whatever form one may stand there.

Standard input is JSON: ``directory``, ``texts`` (name -> text) and ``secrets`` (name -> secret). Standard output is
JSON, a list of what was found: ``[name of the text or file, name of the secret]``.
"""

from __future__ import annotations

import base64
import binascii
import html
import io
import json
import re
import sys
import urllib.parse
import zipfile
from collections.abc import Iterator
from pathlib import Path

# The first and the last characters of a long secret are searched for as well.
PIECE = 16

AUTHORIZATION = re.compile(rb"Signature=[0-9a-f]{64}")
BASE64 = re.compile(rb"[A-Za-z0-9+/]{64,}={0,2}")
DEEPEST = 4


def pieces(secret: str) -> set[str]:
    """The secret, and where it is long its beginning and its end."""
    return {secret, secret[:PIECE], secret[-PIECE:]} if len(secret) > 2 * PIECE else {secret}


def forms(text: str) -> Iterator[bytes]:
    """The text as it may be written down, each without the white space that a terminal's line ends fall upon."""
    plain = {text, html.escape(text), urllib.parse.quote(text), urllib.parse.quote(text, safe=""), repr(text)[1:-1]}
    for dummy in range(3):
        plain |= {json.dumps(form, ensure_ascii=ascii_only)[1:-1] for form in plain for ascii_only in (True, False)}
    for form in plain:
        yield without_space(form.encode())
    for before in range(3):
        encoded = base64.b64encode(b"-" * before + text.encode())
        # The characters at either end depend on the neighbours as well.
        yield encoded[4 if before else 0 : -4]
    yield text.encode().hex().encode()


def without_space(data: bytes) -> bytes:
    """The data without any white space."""
    return b"".join(data.split())


def layers(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """The data, and what is packed into it: archives, and text in base64."""
    yield data
    if depth == DEEPEST:
        return
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                yield from layers(archive.read(member), depth + 1)
    for match in BASE64.finditer(data):
        try:
            yield from layers(base64.b64decode(match[0]), depth + 1)
        except binascii.Error:
            continue


class Search:
    """A search for secrets, which looks only once at what comes in many files."""

    def __init__(self, secrets: dict[str, str]) -> None:
        self._forms = {
            name: {form for piece in pieces(secret) for form in forms(piece)} for name, secret in secrets.items()
        }
        self._seen: dict[bytes, set[str]] = {}

    def find(self, data: bytes) -> list[str]:
        """The names of the secrets that stand in the data, sorted."""
        return sorted(set().union(*map(self._find_in, layers(data))))

    def _find_in(self, layer: bytes) -> set[str]:
        if layer not in self._seen:
            searched = without_space(layer)
            found = {name for name, wanted in self._forms.items() if any(form in searched for form in wanted)}
            if AUTHORIZATION.search(searched):
                found.add("an Authorization header")
            self._seen[layer] = found
        return self._seen[layer]


def main() -> None:
    """Search what standard input says."""
    wanted = json.load(sys.stdin)
    search = Search(wanted["secrets"])
    things = {name: text.encode() for name, text in wanted["texts"].items()}
    directory = Path(wanted["directory"])
    things |= {
        str(path.relative_to(directory)): path.read_bytes() for path in sorted(directory.rglob("*")) if path.is_file()
    }
    found = [
        [name, secret] for name, data in things.items() for secret in {*search.find(data), *search.find(name.encode())}
    ]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
