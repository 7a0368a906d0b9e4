"""Take a file of links part by part."""

from collections.abc import Mapping

from services.influencers.domain.code import NotEnrolled
from services.influencers.domain.errors import WrongProgramState
from services.influencers.domain.imports import LINKS, Import, Refusal, link_of_line
from services.influencers.domain.link import KeyTaken
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.imports.going_on import PART, go_on
from services.influencers.use_cases.keys import partner_key
from services.influencers.use_cases.link.make import make_link
from shared.addresses import check_address
from shared.errors import Invalid
from shared.ids import derived_id


def look_after_link_import(context: Context, asked: Import, *, part: int = PART) -> None:
    """Take the next lines; a line that is sent again, in this file or another, makes nothing new.

    What makes a link the same is the program and all that its line says.
    """
    go_on(context, context.stores.link_imports, asked, LINKS, _take, part)


def _take(context: Context, asked: Import, number: int, line: Mapping[str, str]) -> Refusal | None:
    """Make the link of a line; return why not."""
    workspace = asked.workspace_id
    try:
        form = link_of_line(line)
        address = partner_key(context, workspace, check_address(line["email"]))
        partner = context.stores.partners.of_address(workspace, address)
        if partner is None:
            return Refusal(number, "email", "partner_unknown")
        said = (partner.id, *(str(value) for value in vars(form).values()))
        make_link(
            context,
            workspace=workspace,
            program=asked.program_id,
            partner=partner.id,
            form=form,
            by=asked.by,
            idempotency_key=derived_id("link_line", asked.program_id, *said),
        )
    except Invalid as wrong:
        return Refusal(number, wrong.fields[0].field, wrong.fields[0].code)
    except KeyTaken as taken:
        return Refusal(number, "key", taken.slug)
    except NotEnrolled as outside:
        return Refusal(number, "email", outside.slug)
    except WrongProgramState as over:
        return Refusal(number, "email", over.slug)
    return None
