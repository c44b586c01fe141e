# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All checks: `make test` runs them, `make sessions` lists them.

antsibull-nox.toml configures the static ones. The ones below need a running Python for each ansible-core;
antsibull-nox has such sessions as well, but those need containers.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import antsibull_nox
import nox
from antsibull_nox.sessions import prepare_collections

sys.path.insert(0, str(Path(__file__).parent / "tests" / "tooling"))

from ansible_test_home import create_home
from pythons import MODULE_PYTHON, choose_cores, find_pythons, path_with
from short_path import without_space

if TYPE_CHECKING:
    from collections.abc import Sequence

nox.options.envdir = without_space(Path(__file__).parent.absolute() / ".nox")
nox.options.reuse_venv = "yes"

antsibull_nox.load_antsibull_nox_toml()

PYTHONS = find_pythons()
CORES = choose_cores(PYTHONS)
DEFAULT_CORES = {min(CORES), max(CORES)}
NEWEST_CORE = max(CORES)

EMULATOR = ("-r", "tests/emulator/requirements.txt")
UNIT = ("-r", "tests/unit/requirements.txt", *EMULATOR)
BENCHMARK = ("-r", "tests/benchmark/requirements.txt", *EMULATOR)
# What `ansible-test units --requirements` would install.
PYTEST_FOR_ANSIBLE_TEST = ["mock", "pytest", "pytest-mock", "pytest-xdist", "pyyaml"]


def install(session: nox.Session, core: tuple[int, int], *packages: str) -> Path:
    """Install this ansible-core and copy the collection to where Ansible finds it; gives that place."""
    session.install(f"ansible-core~={core[0]}.{core[1]}.0", "-r", "requirements.txt", *packages)
    collections = prepare_collections(session, install_in_site_packages=False, install_out_of_tree=True)
    assert collections is not None
    return collections.current_path


def ansible_test(session: nox.Session, collection: Path, *args: str, first_on_path: Path | None = None) -> None:
    """Run ansible-test in the copy, with a home of its own: it keeps environments and a bootstrap script there."""
    home = Path(session.virtualenv.location) / "home"
    create_home(home, session)
    path = path_with(PYTHONS, home / "bin")
    env = {"HOME": str(home), "PATH": f"{first_on_path}{os.pathsep}{path}" if first_on_path else path}
    with session.chdir(collection):
        session.run("ansible-test", *args, "--local", *session.posargs, env=env)


def python_version(session: nox.Session) -> str:
    """X.Y of the session's Python: without it ansible-test runs the unit tests with each Python on PATH."""
    answer = session.run("python", "-c", "import sys; print(*sys.version_info[:2], sep='.')", silent=True)
    return str(answer).strip()


def sanity(session: nox.Session, core: tuple[int, int]) -> None:
    ansible_test(session, install(session, core), "sanity")


def units(session: nox.Session, core: tuple[int, int]) -> None:
    collection = install(session, core, *PYTEST_FOR_ANSIBLE_TEST, *UNIT)
    ansible_test(session, collection, "units", "--python", python_version(session))


def integration(session: nox.Session, core: tuple[int, int]) -> None:
    collection = install(session, core, "-r", "tests/integration/requirements.txt", *EMULATOR)
    ansible_test(session, collection, "integration", "--python", python_version(session))


# The longest first, as they run side by side.
for check, what in ((integration, "integration tests"), (sanity, "sanity tests"), (units, "unit tests")):
    for core, python in CORES.items():
        label = ".".join(map(str, core))
        run = partial(check, core=core)
        run.__doc__ = f"Run the {what} with ansible-core {label}."
        nox.session(run, python=python, name=f"{check.__name__}-{label}", default=core in DEFAULT_CORES)


@nox.session(python=CORES[NEWEST_CORE])
def conformance(session: nox.Session) -> None:
    """Compare with the service's own SDK: its client reads our emulator, its signatures equal ours."""
    collection = install(session, NEWEST_CORE, "-r", "tests/conformance/requirements.txt", *EMULATOR)
    place = collection.parents[2]
    with session.chdir(collection):
        session.run("pytest", "tests/conformance", *session.posargs, env={"PYTHONPATH": str(place)})


def units_on_module_python(session: nox.Session) -> None:
    """Run the unit tests of module and module utilities with the oldest Python of a managed host."""
    core = min(CORES)
    version = ".".join(map(str, MODULE_PYTHON))
    collection = install(session, core, *EMULATOR)
    venv = Path(session.virtualenv.location) / f"python{version}"
    session.run(PYTHONS[MODULE_PYTHON], "-m", "venv", str(venv), external=True)
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    session.run(*pip, *PYTEST_FOR_ANSIBLE_TEST, "-r", "tests/unit/requirements.txt", external=True)
    # The emulator needs a later Python; tests find it by this name.
    wrapper = venv / "bin" / "python-of-emulator"
    wrapper.write_text(f'#!/bin/sh\nexec "{session.bin}/python" "$@"\n', encoding="utf-8")
    wrapper.chmod(0o755)
    ansible_test(session, collection, "units", "--python", version, first_on_path=venv / "bin")


