"""What a partner does with their own data: correct it, take it out, erase it."""

from services.influencers.domain.audit import Purpose
from services.influencers.domain.partner import OwnForm, Partner
from services.influencers.use_cases.audit import audited, note_reading
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.partner.read import PartnerView, view_of
from services.influencers.use_cases.people.erase import erase_partner


def correct_own(
    context: Context, *, workspace: str, partner: str, version: int, form: OwnForm
) -> Partner:
    """Return the stored partner, corrected from its `version`; the audit is told who did.

    Raises `NotFound`, `StaleVersion` or `PartnerErased`.
    """
    now = context.clock.now()
    step = audited(
        context,
        lambda found: found.at(version).corrected(form, now),
        workspace=workspace,
        act="partner_save",
        by=partner,
        partner=partner,
    )
    return context.stores.partners.change(workspace, partner, step)


def take_own(context: Context, *, workspace: str, partner: str) -> PartnerView:
    """Return all that is kept of a partner, noted first, for that partner. Raises `NotFound`."""
    found = context.stores.partners.get(workspace, partner)
    note_reading(context, workspace=workspace, by=partner, purpose=Purpose.TAKEN, refs=(found.id,))
    return view_of(context, found)


def erase_own(context: Context, *, workspace: str, partner: str) -> None:
    """Erase all that names a partner, at their own wish; noted first. Raises `NotFound`."""
    found = context.stores.partners.get(workspace, partner)
    note_reading(context, workspace=workspace, by=partner, purpose=Purpose.ERASED, refs=(found.id,))
    erase_partner(context, view_of(context, found))
