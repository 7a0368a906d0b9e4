"""Create a program, as a draft that may still lack nearly everything."""

from collections.abc import Mapping
from typing import Any

from services.influencers.domain.program import Program
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.repeats import request_hash, same_request
from shared.ids import derived_id


def create_program(
    context: Context,
    *,
    workspace: str,
    settings: Mapping[str, Any] | None = None,
    idempotency_key: str = "",
) -> Program:
    """Return the stored draft; the same key and request return the one stored before, as it is.

    Raises `IdempotencyConflict` for a key that stands for another request.
    """
    key, now = idempotency_key or context.ids.ulid(), context.clock.now()
    given = {name: value for name, value in (settings or {}).items() if value is not None}
    draft = Program(
        id=f"p-{derived_id('program', workspace, key)}",
        workspace_id=workspace,
        created_at=now,
        updated_at=now,
        settings=given,
        request_hash=request_hash(given),
    )
    return same_request(context.stores.programs.add(draft), draft.request_hash)
