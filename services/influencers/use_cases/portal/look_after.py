"""Look after a link: write its mail, then remove it."""

from services.influencers.domain.mail import Purpose
from services.influencers.domain.portal import SignInLink
from services.influencers.use_cases.context import WorkContext
from shared.post import write_mail


def look_after_sign_in_link(context: WorkContext, link: SignInLink) -> None:
    """Write the mail of a link once, whatever is repeated; remove one whose time is over."""
    links = context.stores.sign_in_links
    if not link.is_to_write:
        links.remove(link.workspace_id, link.id)
        return
    write_mail(
        context.post,
        event_id=link.id,
        purpose=Purpose.SIGN_IN,
        workspace=link.workspace_id,
        subject=link.id,
        recipient=link.partner_id,
    )
    now = context.clock.now()
    links.change(link.workspace_id, link.id, lambda each: (each.written(now), ()))
