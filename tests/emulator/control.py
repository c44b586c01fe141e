# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a test may do to the emulator: JSON over HTTP, for loopback alone."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from .churn import AnyChange
from .credentials import Project
from .errors import revoked
from .faults import AnyFault, Faults
from .instance import Instance
from .world import Order, World


class Settings(BaseModel):
    """Settings to change; those that are left out stay as they are."""

    model_config = ConfigDict(extra="forbid")

    latency: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    requests_per_second: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    clock_offset: float = Field(default=0.0, allow_inf_nan=False)
    order: Order = "stable"
    offset_is_page: bool = False
    projects: list[Project] | None = None
    token_uses: Annotated[int, Field(ge=0)] | None = None
    metadata: Instance = Field(default_factory=Instance)


class Generated(BaseModel):
    """A number of made-up tasks."""

    model_config = ConfigDict(extra="forbid")

    count: int = Field(ge=0)
    seed: int | None = None


class Revocation(BaseModel):
    """What revoked tokens are refused with."""

    model_config = ConfigDict(extra="forbid")

    error_code: Literal["APIGW.0301", "APIGW.0307"] = "APIGW.0301"


def router(world: World) -> APIRouter:
    """The control interface over one world."""
    control = APIRouter()

    def state() -> dict[str, Any]:
        return {
            "settings": _settings(world),
            "tasks": len(world.tasks_of(world.identities.project_id)),
            "faults": world.faults.describe(),
            "requests": len(world.traffic),
            "in_flight": world.traffic.in_flight,
            "max_in_flight": world.traffic.max_in_flight,
            "now": world.clock.now(),
        }

    @control.post("/reset")
    async def reset() -> dict[str, Any]:
        world.reset()
        return state()

    @control.get("/state")
    async def get_state() -> dict[str, Any]:
        return state()

    @control.get("/tasks")
    async def get_tasks() -> Response:
        return Response(world.tasks_of(world.identities.project_id).as_json(), media_type="application/json")

    @control.put("/tasks")
    async def put_tasks(request: Request, project_id: str | None = None) -> dict[str, Any]:
        # Not validated: what a service should never say has to be sayable here.
        try:
            wanted = json.loads(await request.body())
            generated = None if isinstance(wanted, list) else Generated.model_validate(wanted)
        except ValueError as error:
            raise HTTPException(422, f"Neither a JSON list of tasks nor a count of them: {error}") from None
        if generated is None:
            world.put_tasks(wanted, project_id)
        else:
            world.generate_tasks(generated.count, generated.seed, project_id)
        return state()

    @control.put("/churn")
    async def put_churn(changes: list[AnyChange]) -> dict[str, Any]:
        try:
            world.plan_churn(changes)
        except ValueError as error:
            raise HTTPException(422, f"These changes cannot be made: {error}") from None
        return state()

    @control.get("/churn")
    async def get_churn() -> dict[str, Any]:
        return world.churn.describe() if world.churn is not None else {}

    @control.put("/settings")
    async def put_settings(settings: Settings) -> dict[str, Any]:
        given = settings.model_fields_set
        if "latency" in given:
            world.latency = settings.latency
        if "requests_per_second" in given:
            world.limit(settings.requests_per_second)
        if "clock_offset" in given:
            world.clock.offset = settings.clock_offset
        if "order" in given:
            world.order = settings.order
        if "offset_is_page" in given:
            world.offset_is_page = settings.offset_is_page
        if "projects" in given:
            world.projects = world.identities.projects if settings.projects is None else settings.projects
        if "token_uses" in given:
            world.issued.token_uses = settings.token_uses
        if "metadata" in given:
            world.instance = world.instance.model_copy(update=settings.metadata.model_dump(exclude_unset=True))
        return state()

    @control.put("/faults")
    async def put_faults(faults: list[AnyFault]) -> dict[str, Any]:
        world.faults = Faults(faults)
        return state()

    @control.get("/issued")
    async def get_issued() -> dict[str, Any]:
        return world.issued.describe()

    @control.post("/revoke-tokens")
    async def revoke_tokens(revocation: Revocation | None = None) -> dict[str, Any]:
        world.issued.revoke_tokens(revoked((revocation or Revocation()).error_code))
        return state()

    @control.post("/expire-temporary-keys")
    async def expire_temporary_keys() -> dict[str, Any]:
        world.issued.expire_temporary_keys()
        return state()

    @control.get("/requests")
    async def get_requests() -> Response:
        return Response(json.dumps(world.traffic.describe()), media_type="application/json")

    @control.delete("/requests")
    async def delete_requests() -> dict[str, Any]:
        world.traffic.clear()
        return state()

    return control


def _settings(world: World) -> dict[str, Any]:
    return {
        "latency": world.latency,
        "requests_per_second": world.throttle.limit if world.throttle else None,
        "clock_offset": world.clock.offset,
        "order": world.order,
        "offset_is_page": world.offset_is_page,
        "projects": [asdict(project) for project in world.projects],
        "token_uses": world.issued.token_uses,
        "metadata": world.instance.model_dump(),
    }
