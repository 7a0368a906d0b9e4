"""Send one mail that waits: to whom it goes is read when it is sent."""

from collections.abc import Callable, Mapping

from services.influencers.domain.mail import Purpose
from services.influencers.domain.pages import portal_entrance
from services.influencers.domain.partner import Partner
from services.influencers.use_cases.context import WorkContext
from services.influencers.use_cases.portal.opening import is_open
from services.influencers.use_cases.portal.tokens import token_for
from shared import post
from shared.addresses import check_address
from shared.errors import Invalid
from shared.post import Outgoing, QueuedMail

# Partners are of the whole workspace: the zone in which they are told of hours.
ZONE = "Europe/Paris"


def send_mail(context: WorkContext, mail: QueuedMail) -> None:
    """Send a claimed mail, let it wait, or drop it where it has lost its sense."""
    partner = context.stores.partners.find(mail.workspace_id, mail.recipient_id)
    known = partner if partner and partner.names_someone else None
    compose = _OUTGOING[Purpose(mail.purpose)]
    post.send_mail(context.post, mail, compose(context, mail, known) if known else None)


def _sign_in(context: WorkContext, mail: QueuedMail, partner: Partner) -> Outgoing | None:
    """A link that was used, or is late, or whose partner was banned since, is not sent."""
    link = context.stores.sign_in_links.find(mail.workspace_id, mail.subject_id)
    if link is None or not link.opens(context.clock.now()) or not is_open(context, partner):
        return None
    organiser, contact = _organiser(context, partner)
    token = token_for(context, mail.workspace_id, link.id)
    return Outgoing(
        purpose=mail.purpose,
        language=link.language,
        to=partner.email,
        sender_name=organiser,
        facts={
            "organiser": organiser,
            "until": link.expires_at,
            "zone": ZONE,
            "link": portal_entrance(context.home, link.language, mail.workspace_id, token),
        },
        headers=post.answers_to(contact),
    )


def _organiser(context: WorkContext, partner: Partner) -> tuple[str, str]:
    """Return who pays the partner and where one writes to them, as their newest program says."""
    enrolled = context.stores.enrollments.of_partner(partner.workspace_id, partner.id)
    for each in enrolled:
        settings = context.stores.programs.get(partner.workspace_id, each.program_id).settings
        if name := settings.get("organiser"):
            return str(name), _mailbox(str(settings.get("contact", "")))
    return context.post.host, ""


def _mailbox(contact: str) -> str:
    """Return a contact that is an address, "" for one that is a page or words."""
    try:
        return check_address(contact)
    except Invalid:
        return ""


_OUTGOING: Mapping[Purpose, Callable[[WorkContext, QueuedMail, Partner], Outgoing | None]] = {
    Purpose.SIGN_IN: _sign_in
}
