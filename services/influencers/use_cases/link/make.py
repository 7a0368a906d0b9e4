"""Make a link for a partner of a program."""

from dataclasses import replace
from typing import Any

from services.influencers.domain.code import NotEnrolled
from services.influencers.domain.enrollment import EnrollmentState, enrollment_id
from services.influencers.domain.errors import WrongProgramState
from services.influencers.domain.link import (
    KeyTaken,
    Link,
    LinkKind,
    NewLinkForm,
    checked_key,
    link_id,
    made,
    random_key,
)
from services.influencers.domain.program import State
from services.influencers.use_cases.audit import act_of
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.link.checks import check_ways, checked_form
from services.influencers.use_cases.repeats import IdempotencyConflict, request_hash
from shared.forms.field.values import in_json

# Eight random letters are hardly ever taken once.
TRIES = 8


def make_link(
    context: Context,
    *,
    workspace: str,
    program: str,
    partner: str,
    form: NewLinkForm,
    by: str,
    contest: str = "",
    idempotency_key: str = "",
) -> Link:
    """Return the link; the same request returns the one that it had made before, as it is.

    It is the same by its idempotency key, or by the key that it chooses.

    Raises `NotFound`, `WrongProgramState` where the program has ended, `NotEnrolled`, `BadLink`,
    `KeyTaken` or `IdempotencyConflict`.
    """
    _check_partner(context, workspace, program, partner)
    given = checked_form(context, workspace, form)
    chosen = checked_key(given.key) if given.key.strip() else ""
    given = replace(given, key=chosen)
    asked = {name: in_json(value) for name, value in vars(given).items()}
    whose = {"program_id": program, "partner_id": partner, "contest_id": contest}
    hashed = request_hash({**asked, **whose, "idempotency_key": idempotency_key})
    once = idempotency_key or context.ids.ulid()
    keys = [random_key(workspace, once, str(number)) for number in range(TRIES)]
    for key in [chosen] if chosen else keys:
        fresh = _fresh(context, workspace, key, given, hashed, **whose)
        if (stored := _stored(context, fresh, by)) is None:
            continue
        if stored.request_hash == hashed and stored.key == key:
            return stored
        if idempotency_key and not chosen and stored.key == key:
            raise IdempotencyConflict
    raise KeyTaken


def _check_partner(context: Context, workspace: str, program: str, partner: str) -> None:
    stores = context.stores
    if stores.programs.get(workspace, program).state is State.ENDED:
        raise WrongProgramState
    stores.partners.get(workspace, partner)
    enrolled = stores.enrollments.find(workspace, enrollment_id(workspace, program, partner))
    if enrolled is None or enrolled.state is not EnrollmentState.APPROVED:
        raise NotEnrolled


def _fresh(
    context: Context, workspace: str, key: str, form: NewLinkForm, hashed: str, **whose: Any
) -> Link:
    now = context.clock.now()
    return Link(
        id=link_id(key),
        workspace_id=workspace,
        kind=LinkKind.CONTEST if whose["contest_id"] else LinkKind.PARTNER,
        created_at=now,
        updated_at=now,
        request_hash=hashed,
        **whose,
        **{**vars(form), "key": key},
    )


def _stored(context: Context, fresh: Link, by: str) -> Link | None:
    """Return the link of this key, the one that was there before; None for another workspace's."""
    if (known := context.stores.links.of_key(fresh.workspace_id, fresh.key)) is not None:
        return known
    check_ways(context, fresh)
    told = {"workspace": fresh.workspace_id, "partner": fresh.partner_id}
    act = act_of(context, act="link_make", by=by, program=fresh.program_id, **told)
    try:
        return context.stores.links.add(fresh, (*made(fresh, context.stamp())[1], act))
    except KeyTaken:
        return None
