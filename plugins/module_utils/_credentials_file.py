# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import configparser
import os
import typing as t
from dataclasses import dataclass, field

from . import _errors, _options

DEFAULT_FILE = "~/.huaweicloud/credentials"

SECTION = "basic"


@dataclass(frozen=True)
class Profile:
    """What a credentials file says."""

    access_key: str
    secret_key: str = field(repr=False)
    security_token: str | None = field(repr=False)
    project_id: str | None
    iam_endpoint: str | None


def is_read(kind: str | None) -> bool:
    """Whether a credentials file is to say who asks, where ``choose`` names this kind of credentials, or none."""
    return kind == "credentials_file" or (kind is None and os.path.exists(os.path.expanduser(DEFAULT_FILE)))


def credentials_path(options: _options.Options) -> str:
    """The credentials file that is read, if one is."""
    return str(options.given["credentials_file"].value) if "credentials_file" in options.given else DEFAULT_FILE


def read_profile(path: str) -> Profile:
    """The section ``[basic]`` of a credentials file, in the format of the official SDK's ProfileCredentialProvider.

    Raises ``OptionError``, which quotes nothing of the file.
    """
    section = _section(path)
    values = {name: section.get(name, "").strip() for name in ("ak", "sk", "security_token", "project_id")}
    for name, value in values.items():
        if not _options.can_be_sent(value):
            raise _errors.OptionError(
                f"In the credentials file {path}, {name} has a line break or another character that cannot be sent; "
                f"check how it was pasted."
            )
    missing = [name for name in ("ak", "sk") if not values[name]]
    if missing:
        raise _errors.OptionError(
            f"The credentials file {path} has no {' and no '.join(missing)} in its section [{SECTION}]. "
            f"An access key needs both: add {' and '.join(missing)}."
        )
    return Profile(
        access_key=values["ak"],
        secret_key=values["sk"],
        security_token=values["security_token"] or None,
        project_id=values["project_id"] or None,
        iam_endpoint=section.get("iam_endpoint", "").strip() or None,
    )


def _section(path: str) -> t.Mapping[str, str]:
    parser = configparser.ConfigParser(interpolation=None)
    try:
        with open(os.path.expanduser(path), encoding="utf-8-sig") as file:
            parser.read_file(file)
    except OSError as error:
        raise _errors.OptionError(f"The credentials file {path} cannot be read: {error.strerror}.") from None
    except (configparser.Error, UnicodeDecodeError):
        raise _errors.OptionError(
            f"The credentials file {path} is not an INI file. It needs a section [{SECTION}] with ak and sk."
        ) from None
    except ValueError:
        raise _errors.OptionError(f"credentials_file is {path!r}, which no file can be called.") from None
    if not parser.has_section(SECTION):
        raise _errors.OptionError(f"The credentials file {path} has no section [{SECTION}], which holds ak and sk.")
    return dict(parser.items(SECTION))
