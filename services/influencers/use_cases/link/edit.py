"""Edit a link: everything but its key, at once."""

from collections.abc import Sequence

from services.influencers.domain.link import Link, LinkForm, changed
from services.influencers.use_cases.audit import act_of
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.link.checks import check_ways, checked_form
from shared.events import Event


def edit_link(
    context: Context, *, workspace: str, link: str, version: int, form: LinkForm, by: str
) -> Link:
    """Return the link, edited from its `version`. Raises `NotFound`, `StaleVersion`, `BadLink`."""
    context.stores.links.get(workspace, link)
    given, stamp = checked_form(context, workspace, form), context.stamp()

    def edited(found: Link) -> tuple[Link, Sequence[Event]]:
        after, events = changed(found.at(version), given, stamp)
        check_ways(context, after)
        return after, (*events, *_acts(context, "link_edit", found, by)) if events else ()

    return context.stores.links.change(workspace, link, edited)


def _acts(context: Context, act: str, link: Link, by: str) -> tuple[Event]:
    told = {"workspace": link.workspace_id, "partner": link.partner_id, "by": by}
    return (act_of(context, act=act, program=link.program_id, **told),)
