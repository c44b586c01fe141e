# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t

from . import _errors

# The options that module and plugins share, as an argument specification. Where one may come from the environment
# is in ENVIRONMENT and not in `fallback`, since a credential in the task beats any other kind in the environment.
SHARED_ARGUMENTS: dict[str, dict[str, t.Any]] = {
    "region": {"type": "str"},
    "project_id": {"type": "str"},
    "access_key": {"type": "str", "no_log": False},
    "secret_key": {"type": "str", "no_log": True},
    "security_token": {"type": "str", "no_log": True},
    "auth_token": {"type": "str", "no_log": True},
    "username": {"type": "str"},
    "password": {"type": "str", "no_log": True},
    "domain_name": {"type": "str"},
    "credentials_file": {"type": "path"},
    "auth_type": {
        "type": "str",
        "choices": ["auto", "token", "access_key", "password", "credentials_file", "metadata"],
        "default": "auto",
    },
    "endpoint": {"type": "str"},
    "iam_endpoint": {"type": "str"},
    "metadata_endpoint": {"type": "str"},
    "validate_certs": {"type": "bool", "default": True},
    "ca_path": {"type": "path"},
    "timeout": {"type": "float", "default": 30.0},
    "max_retries": {"type": "int", "default": 4},
    "concurrency": {"type": "int", "default": 8},
}

METADATA_ENDPOINT = "http://169.254.169.254"

ENVIRONMENT: dict[str, tuple[str, ...]] = {
    "region": ("HW_REGION_NAME",),
    "project_id": ("HUAWEICLOUD_SDK_PROJECT_ID", "HW_PROJECT_ID"),
    "access_key": ("HUAWEICLOUD_SDK_AK", "HW_ACCESS_KEY"),
    "secret_key": ("HUAWEICLOUD_SDK_SK", "HW_SECRET_KEY"),
    "security_token": ("HUAWEICLOUD_SDK_SECURITY_TOKEN", "HW_SECURITY_TOKEN"),
    "auth_token": ("HW_AUTH_TOKEN",),
    "username": ("HW_USER_NAME",),
    "password": ("HW_USER_PASSWORD",),
    "domain_name": ("HW_DOMAIN_NAME",),
    "credentials_file": ("HUAWEICLOUD_SDK_CREDENTIALS_FILE",),
    "endpoint": ("HUAWEICLOUD_LIVE_ENDPOINT",),
    "iam_endpoint": ("HUAWEICLOUD_SDK_IAM_ENDPOINT", "HW_AUTH_URL"),
    "metadata_endpoint": ("HUAWEICLOUD_METADATA_ENDPOINT",),
}

# Sockets do not take any number that a float can hold.
LONGEST_TIMEOUT = 86400

# What is sent in a header, or signed with, must be one line of ASCII.
_ONE_LINE = ("region", "project_id", "access_key", "secret_key", "security_token", "auth_token")


# Neither of these is a dataclass: Python takes ten times as long to make one, in each run of a module.


class Given(t.NamedTuple):
    """An option that the user set: its value, and where."""

    value: t.Any
    place: str
    """For a message: ``the option access_key``, ``the environment variable HW_ACCESS_KEY``."""
    rank: int
    """How near to the task it was set; see TASK, VARIABLE, ENVIRONMENT_VARIABLE, INI. The lower number wins."""

    def __repr__(self) -> str:
        # The value may be a secret.
        return f"Given({self.place!r})"


TASK, VARIABLE, ENVIRONMENT_VARIABLE, INI = range(4)


class Options(t.NamedTuple):
    """What the user said about the connection, from every place, with the defaults filled in."""

    given: t.Mapping[str, Given]
    """Every option that is set anywhere, for those whose place matters."""
    region: str | None
    auth_type: str
    endpoint: str
    metadata_endpoint: str
    validate_certs: bool
    ca_path: str | None
    timeout: float
    """Seconds, for the connection and for each read."""
    max_retries: int
    concurrency: int
    """Requests in flight at the most."""


