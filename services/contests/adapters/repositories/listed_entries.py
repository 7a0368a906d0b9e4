"""Entries in the order of their refs, for the list, its mails and its winners."""

from services.contests.adapters.repositories.entries import NAME
from services.contests.adapters.repositories.mapping import entry_of
from services.contests.domain.entry import Candidate, Entry, EntryState
from services.contests.use_cases.ports import Listing
from shared.documents import Collection, Database, Document
from shared.errors import NotFound

CANDIDATE = ("ref", "weight", "state", "reason", "confirmed_at")


class ListedEntryRepository:
    """See `draw_ports.ListedEntries`."""

    def __init__(self, database: Database) -> None:
        self.collection: Collection = database.collection(NAME)

    def candidates(
        self, workspace: str, contest: str, *, after: str | None, limit: int
    ) -> Listing[Candidate]:
        """Return a page of what the list needs of all entries, ordered by ref."""
        page = self.collection.find(
            workspace,
            {"contest_id": contest},
            sort=("ref",),
            after=after,
            limit=limit,
            fields=CANDIDATE,
        )
        return Listing([_candidate(document) for document in page.items], page.after)

    def by_ref(
        self, workspace: str, contest: str, *, after: str | None, limit: int
    ) -> Listing[Entry]:
        """Return a page of all entries of a contest, whatever their state, ordered by ref."""
        page = self.collection.find(
            workspace, {"contest_id": contest}, sort=("ref",), after=after, limit=limit
        )
        return Listing([entry_of(document) for document in page.items], page.after)

    def of_ref(self, workspace: str, contest: str, ref: str) -> Entry:
        """Return the entry of a ref. Raises `NotFound`."""
        found = self.collection.find(workspace, {"contest_id": contest, "ref": ref}, limit=1).items
        if not found:
            raise NotFound
        return entry_of(found[0])

    def of_address(self, workspace: str, contest: str, address_key: str) -> Entry | None:
        """Return the confirmed entry of an address, if there is one."""
        where = {"contest_id": contest, "address_key": address_key}
        found = self.collection.find(workspace, where, limit=1).items
        return entry_of(found[0]) if found else None


def _candidate(document: Document) -> Candidate:
    return Candidate(
        document["ref"],
        document["weight"],
        EntryState(document["state"]),
        document["reason"],
        document.get("confirmed_at"),
    )
