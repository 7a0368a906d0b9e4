"""Which hosts the links of a workspace may lead to: read, and said anew."""

from typing import Any

from flask_smorest import Blueprint

from services.influencers.domain.link import LinkHosts
from services.influencers.entrypoints.schemas.links import LinkHostsBody, LinkHostsSchema
from services.influencers.manifest import READ_PROGRAMS, WRITE_PROGRAMS
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.link.hosts import save_hosts
from shared.webapp import IF_MATCH, caller, etag_of, expected_version, requires

Headers = dict[str, str]


def link_hosts_blueprint(context: Context) -> Blueprint:
    """Return the routes of the hosts that links may lead to."""
    routes = Blueprint("link_hosts", __name__, description="Where links may lead")

    @routes.get("/link-hosts")
    @requires(READ_PROGRAMS)
    @routes.response(200, LinkHostsSchema)
    def read() -> tuple[dict[str, Any], Headers]:
        """The hosts that links may lead to; our own pages are always allowed."""
        return _shown(context, context.stores.link_hosts.of(caller().workspace_id))

    @routes.patch("/link-hosts")
    @requires(WRITE_PROGRAMS)
    @routes.doc(parameters=[IF_MATCH])
    @routes.arguments(LinkHostsBody)
    @routes.response(200, LinkHostsSchema)
    def save(body: dict[str, Any]) -> tuple[dict[str, Any], Headers]:
        """Say them anew, all of them at once; If-Match "0" where nothing was ever said."""
        who, version = caller(), expected_version()
        whose = {"workspace": who.workspace_id, "by": who.subject}
        return _shown(context, save_hosts(context, **whose, version=version, **body))

    return routes


def _shown(context: Context, hosts: LinkHosts) -> tuple[dict[str, Any], Headers]:
    actions = ["edit"] if caller().may(WRITE_PROGRAMS) else []
    return (
        {**vars(hosts), "home": context.home, "actions": actions},
        {"ETag": etag_of(hosts.version)},
    )
