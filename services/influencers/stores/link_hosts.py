"""Which hosts links may lead to, in the collection `link_hosts`: one document a workspace."""

from contextlib import suppress

from services.influencers.domain.link import LinkHosts
from shared.documents import Database, Declaration, Document, Duplicate
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things

LINK_HOSTS = Declaration("link_hosts", publishes=True)


class LinkHostStore:
    """Where they are kept."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(LINK_HOSTS)
        self._hosts = Things(self.collection, _hosts_of, _document)

    def of(self, workspace: str) -> LinkHosts:
        """Return what a workspace allows; none where it never said."""
        return self._hosts.find(workspace, workspace) or LinkHosts(workspace)

    def change(self, workspace: str, step: Step[LinkHosts]) -> LinkHosts:
        """Change what a workspace allows by `step`; return it afterwards."""
        if self._hosts.find(workspace, workspace) is None:
            fresh, events = step(LinkHosts(workspace))
            if not events:
                return fresh
            with suppress(Duplicate):
                self._hosts.add(fresh, events)
                return self.of(workspace)
        return self._hosts.change(workspace, workspace, step)


def _document(hosts: LinkHosts) -> Document:
    return {**members_of(hosts), "_id": hosts.workspace_id, "hosts": list(hosts.hosts)}


def _hosts_of(document: Document) -> LinkHosts:
    known = known_members(LinkHosts, document)
    return LinkHosts(**known | {"hosts": tuple(document["hosts"])})
