# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Build the documentation as a site: ``python tests/docs/build_site.py DIRECTORY``; `make docs` runs it.

antsibull-docs writes the pages of the collection that Ansible finds, Sphinx makes HTML of them, and a warning is an
error. No page of another site is fetched.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from sphinx.application import Sphinx

from ansible_collections.huaweicloud.live.tests.docs.ansible_documentation import INTERSPHINX_URL, write_inventory

COLLECTION = "huaweicloud.live"
GUIDES = Path(__file__).resolve().parents[2] / "docs/docsite/rst"


def write_pages(directory: Path) -> None:
    """Have antsibull-docs write each guide, plugin and role as reStructuredText."""
    # antsibull-docs wants to be the only one who can write there.
    directory.mkdir(mode=0o755)
    command = ["antsibull-docs", "collection", "--use-current", "--squash-hierarchy", "--fail-on-error"]
    subprocess.run([*command, "--dest-dir", str(directory), COLLECTION], check=True)
    # It leaves out pictures.
    for picture in GUIDES.glob("*.svg"):
        for page in directory.rglob(f"{picture.stem}.rst"):
            shutil.copy(picture, page.parent)


def build(pages: Path, inventory: Path, site: Path) -> int:
    """Make HTML of the pages; gives Sphinx's exit status."""
    settings = {
        "project": COLLECTION,
        "html_title": f"The Ansible collection {COLLECTION}",
        "html_short_title": COLLECTION,
        "extensions": ["sphinx.ext.intersphinx", "sphinx_antsibull_ext"],
        "intersphinx_mapping": {"ansible": (INTERSPHINX_URL, str(inventory))},
        "html_theme": "sphinx_ansible_theme",
        "html_show_sphinx": False,
        "html_use_index": False,
        "html_copy_source": False,
        "pygments_style": "ansible",
        "highlight_language": "YAML+Jinja",
        "default_role": "any",
        "nitpicky": True,
    }
    application = Sphinx(
        srcdir=pages,
        confdir=None,
        outdir=site,
        doctreedir=pages.parent / "doctrees",
        buildername="html",
        confoverrides=settings,
        freshenv=True,
        warningiserror=True,
        status=None,
    )
    application.build(force_all=True)
    return application.statuscode


def main() -> int:
    """Builds, and says where the site is."""
    site = Path(sys.argv[1]).absolute()
    with tempfile.TemporaryDirectory() as place:
        pages, inventory = Path(place, "pages"), Path(place, "ansible.inv")
        write_pages(pages)
        write_inventory(inventory)
        status = build(pages, inventory, site)
    if status == 0:
        print(f"The site begins at {site / 'index.html'}")
    return status


if __name__ == "__main__":
    sys.exit(main())
