"""Disable a discount code, or enable it again."""

from services.influencers.domain.code import CodeVerb, DiscountCode
from services.influencers.use_cases.audit import audited
from services.influencers.use_cases.context import Context


def switch_code(
    context: Context, verb: CodeVerb, *, workspace: str, code: str, by: str
) -> DiscountCode:
    """Return the code (by its id) as it is afterwards; a repeat changes nothing.

    Raises `NotFound`.
    """
    found, now = context.stores.discount_codes.get(workspace, code), context.clock.now()
    step = audited(
        context,
        lambda each: each.switched(verb, now),
        workspace=workspace,
        act=f"code_{verb.value}",
        by=by,
        partner=found.partner_id,
        program=found.program_id,
    )
    return context.stores.discount_codes.change(workspace, code, step)