def from_module(params: t.Mapping[str, t.Any], environ: t.Mapping[str, str]) -> Options:
    """The options of a module run: ``params`` of its task, then the environment of the host where it runs.

    Raises ``OptionError``.
    """
    given: dict[str, Given] = {}
    for name in SHARED_ARGUMENTS:
        if is_set(params.get(name)):
            given[name] = Given(params[name], f"the option {name}", TASK)
        else:
            found = from_environment(name, environ)
            if found:
                given[name] = found
    return build(given)


def from_environment(name: str, environ: t.Mapping[str, str]) -> Given | None:
    """The option as the first of its environment variables gives it, or ``None``."""
    for variable in ENVIRONMENT.get(name, ()):
        if is_set(environ.get(variable)):
            return Given(environ[variable], f"the environment variable {variable}", ENVIRONMENT_VARIABLE)
    return None


def build(given: t.Mapping[str, Given]) -> Options:
    """The options, checked, from what was set. Raises ``OptionError``."""
    given = {name: _clean(name, option) for name, option in given.items() if is_set(option.value)}
    values: dict[str, t.Any] = {name: argument.get("default") for name, argument in SHARED_ARGUMENTS.items()}
    values.update((name, option.value) for name, option in given.items())
    # Not a number is not in this range either.
    if not 0 < values["timeout"] <= LONGEST_TIMEOUT:
        raise _errors.OptionError(
            f"timeout is {values['timeout']:g}; it takes a number of seconds above 0, up to {LONGEST_TIMEOUT} (a day)."
        )
    if values["max_retries"] < 0:
        raise _errors.OptionError(f"max_retries is {values['max_retries']}; it takes 0 (no retries) or more.")
    if values["concurrency"] < 1:
        raise _errors.OptionError(
            f"concurrency is {values['concurrency']}; it takes 1 (one request at a time) or more."
        )
    return Options(
        given=given,
        region=values["region"],
        auth_type=values["auth_type"],
        endpoint=values["endpoint"] or regional_endpoint("live", "endpoint", values["region"]),
        metadata_endpoint=values["metadata_endpoint"] or METADATA_ENDPOINT,
        validate_certs=values["validate_certs"],
        ca_path=values["ca_path"],
        timeout=values["timeout"],
        max_retries=values["max_retries"],
        concurrency=values["concurrency"],
    )


def settable(name: str) -> str:
    """Where an option may be set, for a message: ``access_key (or HUAWEICLOUD_SDK_AK, HW_ACCESS_KEY)``."""
    variables = ENVIRONMENT.get(name)
    return f"{name} (or {', '.join(variables)} in the environment)" if variables else name


def regional_endpoint(service: str, option: str, region: str | None) -> str:
    """The address that a service (``live``, ``iam``) has in a region, where ``option`` does not name another one.

    Raises ``OptionError`` when there is no region, or one that is no part of a host name.
    """
    if not region:
        raise _errors.OptionError(
            f"Neither region nor {option} is set. Set {settable('region')}, for example to cn-north-4, "
            f"or set {settable(option)}."
        )
    if not all(character.isalnum() or character == "-" for character in region):
        raise _errors.OptionError(
            f"region is {region!r}, which cannot be part of a host name. Set it to a region's ID like cn-north-4, "
            f"or set {settable(option)}."
        )
    return f"https://{service}.{region}.myhuaweicloud.com"


def is_set(value: t.Any) -> bool:
    """Whether an option has a value: an empty string is what an unset variable looks like after templating."""
    return value is not None and not (isinstance(value, str) and not value.strip())


def can_be_sent(value: str) -> bool:
    """Whether a value can stand in a header: whether it is one line of ASCII."""
    return value.isascii() and value.isprintable()


def _clean(name: str, option: Given) -> Given:
    """The option without the line end that files and shells leave behind it."""
    if not isinstance(option.value, str) or name in ("password", "ca_path", "credentials_file"):
        return option
    line = option.value.strip()
    if name in _ONE_LINE and not can_be_sent(line):
        raise _errors.OptionError(
            f"{name} has a line break or another character that cannot be sent; check how it was pasted."
        )
    return Given(line, option.place, option.rank)
