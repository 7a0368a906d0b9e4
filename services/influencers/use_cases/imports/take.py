"""Take a file of partners part by part."""

from collections.abc import Mapping

from services.influencers.domain.errors import PartnerExists
from services.influencers.domain.imports import PARTNERS, Import, Refusal, form_of_line
from services.influencers.domain.partner import entered
from services.influencers.use_cases.audit import act_of
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.imports.going_on import PART, go_on
from services.influencers.use_cases.keys import partner_key
from shared.addresses import check_address
from shared.errors import Invalid
from shared.ids import derived_id


def look_after_import(context: Context, asked: Import, *, part: int = PART) -> None:
    """Take the next lines of an import; behind the last one its file goes.

    A repeat finds the partners that it had entered by their identifiers, which follow from the
    line, and counts none of them twice.
    """
    go_on(context, context.stores.imports, asked, PARTNERS, _take, part)


def _take(context: Context, asked: Import, number: int, line: Mapping[str, str]) -> Refusal | None:
    """Enter the partner of a line; return why not."""
    workspace, partner = asked.workspace_id, f"a-{derived_id('import', asked.id, str(number))}"
    try:
        form = form_of_line(asked, line)
        email = check_address(form.email)
        key = partner_key(context, workspace, email)
    except Invalid as wrong:
        return Refusal(number, wrong.fields[0].field, wrong.fields[0].code)
    now = context.clock.now()
    ids = {"partner_id": partner, "workspace": workspace}
    fresh = entered(form, **ids, email=email, key=key, now=now)
    told = act_of(context, workspace=workspace, act="partner_enter", by=asked.by, partner=partner)
    try:
        context.stores.partners.add(fresh, [told])
    except PartnerExists:
        if context.stores.partners.find(workspace, partner) is None:
            return Refusal(number, "email", "partner_exists")
    return None
