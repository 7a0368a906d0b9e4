"""Everything that a workspace keeps of one address: find it, take it out, erase it."""

from services.influencers.domain.audit import Purpose
from services.influencers.use_cases.audit import note_reading
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.keys import partner_key
from services.influencers.use_cases.partner.read import PartnerView, view_of


def person_of(
    context: Context, *, workspace: str, email: str, by: str, purpose: Purpose
) -> PartnerView | None:
    """Return the partner of an address, None where there is none; noted first.

    Raises `Invalid` (`email`).
    """
    key = partner_key(context, workspace, email)
    found = context.stores.partners.of_address(workspace, key)
    if found is None:
        return None
    note_reading(
        context, workspace=workspace, by=by, purpose=purpose, refs=(found.id,), searched=key
    )
    return view_of(context, found)
