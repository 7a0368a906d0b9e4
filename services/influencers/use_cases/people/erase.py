"""Erase everything of one address in a workspace."""

from services.influencers.domain.account import begun
from services.influencers.domain.audit import Purpose
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.partner.read import PartnerView
from services.influencers.use_cases.people.of_address import person_of


def erase_person(context: Context, *, workspace: str, email: str, by: str) -> PartnerView | None:
    """Return what was found of an address, all of it erased by now; noted first.

    Raises `Invalid` (`email`).
    """
    found = person_of(context, workspace=workspace, email=email, by=by, purpose=Purpose.ERASED)
    if found is not None:
        erase_partner(context, found)
    return found


def erase_partner(context: Context, found: PartnerView) -> None:
    """Erase a partner, for whoever was noted already.

    Enrolments end, and the account goes, before the partner does, so that a repeat after a stop
    finds what is left. What was accepted, and when, stays, and so does what was earned: it leads
    to nobody. What is still owed has no account to go to.
    """
    now, stores, workspace = context.clock.now(), context.stores, found.partner.workspace_id
    for enrollment, _ in found.enrollments:
        stores.enrollments.change(workspace, enrollment.id, lambda each: (each.left(now), ()))
    account = begun(workspace, found.partner.id, now)
    stores.accounts.change(account, lambda each: (each.erased(now), ()))
    stores.partners.change(workspace, found.partner.id, lambda each: (each.erased(now), ()))
