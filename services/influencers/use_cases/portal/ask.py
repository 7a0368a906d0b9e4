"""Ask for a link by mail: for everybody, and the same whoever is known."""

from services.influencers.domain.portal import asked
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.keys import partner_key
from services.influencers.use_cases.portal.opening import is_open


def ask_link(context: Context, *, workspace: str, email: str, language: str) -> None:
    """Store a link, of nobody where no partner who is let in has this address.

    Its mail is written afterwards, by a worker. Raises `Invalid` (`email`).
    """
    found = context.stores.partners.of_address(workspace, partner_key(context, workspace, email))
    partner = found.id if found and is_open(context, found) else ""
    now, id_ = context.clock.now(), context.ids.ulid()
    context.stores.sign_in_links.add(
        asked(id_, workspace=workspace, partner=partner, language=language, now=now)
    )
