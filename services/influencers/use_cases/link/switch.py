"""Disable a link, or enable it again."""

from collections.abc import Sequence

from services.influencers.domain.link import Link, LinkVerb, disabled, enabled
from services.influencers.use_cases.audit import act_of
from services.influencers.use_cases.context import Context
from shared.events import Event


def switch_link(context: Context, verb: LinkVerb, *, workspace: str, link: str, by: str) -> Link:
    """Return the link as it is afterwards; a repeat changes nothing.

    Raises `NotFound`, or `WrongLinkState` where a capped link is to lead again.
    """
    step, stamp = disabled if verb is LinkVerb.DISABLE else enabled, context.stamp()

    def switched(found: Link) -> tuple[Link, Sequence[Event]]:
        after, events = step(found, stamp)
        told = {"workspace": workspace, "partner": found.partner_id, "program": found.program_id}
        act = act_of(context, act=f"link_{verb.value}", by=by, **told)
        return after, (*events, act) if events else ()

    return context.stores.links.change(workspace, link, switched)
