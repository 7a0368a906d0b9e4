"""Correct what is known of a partner."""

from services.influencers.domain.partner import Partner, PartnerForm
from services.influencers.use_cases.audit import audited
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.keys import partner_key
from shared.addresses import check_address


def save_partner(
    context: Context, *, workspace: str, partner: str, version: int, form: PartnerForm, by: str
) -> Partner:
    """Return the stored partner, edited from its `version`; the audit is told who did.

    Raises `NotFound`, `StaleVersion`, `Invalid` (`email`), `PartnerExists` or `PartnerErased`.
    """
    email, now = check_address(form.email), context.clock.now()
    key = partner_key(context, workspace, email)
    step = audited(
        context,
        lambda found: found.at(version).edited(form, email, key, now),
        workspace=workspace,
        act="partner_save",
        by=by,
        partner=partner,
    )
    return context.stores.partners.change(workspace, partner, step)
