"""Entries of contests that a partner's link brought are leads of the link's program."""

from datetime import datetime

from services.influencers.domain.attribution import Traces
from services.influencers.domain.commission import Void
from services.influencers.domain.lead import Lead, lead_of_entry
from services.influencers.use_cases.context import Context
from shared.ids import canonical_key


def take_entry(
    context: Context, *, workspace: str, contest: str, entry: str, link: str, confirmed_at: datetime
) -> None:
    """Keep a confirmed entry as a lead, where its link brings people to this contest; once."""
    found = context.stores.links.of_key(workspace, canonical_key(link))
    if found is None or not found.brings_to(contest, context.home):
        return
    now, traces = context.clock.now(), Traces(link=found.key)
    fresh = Lead(
        id=lead_of_entry(workspace, entry),
        workspace_id=workspace,
        program_id=found.program_id,
        reference=entry,
        created_at=now,
    )
    context.stores.leads.put(fresh, lambda each: (each.came(confirmed_at, traces, now), ()))


def move_entry(
    context: Context, *, workspace: str, entry: str, gone: Void | None, cause: str, seq: int
) -> None:
    """Take the lead of an entry back, or let it count again where `gone` is None.

    `cause` is the id of what happened to the entry, `seq` its place among the entry's events.
    """
    lead = context.stores.leads.find(workspace, lead_of_entry(workspace, entry))
    if lead is None:
        return
    why, now = gone.value if gone else "", context.clock.now()
    context.stores.leads.change(
        lead, lambda each: (each.moved(why, cause=cause, seq=seq, now=now), ())
    )
