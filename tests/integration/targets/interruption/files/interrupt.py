# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Run a playbook while a fault is on, send a signal when enough requests are under way, and say what is left of it.

The arguments are the playbook, a directory, and the case as JSON; standard input has the emulator's ready line. Prints
JSON: the exit ``status`` of ansible-playbook, its ``output``, the ``seconds`` from the signal (or, where there is
none, from its end) until the last of its processes was gone, the ``processes`` that were not gone after all, and the
files with ``secrets``.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

PATIENCE = 20.0
MARK = f"INTERRUPTION={uuid.uuid4()}"
DIRECTORIES = {
    "HOME": "home",
    "TMPDIR": "tmp",
    "ANSIBLE_LOCAL_TEMP": "local",
    "ANSIBLE_REMOTE_TMP": "remote",
    "ANSIBLE_ASYNC_DIR": "async",
}


def control(ready: dict[str, Any], method: str, what: str, payload: Any = None) -> Any:
    """Ask something of the emulator."""
    request = urllib.request.Request(
        f"{ready['control']}/{what}", json.dumps(payload).encode(), {"Content-Type": "application/json"}, method=method
    )
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=PATIENCE) as answer:
        return json.load(answer)


def environment(ready: dict[str, Any], case: dict[str, Any], directory: Path) -> dict[str, str]:
    """What the playbook finds: the connection, an own place for each temporary file, and a mark for its processes."""
    variables = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    for name, place in DIRECTORIES.items():
        (directory / place).mkdir(parents=True)
        variables[name] = str(directory / place)
    secret = "HW_SECRET_KEY" if case["credentials"] == "environment" else "INTERRUPTION_SECRET_KEY"
    name, dummy, value = MARK.partition("=")
    return {
        **variables,
        "ANSIBLE_NOCOLOR": "1",
        "ANSIBLE_PIPELINING": str(case["pipelining"]),
        "COLUMNS": "1000",
        "HUAWEICLOUD_LIVE_ENDPOINT": ready["endpoint"],
        # Where nobody is.
        "HUAWEICLOUD_METADATA_ENDPOINT": "http://127.0.0.1:1",
        "HW_ACCESS_KEY": ready["access_key"],
        "HW_PROJECT_ID": ready["project_id"],
        secret: ready["secret_key"],
        name: value,
    }


def processes() -> dict[int, tuple[int, str]]:
    """The processes of the run that have not ended: ID -> ID of the parent, command."""
    found = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if MARK.encode() in (place / "environ").read_bytes().split(b"\0"):
                parent = (place / "stat").read_text("utf-8").rpartition(")")[2].split()[1]
                command = (place / "cmdline").read_bytes().decode(errors="replace").replace("\0", " ")
                found[int(place.name)] = (int(parent), command)
        except OSError:
            # It ended meanwhile.
            continue
    return found


def module_process() -> int:
    """The process that runs the module, which is the last one in a chain of shells."""
    found = processes()
    parents = {parent for parent, dummy in found.values()}
    (leaf,) = (process for process in found if process not in parents)
    return leaf


def wait_for(condition: Callable[[], bool]) -> float:
    """The seconds until the condition came true, or until the patience was at its end."""
    begin = time.monotonic()
    while not condition() and time.monotonic() - begin < PATIENCE:
        time.sleep(0.02)
    return time.monotonic() - begin


def run(playbook: str, directory: Path, case: dict[str, Any], ready: dict[str, Any]) -> dict[str, Any]:
    """See above."""
    control(ready, "PUT", "faults", [case["fault"]] if "fault" in case else [])
    control(ready, "DELETE", "requests")
    command = ["ansible-playbook", "-i", "localhost,", "-e", json.dumps({"case": case}), playbook]
    command += ["-e", f"ansible_python_interpreter={sys.executable}"]
    # As a shell does it, whose Ctrl-C goes to the group of a command.
    with open(directory / "output", "w+b") as output:
        ansible = subprocess.Popen(
            command,
            env=environment(ready, case, directory),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            if "requests" in case:
                wait_for(lambda: len(control(ready, "GET", "requests")["requests"]) >= case["requests"])
            if "signal" not in case:
                ansible.wait(PATIENCE)
            elif case["to"] == "module":
                os.kill(module_process(), signal.Signals[case["signal"]])
            else:
                os.killpg(ansible.pid, signal.Signals[case["signal"]])
            seconds = wait_for(lambda: ansible.poll() is not None and not processes())
            left = processes()
        finally:
            for process in processes():
                os.kill(process, signal.SIGKILL)
            status = ansible.wait(PATIENCE)
        output.seek(0)
        text = output.read().decode(errors="replace")
    secret = ready["secret_key"].encode()
    files = [str(file) for file in directory.rglob("*") if file.is_file() and secret in file.read_bytes()]
    commands = [command for dummy, command in left.values()]
    return {"status": status, "output": text, "seconds": seconds, "processes": commands, "secrets": files}


if __name__ == "__main__":
    # A background process may have been told to ignore it, and its children would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    own = Path(sys.argv[2]) / uuid.uuid4().hex
    own.mkdir()
    print(json.dumps(run(sys.argv[1], own, json.loads(sys.argv[3]), json.load(sys.stdin))))