if MODULE_PYTHON in PYTHONS:
    nox.session(units_on_module_python, python=CORES[min(CORES)], name="units-module-python")


@nox.session(python=CORES[NEWEST_CORE])
def package(session: nox.Session) -> None:
    """Build the collection, install it beside ansible-core and requests alone, and run its demos from there."""
    core = f"ansible-core~={NEWEST_CORE[0]}.{NEWEST_CORE[1]}.0"
    collection = install(session, NEWEST_CORE, *EMULATOR)
    place = Path(session.create_tmp())
    bare = place / "bare"
    env = {"HOME": str(place), "ANSIBLE_COLLECTIONS_PATH": str(place / "collections")}
    session.run("ansible-galaxy", "collection", "build", "--force", "--output-path", str(place), str(collection))
    package_file = max(place.glob("huaweicloud-live-*.tar.gz"))
    session.run("python", "-m", "venv", "--clear", str(bare))
    session.run(
        str(bare / "bin/python"), "-m", "pip", "install", "--quiet", core, "-r", "requirements.txt", external=True
    )
    galaxy = str(bare / "bin/ansible-galaxy")
    session.run(galaxy, "collection", "install", "--offline", "--force", str(package_file), env=env, external=True)
    command = [str(bare / "bin/ansible-playbook"), "--inventory", "demo/relay_tasks.yml"]
    command += [f"huaweicloud.live.{demo}" for demo in ("demo", "demo_roles", "demo_inventory")]
    with session.chdir(collection / "tests"):
        session.run("python", "-m", "emulator.run", *command, env=env)


def measurement(session: nox.Session, script: str, *args: str, packages: Sequence[str] = UNIT) -> None:
    """Run a script that measures the collection, as its users would run it."""
    collection = install(session, NEWEST_CORE, *packages)
    place = str(collection.parents[2])
    env = {"PYTHONPATH": place, "ANSIBLE_COLLECTIONS_PATH": place}
    session.run("python", script, *args, *session.posargs, env=env)


@nox.session(python=CORES[NEWEST_CORE], default=False)
def load(session: nox.Session) -> None:
    """Start 200 runs of the client at once against a throttled emulator."""
    measurement(session, "tests/load/run.py")


@nox.session(python=CORES[NEWEST_CORE], default=False)
def reliability(session: nox.Session) -> None:
    """Inject each fault many times and write what came out into the reliability page."""
    measurement(session, "tests/reliability/run.py", "--page", "docs/docsite/rst/reliability.rst")


@nox.session(python=CORES[NEWEST_CORE], default=False)
def bench(session: nox.Session) -> None:
    """Measure side by side with uri, the official SDK and the floor, and write the performance page."""
    results = ("--json", "tests/output/benchmark.json", "--page", "docs/docsite/rst/performance.rst")
    Path("tests/output").mkdir(exist_ok=True)
    measurement(session, "tests/benchmark/run.py", *results, packages=BENCHMARK)


@nox.session(name="bench-guard", python=CORES[NEWEST_CORE], default=False)
def bench_guard(session: nox.Session) -> None:
    """Fail when the collection has become much slower, by ratios with room in them."""
    measurement(session, "tests/benchmark/guard.py", packages=BENCHMARK)


@nox.session(python=CORES[NEWEST_CORE], default=False)
def search(session: nox.Session) -> None:
    """Look for broken promises in 20 times as many made-up histories and answers as the unit tests do."""
    collection = install(session, NEWEST_CORE, *PYTEST_FOR_ANSIBLE_TEST, *UNIT)
    with session.chdir(collection):
        session.run(
            "pytest",
            "--hypothesis-profile=long",
            "tests/unit/plugins/module_utils/test_churn.py",
            "tests/unit/plugins/module_utils/test_fuzz.py",
            *session.posargs,
            env={"PYTHONPATH": str(collection.parents[2])},
        )


@nox.session(python=CORES[NEWEST_CORE], name="execution-environment")
def execution_environment(session: nox.Session) -> None:
    """Have ansible-builder read what the collection needs, and prepare the build that the guide shows."""
    collection = install(session, NEWEST_CORE, "-r", "tests/execution_environment/requirements.txt")
    with session.chdir(collection):
        session.run("pytest", "tests/execution_environment", *session.posargs)


@nox.session(python=CORES[NEWEST_CORE])
def docs(session: nox.Session) -> None:
    """Build the documentation as a site; with `-- --write`, copy the examples into the guides before."""
    session.run("python", "tests/docs/examples.py", *session.posargs)
    collection = install(session, NEWEST_CORE, "-r", "tests/docs/requirements.txt")
    session.run("python", "tests/docs/build_site.py", "docs/build", env={"PYTHONPATH": str(collection.parents[2])})


@nox.session(name="module-python")
def module_python(session: nox.Session) -> None:
    """Check that what runs on a managed host needs no Python later than 3.9."""
    session.install("vermin")
    session.run("vermin", "--target=3.9-", "--violations", "--no-tips", "plugins/modules", "plugins/module_utils")
