"""Keep a commission back, let it go, ask for a decision about it."""

from collections.abc import Sequence

from services.influencers.domain.commission import Commission, appeal, end_wait, hold, release
from services.influencers.domain.program import in_rhythm
from services.influencers.use_cases.audit import act_of
from services.influencers.use_cases.context import Context
from shared.errors import NotFound
from shared.events import Event

Changed = tuple[Commission, Sequence[Event]]


def hold_commission(
    context: Context, *, workspace: str, commission: str, reason: str, by: str, cause: str
) -> Commission:
    """Return it, kept back for a reason of the team's; the same `cause` again changes nothing.

    Raises `NotFound`.
    """
    now = context.clock.now()

    def held(each: Commission) -> Changed:
        after, events = hold(each, reason, cause=f"held:{cause}", by=by, at=now)
        return after, _noted(context, each, events, "commission_hold", by)

    return context.stores.commissions.change(workspace, commission, held)


def release_commission(
    context: Context, *, workspace: str, commission: str, reason: str, by: str
) -> Commission:
    """Return it once what was held for `reason` is let go; a repeat changes nothing.

    Raises `NotFound`, or `NotHeld`.
    """
    now = context.clock.now()

    def released(each: Commission) -> Changed:
        after, events = release(each, reason, by=by, at=now)
        return after, _noted(context, each, events, "commission_release", by)

    return context.stores.commissions.change(workspace, commission, released)


def appeal_commission(
    context: Context, *, workspace: str, commission: str, partner: str
) -> Commission:
    """Return it once its partner asks for a decision. Raises `NotFound` for another's, `NotHeld`,
    or `AlreadyAppealed`.
    """
    if context.stores.commissions.get(workspace, commission).partner_id != partner:
        raise NotFound
    now = context.clock.now()
    return context.stores.commissions.change(workspace, commission, lambda each: appeal(each, now))


def end_commission_wait(context: Context, commission: Commission) -> None:
    """Let go what waited for its time, once that is over; its program pays it by its rhythm."""
    now, workspace = context.clock.now(), commission.workspace_id
    context.stores.programs.change(
        workspace, commission.program_id, lambda each: (in_rhythm(each, now), ())
    )
    context.stores.commissions.change(workspace, commission.id, lambda each: end_wait(each, now))


def _noted(
    context: Context, found: Commission, events: Sequence[Event], act: str, by: str
) -> Sequence[Event]:
    if not events:
        return ()
    told = {"partner": found.partner_id, "program": found.program_id}
    return [*events, act_of(context, workspace=found.workspace_id, act=act, by=by, **told)]
