# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The instance that the metadata service speaks of, as a test may set it up."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Instance(BaseModel):
    """An ECS instance and its metadata service.

    ``available``: someone answers at all. ``token_service``: there are metadata tokens; a status is what is answered
    where there are none (False: 404). ``token_required``: the keys are not given without one. ``agency``: there is one.
    """

    model_config = ConfigDict(extra="forbid")

    available: bool = True
    token_service: bool | Literal[404, 405, 503] = True
    token_required: bool = False
    agency: bool = True
