# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import typing as t

from . import _errors, _options


class Kind(t.NamedTuple):
    """A way to sign in, by the options that it is made of."""

    name: str
    """Of ``auth_type``."""
    needs: tuple[str, ...]
    may_have: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    """Those whose presence says that this kind is meant (default: all)."""

    @property
    def members(self) -> tuple[str, ...]:
        """All its options."""
        return self.needs + self.may_have

    def is_meant(self, given: t.Mapping[str, _options.Given], rank: int) -> bool:
        """Whether an option that is set at this distance from the task says so."""
        return any(name in given and given[name].rank == rank for name in self.told_by or self.members)

    def missing(self, given: t.Mapping[str, _options.Given]) -> list[str]:
        """The options that are not set, of those that it needs."""
        return [name for name in self.needs if name not in given]


# In the order in which they are tried. HW_DOMAIN_NAME alone tells nothing: users of access keys set it as well.
KINDS = (
    Kind("access_key", needs=("access_key", "secret_key"), may_have=("security_token",)),
    Kind("token", needs=("auth_token",)),
    Kind("password", needs=("username", "password", "domain_name"), told_by=("username", "password")),
    Kind("credentials_file", needs=("credentials_file",)),
)


def choose(options: _options.Options) -> str | None:
    """The way to sign in that the options and the environment name, in terms of ``auth_type``.

    ``None`` when they name none, and ``auth_type`` is ``auto``. With ``auto`` it is the first complete kind among those
    that were set nearest to the task, so that an option of the task beats an environment variable of any other kind;
    what a kind needs may still come from farther away (``access_key`` in the task, its secret in the environment).

    Raises ``OptionError`` for half a credential.
    """
    given = options.given
    if options.auth_type != "auto":
        for kind in KINDS:
            if kind.name == options.auth_type and kind.name != "credentials_file" and kind.missing(given):
                raise _half(kind, given, f"auth_type is {kind.name}")
        return options.auth_type
    for rank in sorted({option.rank for option in given.values()}):
        meant = [kind for kind in KINDS if kind.is_meant(given, rank)]
        for kind in meant:
            if not kind.missing(given):
                return kind.name
        if meant:
            raise _half(meant[0], given, None)
    return None


def _half(kind: Kind, given: t.Mapping[str, _options.Given], why: str | None) -> _errors.OptionError:
    have = [f"{name} comes from {given[name].place}" for name in kind.members if name in given]
    missing = kind.missing(given)
    return _errors.OptionError(
        f"{' and '.join([why, *have] if why else have)}, but {' and '.join(missing)} "
        f"{'is' if len(missing) == 1 else 'are'} missing. "
        f"Set {' and '.join(_options.settable(name) for name in missing)}."
    )
