"""The portal: a link that opens it, a program that a partner is asked into, what they copy."""

from services.influencers.domain.enrollment import EnrollmentState
from services.influencers.domain.link import NewLinkForm
from services.influencers.use_cases.code.make import make_code
from services.influencers.use_cases.enrollment.invite import invite_partner
from services.influencers.use_cases.link.make import make_link
from services.influencers.use_cases.portal.ask import ask_link
from tests.influencers.bureau import WORKSPACE, Bureau
from tests.influencers.mailing import PostRoom
from tests.walls.linking import SHOP
from tests.walls.selling import OWN
from tests.walls.stand import Stand


def portal_in(bureau: Bureau, stand: Stand) -> None:
    """Ask the partner whose pages are walked into one more program; give them a link and a code."""
    asked = bureau.opened(name="Été")
    who = {"workspace": WORKSPACE, "program": asked.id, "partner": OWN}
    invite_partner(bureau.context, **who, by="a-1")
    program = bureau.context.stores.programs.get(WORKSPACE, stand.values["program_id"][0])
    whose = {"workspace": WORKSPACE, "program": program.id, "partner": OWN, "by": "a-1"}
    make_link(bureau.context, **whose, form=NewLinkForm(destination=SHOP, key="ana"))
    stand.values["key"] = ["ana"]
    make_code(bureau.context, **whose, code="ANA10")
    stand.values["program_id"].append(asked.id)
    stand.versions[asked.id] = asked.version
    own = bureau.context.stores.partners.get(WORKSPACE, OWN)
    said = {"name": "Ana", "country": "BE", "language": "en", "vat": "exempt"}
    stand.bodies["own_data.correct"] = said
    stand.headers["own_data.correct"] = {"If-Match": f'"{own.version}"'}
    shown = {"terms_hash": asked.terms_hash, "language": "fr"}
    stand.bodies["own_portal.accept"] = {**shown, "of_age": True, "accept_terms": True}


def link_of(bureau: Bureau, stand: Stand) -> None:
    """Mail a link to a partner who is in: it opens for a quarter of an hour."""
    program = bureau.context.stores.programs.get(WORKSPACE, stand.values["program_id"][0])
    [partner] = [
        each.partner_id
        for each in bureau.enrollments(program)
        if each.state is EnrollmentState.APPROVED and each.partner_id != OWN
    ]
    guest = stand.guests[partner]
    ask_link(bureau.context, workspace=WORKSPACE, email=guest.email, language="en")
    token = PostRoom(bureau).last_token()
    stand.values["token"], stand.guests[token] = [token], guest
    stand.bodies |= {"portal.look": {"token": token}, "portal.use": {"token": token}}
