"""Say from which account a team pays."""

from services.influencers.domain.account import Payer, PayerForm
from services.influencers.use_cases.account.opened import PAYER
from services.influencers.use_cases.audit import act_of
from services.influencers.use_cases.context import Context
from shared.payments import checked_iban


def save_payer(context: Context, *, workspace: str, form: PayerForm, by: str) -> Payer:
    """Return the account that pays from now on. Raises `Invalid` (`iban`)."""
    iban = checked_iban(form.iban)
    payer = Payer(
        id=workspace,
        workspace_id=workspace,
        name=form.name.strip(),
        iban=context.wrapper.wrap(iban.encode(), workspace, PAYER),
        iban_end=iban[-4:],
        changed_by=by,
        updated_at=context.clock.now(),
    )
    event = act_of(context, workspace=workspace, act="payer_save", by=by)
    return context.stores.payers.put(payer, event)
