"""The frozen list, in the collection `list_chunks`: a thousand candidates in each document."""

from collections.abc import Iterator

from services.contests.domain.contest import ListChunk
from services.contests.domain.draw import parse_line
from shared.documents import Database, Declaration, Document, Duplicate, Index
from shared.documents.members import known_members, members_of

LIST_CHUNKS = Declaration(
    "list_chunks", indexes=(Index("first", ("workspace_id", "contest_id", "first")),)
)
PAGE = 4


class ListChunkStore:
    """Chunks of fixed identifiers, `<contest>:<number>`: one that exists is done."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(LIST_CHUNKS)

    def get(self, workspace: str, contest: str, number: int) -> ListChunk | None:
        """Return a chunk."""
        found = self.collection.get(workspace, _id_of(contest, number))
        return chunk_of(found) if found is not None else None

    def add(self, chunk: ListChunk) -> ListChunk:
        """Store a chunk; return the one that is stored, which may be another worker's."""
        try:
            self.collection.insert(chunk_document(chunk))
        except Duplicate:
            return self.get(chunk.workspace_id, chunk.contest_id, chunk.number) or chunk
        return chunk

    def last(self, workspace: str, contest: str) -> ListChunk | None:
        """Return the chunk with the highest number."""
        found = self.collection.find(workspace, _of(contest), descending=True, limit=1).items
        return chunk_of(found[0]) if found else None

    def each(self, workspace: str, contest: str) -> Iterator[ListChunk]:
        """Yield the chunks in order."""
        after = None
        while True:
            page = self.collection.find(workspace, _of(contest), after=after, limit=PAGE)
            yield from map(chunk_of, page.items)
            after = page.after
            if after is None:
                return

    def lines(self, workspace: str, contest: str) -> Iterator[str]:
        """Yield the list's lines in order."""
        for chunk in self.each(workspace, contest):
            yield from chunk.items

    def holds(self, workspace: str, contest: str, ref: str) -> bool:
        """Return whether the list has an entry with this ref."""
        where = {"contest_id": contest, "first": {"$lte": ref}}
        found = self.collection.find(
            workspace, where, sort=("first",), descending=True, limit=1, fields=("items",)
        ).items
        return any(parse_line(line)[0] == ref for chunk in found for line in chunk["items"])


def chunk_document(chunk: ListChunk) -> Document:
    """Return the document of a chunk."""
    held = {**members_of(chunk), "items": list(chunk.items), "excluded": dict(chunk.excluded)}
    return {"_id": _id_of(chunk.contest_id, chunk.number), "version": 1, **held}


def chunk_of(document: Document) -> ListChunk:
    """Return the chunk of a document."""
    return ListChunk(**known_members(ListChunk, document))


def _id_of(contest: str, number: int) -> str:
    return f"{contest}:{number:05d}"


def _of(contest: str) -> dict[str, dict[str, str]]:
    """Select a contest's chunks: `;` follows `:` in the order of bytes."""
    return {"_id": {"$gte": f"{contest}:", "$lt": f"{contest};"}}
