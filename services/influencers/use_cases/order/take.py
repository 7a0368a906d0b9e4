"""Take what was sent at once: noted first, then each part by itself, answered as it was kept."""

from collections.abc import Sequence
from dataclasses import replace

from services.influencers.domain.delivery import KEPT, Answer, Delivery
from services.influencers.domain.errors import WrongProgramState
from services.influencers.domain.program import Program, State
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.order.record import record
from services.influencers.use_cases.order.told import Told
from services.influencers.use_cases.repeats import same_request
from shared.errors import AppError, Kind
from shared.ids import derived_id

# Each part as it was read: what was told, or the answer that says what is wrong with it.
Part = tuple[Answer, Told | None]


def take_parts(
    context: Context,
    parts: Sequence[Part],
    *,
    workspace: str,
    program: str,
    source: str,
    asked: str,
    key: str = "",
    by: str = "",
) -> Delivery:
    """Return the delivery with an answer for each part; the same key is answered as it was.

    `asked` is the hash of the request, `by` the account of the team that tells it. A sender whose
    answer was lost may send again, even without a key: whatever was kept already changes nothing.
    Raises `NotFound`, `WrongProgramState` for a draft, `IdempotencyConflict`, or what says that
    nothing can be stored now.
    """
    found = context.stores.programs.get(workspace, program)
    if found.state is State.DRAFT:
        raise WrongProgramState
    now = context.clock.now()
    fresh = Delivery(
        id=derived_id("delivery", workspace, source, key or context.ids.ulid()),
        workspace_id=workspace,
        program_id=program,
        source=source,
        received_at=now,
        request_hash=asked,
        due_at=now + KEPT,
    )
    noted = same_request(context.stores.deliveries.add(fresh), asked)
    if noted.answers is not None:
        return noted
    answers = [_answered(context, found, each, by) for each in parts]
    return context.stores.deliveries.change(noted, lambda each: (each.answered(answers), ()))


def _answered(context: Context, program: Program, part: Part, by: str) -> Answer:
    answer, told = part
    if told is None:
        return answer
    try:
        record(context, program, replace(told, by=by))
    except AppError as error:
        if error.kind is Kind.UNAVAILABLE:
            raise
        return Answer(
            answer.place, answer.type, answer.reference, error.slug, error.detail, error.fields
        )
    return answer
