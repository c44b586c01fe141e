# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ansible's zip file of a module, in which Python would compile each file twice."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ansible_collections.huaweicloud.live.plugins import module_utils

PACKAGE = "ansible_collections/huaweicloud/live/plugins/module_utils"

SCRIPT = """
import collections, importlib, json, sys

package, compile_once, payload = sys.argv[1].replace("/", "."), sys.argv[2] == "once", sys.argv[3]
compiled = collections.Counter()
sys.path.insert(0, payload)
sys.addaudithook(lambda event, args: event == "compile" and compiled.update([str(args[1])]))
if compile_once:
    importlib.import_module(package + "._zip_import").compile_once()
client = importlib.import_module(package + "._client")
own = {name.rpartition("/")[2]: number for name, number in compiled.items() if name.startswith(payload)}
print(json.dumps({"compiled": own, "file": client.__file__}))
"""


@pytest.fixture
def payload(tmp_path):
    """A zip file like Ansible's, with the files of this collection."""
    path = tmp_path / "payload of a module.zip"
    with zipfile.ZipFile(path, "w") as archive:
        parts = PACKAGE.split("/")
        for depth in range(len(parts)):
            archive.writestr("/".join([*parts[: depth + 1], "__init__.py"]), "")
        for file in Path(*module_utils.__path__).glob("_*.py"):
            archive.write(file, f"{PACKAGE}/{file.name}")
    return path


def imported(payload, how):
    """What a process that imports the client from the payload compiles how often, and where the client was found."""
    command = [sys.executable, "-c", SCRIPT, PACKAGE, how, str(payload)]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def test_each_file_is_compiled_once(payload):
    compiled = imported(payload, "once")["compiled"]
    own = {name: number for name, number in compiled.items() if name not in ("__init__.py", "_zip_import.py")}
    assert {"_client.py", "_transport.py"} < set(own)
    assert set(own.values()) == {1}


def test_python_itself_compiles_each_file_twice(payload):
    """Where this fails, Python does better now, and the module can do without."""
    compiled = imported(payload, "as it is")["compiled"]
    assert compiled["_client.py"] == compiled["_transport.py"] == 2


def test_a_file_is_named_as_python_names_it(payload):
    file = f"{payload}/{PACKAGE}/_client.py"
    assert imported(payload, "once")["file"] == imported(payload, "as it is")["file"] == file


def test_ways_to_sign_in_that_are_not_chosen_are_not_imported(payload):
    assert not {"_identities.py", "_iam.py", "_metadata.py", "_readings.py", "_network_errors.py"} & set(
        imported(payload, "once")["compiled"]
    )
