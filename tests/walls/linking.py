"""The links of the partner who is in a program, and the site that they lead to."""

from base64 import b64encode

from services.influencers.domain.enrollment import EnrollmentState
from services.influencers.domain.link import NewLinkForm
from services.influencers.domain.program import Program
from services.influencers.use_cases.imports.ask_links import ask_link_import
from services.influencers.use_cases.link.hosts import save_hosts
from services.influencers.use_cases.link.make import make_link
from tests.influencers.bureau import WORKSPACE, Bureau
from tests.influencers.clicking import visited
from tests.walls.stand import Stand

SHOP = "https://lumen.example/ete"


def link_in(bureau: Bureau, stand: Stand, program: Program) -> None:
    """Make a link for the partner who is in; people and robots come by their links."""
    partner, *_ = [
        each.partner_id
        for each in bureau.enrollments(program)
        if each.state is EnrollmentState.APPROVED
    ]
    who = {"workspace": WORKSPACE, "by": "a-1"}
    hosts = save_hosts(bureau.context, **who, hosts=["lumen.example"], version=0)
    form = NewLinkForm(destination=SHOP, key="walls")
    link = make_link(bureau.context, **who, program=program.id, partner=partner, form=form)
    visited(bureau, program, partner, 5, bots=2)
    stand.values["link_id"] = [link.id]
    table = f"E-mail,Destination\nnobody@carnet.example,{SHOP}\n".encode()
    sent = ask_link_import(bureau.context, **who, program=program.id, data=table)
    stand.values["link_import_id"] = [sent.id]
    stand.versions[link.id] = link.version
    stand.headers["link_hosts.save"] = {"If-Match": f'"{hosts.version}"'}
    stand.bodies |= {
        "links.make": {"program_id": program.id, "destination": SHOP},
        "link_imports.ask": {"file": b64encode(table).decode()},
        "bringings.ask": {"contest_id": "c-1", "destination": SHOP},
        "links.edit": {"destination": f"{SHOP}/robes"},
        "link_hosts.save": {"hosts": ["lumen.example", "shop.example"]},
    }
