# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who may ask: the users of one run, their account's projects, their tokens and their keys."""

from __future__ import annotations

from typing import Any

from .credentials import Identity, Project
from .made_up import MadeUp

REGION = "cn-north-4"
_NEIGHBOUR = "cn-east-3"
_OTHER_REGIONS = ("cn-north-1", "ap-southeast-2", "ap-southeast-3")


class Identities:
    """The users of a seed: the same seed gives the same names and secrets."""

    def __init__(self, seed: int) -> None:
        made_up = MadeUp(f"identities {seed}")
        user = Identity(made_up.identifier())
        stranger = Identity(user.project_id, authorised=False)
        neighbour = Identity(made_up.identifier())

        self.project_id = user.project_id
        self._permanent = made_up.access_key(user)
        self._temporary = made_up.access_key(user, temporary=True)
        self._forbidden = made_up.access_key(stranger)
        self._token = made_up.token(user)
        self._expired_token = made_up.token(user, expires_at=0)
        self._forbidden_token = made_up.token(stranger)
        self._other_project = made_up.token(neighbour)

        self.account = made_up.account()
        self._user = made_up.user("fake-user", self.account, user)
        self._locked_user = made_up.user("fake-locked", self.account, user, locked=True)
        self._forbidden_user = made_up.user("fake-forbidden", self.account, stranger)
        self._outsider = made_up.user("fake-outsider", self.account, None)

        self.agency = user
        self.projects = (
            Project(user.project_id, REGION),
            Project(neighbour.project_id, _NEIGHBOUR),
            *(Project(made_up.identifier(), region) for region in _OTHER_REGIONS),
        )
        self.tokens = (self._token, self._expired_token, self._forbidden_token, self._other_project)
        self.access_keys = (self._permanent, self._temporary, self._forbidden)
        self.users = (self._user, self._locked_user, self._forbidden_user, self._outsider)

    def describe(self) -> dict[str, Any]:
        """All that a client needs to sign in as each of them, as the ready line has it."""
        return {
            "region": REGION,
            "project_id": self.project_id,
            **self._permanent.describe(),
            "temporary": self._temporary.describe(),
            "auth_token": self._token.value,
            **self._user.describe(),
            "identities": {
                "expired_token": self._expired_token.value,
                "forbidden_token": self._forbidden_token.value,
                "forbidden": self._forbidden.describe(),
                "other_project": {
                    "project_id": self._other_project.identity.project_id,
                    "auth_token": self._other_project.value,
                },
                "locked_user": self._locked_user.describe(),
                "forbidden_user": self._forbidden_user.describe(),
                "outsider": self._outsider.describe(),
            },
        }
