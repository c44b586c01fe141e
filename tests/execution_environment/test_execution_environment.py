# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What ansible-builder makes of the collection's package, and of the definition that the guide shows."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DEFINITION = Path(__file__).parent / "execution-environment.yml"


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    place = tmp_path_factory.mktemp("package")
    run("ansible-galaxy", "collection", "build", "--output-path", place, ROOT, home=place)
    (package,) = place.glob("*.tar.gz")
    return package


def run(*command, home):
    """What a command prints; the user's own settings of Ansible are out of its sight."""
    done = subprocess.run(
        [str(argument) for argument in command],
        env={**os.environ, "HOME": str(home)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_an_installed_package_asks_for_its_python_requirements_and_for_nothing_of_the_system(package, tmp_path):
    run("ansible-galaxy", "collection", "install", "--offline", "-p", tmp_path, package, home=tmp_path)
    found = yaml.safe_load(run("ansible-builder", "introspect", tmp_path, home=tmp_path))
    assert [line.partition("#")[0].strip() for line in found["python"]] == ["requests>=2.31"]
    assert found["system"] == []


def test_the_definition_of_the_guide_gives_a_build_context_with_the_package_in_it(package, tmp_path):
    definition = shutil.copy(DEFINITION, tmp_path)
    shutil.copy(package, tmp_path)
    context = tmp_path / "context"
    run("ansible-builder", "create", "--file", definition, "--context", context, home=tmp_path)
    wanted = yaml.safe_load((context / "_build/requirements.yml").read_text(encoding="utf-8"))
    (collection,) = wanted["collections"]
    assert collection["type"] == "file"
    assert (context / "_build" / collection["name"]).read_bytes() == package.read_bytes()
