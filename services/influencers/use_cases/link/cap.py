"""Let links lead to their fallback once as many people as they may have were counted."""

from collections.abc import Collection

from services.influencers.domain.click import Verdict
from services.influencers.domain.link import Link, capped
from services.influencers.use_cases.click.read import clicks_of_links
from services.influencers.use_cases.context import Context


def cap_links(context: Context, *, workspace: str, links: Collection[str]) -> None:
    """Cap those of these links (500 at most) that have reached their cap; a repeat changes nothing.

    Clicks of people alone count, those that have been counted until now.
    """
    known = context.stores.links.with_cap(workspace, sorted(links))
    counts = clicks_of_links(context, workspace=workspace, links=[each.id for each in known])
    for link in known:
        _cap(context, link, counts.get(link.id, {}).get(Verdict.HUMAN, 0))


def _cap(context: Context, link: Link, people: int) -> None:
    stamp = context.stamp()
    context.stores.links.change(
        link.workspace_id, link.id, lambda found: capped(found, people, stamp)
    )
