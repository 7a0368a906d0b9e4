"""Say which hosts the links of a workspace may lead to."""

from collections.abc import Sequence

from services.influencers.domain.link import LinkHosts
from services.influencers.use_cases.audit import audited
from services.influencers.use_cases.context import Context


def save_hosts(
    context: Context, *, workspace: str, hosts: Sequence[str], version: int, by: str
) -> LinkHosts:
    """Return what is allowed now, from its `version` (0 where nothing was ever said).

    Links that were made before stay as they are, and are checked again when they are edited.
    Raises `StaleVersion`, or `BadLink` (`hosts`).
    """
    now = context.clock.now()
    step = audited(
        context,
        lambda found: found.at(version).named(hosts, now),
        workspace=workspace,
        act="link_hosts_save",
        by=by,
    )
    return context.stores.link_hosts.change(workspace, step)
