"""What is known of an order when it is decided, for what has to be looked at before it is paid."""

from datetime import datetime, timedelta

from services.influencers.domain.attribution import (
    WINDOW,
    Attribution,
    Candidate,
    Clues,
    Traces,
    Way,
)
from services.influencers.domain.click import Verdict, day_of
from services.influencers.domain.code import code_id
from services.influencers.use_cases.click.read import busiest_network, figures_of_link, visits
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.keys import keys_of_address
from shared.ids import canonical_key

BURST_WINDOW = timedelta(minutes=10)
# Whoever comes by a link may think about it for some days before the form is sent.
LINK_WINDOW = timedelta(days=7)


def clues_of(context: Context, attribution: Attribution, traces: Traces, at: datetime) -> Clues:
    """Return the clues about whoever won; nothing where nobody did."""
    winner, workspace = attribution.winner, attribution.workspace_id
    if winner is None:
        return Clues()
    by_code, link = winner.way is Way.CODE, winner.link_id
    clicks, of_one = busiest_network(context, workspace=workspace, link=link) if link else (0, 0)
    by_link = winner.way is Way.LINK
    brought, came = of_link(context, workspace, winner.source, at) if by_link else (0, 0)
    return Clues(
        partner_keys=_partner_keys(context, workspace, winner.partner_id),
        buyer_keys=frozenset(traces.buyer_keys),
        visits=_visits(context, workspace, winner.partner_id, at) if by_code else 0,
        brought=brought,
        link_visits=came,
        uses=_uses(context, workspace, winner, at),
        shared_account=_shares_account(context, workspace, winner.partner_id),
        clicks=clicks,
        network_clicks=of_one,
    )


def of_link(context: Context, workspace: str, key: str, at: datetime) -> tuple[int, int]:
    """Return what a link brought in the days up to then, and how many people came by it.

    One visit may bring an entry and an order: whichever are more are counted.
    Whoever comes twice within an hour is one visit, and may be two people behind one address:
    both are counted.
    """
    link = context.stores.links.of_key(workspace, canonical_key(key))
    if link is None:
        return 0, 0
    kept, since = (context.stores.orders, context.stores.leads), at - LINK_WINDOW
    brought = max(each.brought(workspace, link.key, since, at) for each in kept)
    days = {"since": day_of(since), "until": day_of(at)}
    total = figures_of_link(context, workspace=workspace, link=link.id, **days).total
    return brought, total[Verdict.HUMAN] + total[Verdict.DUPLICATE]


def _partner_keys(context: Context, workspace: str, partner: str) -> frozenset[str]:
    found = context.stores.partners.find(workspace, partner)
    if found is None or not found.names_someone:
        return frozenset()
    return frozenset({found.address_key, *keys_of_address(context, workspace, found.email)})


def _shares_account(context: Context, workspace: str, partner: str) -> bool:
    account = context.stores.accounts.find(workspace, partner)
    return account is not None and bool(context.stores.accounts.sharing(account))


def _visits(context: Context, workspace: str, partner: str, at: datetime) -> int:
    """Return how many people came by the partner's links in the window.

    Of a partner who has no link none can come: one is counted, so that their codes are not held.
    """
    if not context.stores.links.page(workspace, partner=partner, limit=1).items:
        return 1
    since, until = day_of(at - WINDOW), day_of(at)
    return visits(context, workspace=workspace, partner=partner, since=since, until=until)


def _uses(context: Context, workspace: str, winner: Candidate, at: datetime) -> int:
    """Return how often the code or the link was used in the ten minutes up to then, now too."""
    since, kept = at - BURST_WINDOW, (context.stores.orders, context.stores.leads)
    if winner.way is Way.CODE:
        whose = code_id(workspace, winner.source)
        return sum(each.uses(workspace, whose, since, at) for each in kept)
    key = canonical_key(winner.source) if winner.way is Way.LINK else ""
    return sum(each.brought(workspace, key, since, at) for each in kept) if key else 0
