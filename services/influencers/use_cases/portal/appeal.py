"""Ask for a decision about all that one reason keeps back."""

from contextlib import suppress

from services.influencers.domain.commission import AlreadyAppealed, NotHeld
from services.influencers.use_cases.commission.balances import commissions_of
from services.influencers.use_cases.commission.hold import appeal_commission
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.portal.home import first_reason


def appeal_reason(
    context: Context, *, workspace: str, partner: str, program: str, reason: str
) -> int:
    """Return about how many commissions a decision is asked for just now; a repeat changes none.

    Raises `NotFound` for a program that there is not.
    """
    context.stores.programs.get(workspace, program)
    whose, lines = {"workspace": workspace, "partner": partner}, 0
    for each in commissions_of(context, **whose, program=program):
        if each.appealed_at is None and first_reason(each) == reason:
            # Somebody may have let it go meanwhile.
            with suppress(NotHeld, AlreadyAppealed):
                appeal_commission(context, **whose, commission=each.id)
                lines += 1
    return lines
