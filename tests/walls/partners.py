"""The partners of the workspace, and the programs that they are in."""

from collections.abc import Iterator

from services.influencers.domain.enrollment import Decision
from services.influencers.domain.partner import ImportForm
from services.influencers.domain.program import ProgramAction
from services.influencers.use_cases.enrollment.decide import decide_enrollment
from services.influencers.use_cases.imports.ask import ask_import
from services.influencers.use_cases.imports.take import look_after_import
from tests.influencers.bureau import WORKSPACE, Bureau
from tests.walls.entering import portal_in
from tests.walls.linking import link_in
from tests.walls.paying import pay_in
from tests.walls.people import Guest
from tests.walls.selling import sell_in
from tests.walls.stand import Stand


def partners_of(bureau: Bureau, coming: Iterator[Guest]) -> Stand:
    """Open programs in every state, with partners in one of them; the team enters one."""
    stores = bureau.context.stores
    paused, opened, draft = bureau.opened(), bureau.opened(), bureau.drafted()
    programs = [opened, draft, bureau.moved(ProgramAction.PAUSE, paused)]
    stand = Stand("programs", {"program_id": [each.id for each in programs]})
    for decisions in ((), ("approve",), ("approve", "deactivate")):
        guest = next(coming)
        found = bureau.pending(opened, name=guest.first_name, email=guest.email)
        for each in decisions:
            decide_enrollment(
                bureau.context, Decision(each), workspace=WORKSPACE, enrollment=found.id,
                by="a-1",
            )  # fmt: skip
        stand.guests[found.partner_id] = guest
        stand.values.setdefault("enrollment_id", []).append(found.id)
    entered = next(coming)
    partner = bureau.entered(name=entered.first_name, email=entered.email)
    stand.guests[partner.id] = entered
    stand.values["partner_id"] = [*stand.guests]
    table = f"Nom;Courriel\nAna;ana@mail.example\nEncore;{entered.email}\n".encode()
    form = ImportForm(source="salon", legal_basis="interest")
    sent = ask_import(bureau.context, workspace=WORKSPACE, by="a-1", form=form, data=table)
    look_after_import(bureau.context, sent)
    stand.values["import_id"] = [sent.id]
    sell_in(bureau, stand, opened)
    pay_in(bureau, stand, opened, [*stand.guests][1], partner.id)
    link_in(bureau, stand, opened)
    portal_in(bureau, stand)
    known = [*programs, *(stores.partners.get(WORKSPACE, each) for each in stand.guests)]
    stand.versions |= {each.id: each.version for each in known}
    return stand
