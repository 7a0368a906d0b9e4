"""Take an import part by part; whatever breaks off goes on from the line that was reached."""

from collections.abc import Mapping

from services.influencers.domain.errors import PartnerExists
from services.influencers.domain.imports import (
    Import,
    ImportState,
    Refusal,
    form_of_line,
    read_table,
)
from services.influencers.domain.partner import entered
from services.influencers.use_cases.audit import act_of
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.keys import partner_key
from shared.addresses import check_address
from shared.errors import Invalid
from shared.ids import derived_id

PART = 500


def look_after_import(context: Context, asked: Import, *, part: int = PART) -> None:
    """Take the next lines of an import; behind the last one its file goes.

    A repeat finds the partners that it had entered by their identifiers, which follow from the
    line, and counts none of them twice.
    """
    if asked.state is ImportState.WAITING:
        asked = _next(context, asked, part)
    if asked.state is ImportState.DONE and asked.file_id:
        context.files.remove(asked.workspace_id, asked.file_id)
        context.stores.imports.change(asked, lambda found: (found.without_file(), ()))


def _next(context: Context, asked: Import, part: int) -> Import:
    data = b"".join(context.files.read(asked.workspace_id, asked.file_id))
    lines = read_table(data).lines[asked.reached : asked.reached + part]
    tried = [_take(context, asked, number, line) for number, line in lines]
    refused, now = [each for each in tried if each is not None], context.clock.now()

    def grown(found: Import) -> tuple[Import, tuple[()]]:
        # Another worker may have been faster: what it counted is what this one found.
        after = found.grown(len(lines), refused, now) if found.reached == asked.reached else found
        return after, ()

    return context.stores.imports.change(asked, grown)


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
