# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Hold the examples of the guides equal to the files that the tests run: ``python tests/docs/examples.py [--write]``.

A code block that stands below the comment ``.. example: FILE`` shows that file, without its header. It is copied and
not included, as the guides are also built where the tests are not. Without ``--write``, a difference is an error.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ROOT / "docs/docsite/rst"
# What the tests run.
PLACES = ("playbooks/", "tests/integration/targets/", "tests/execution_environment/")

EXAMPLE = re.compile(
    r"^\.\. example: (?P<file>\S+)\n\n\.\. code-block:: (?P<language>\S+)\n\n(?: {3}.*\n|\n)+", re.MULTILINE
)
MARK = re.compile(r"^ *\.\. example\b", re.MULTILINE)
HEADER = re.compile(r"(?:---\n)?(?:#.*\n)+\n")


def shown(example: re.Match[str]) -> str:
    """The code block as it has to be."""
    name = example["file"]
    if not name.startswith(PLACES):
        raise SystemExit(f"No test runs {name}: examples are in {', '.join(PLACES)}.")
    text = HEADER.sub("", (ROOT / name).read_text(encoding="utf-8"), count=1).rstrip("\n")
    lines = "\n".join(f"   {line}" if line else "" for line in text.split("\n"))
    return f".. example: {name}\n\n.. code-block:: {example['language']}\n\n{lines}\n\n"


def main() -> int:
    """Compares, or writes; gives the exit status."""
    status = 0
    for guide in sorted(GUIDES.glob("*.rst")):
        text = guide.read_text(encoding="utf-8")
        renewed, examples = EXAMPLE.subn(shown, text)
        renewed = renewed.rstrip("\n") + "\n"
        if examples != len(MARK.findall(text)):
            print(f"{guide.name}: there is an example comment without a code block below it.", file=sys.stderr)
            status = 1
        elif renewed != text and "--write" in sys.argv[1:]:
            guide.write_text(renewed, encoding="utf-8")
        elif renewed != text:
            print(f"{guide.name}: an example differs from its file. `make docs` copies the files.", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
