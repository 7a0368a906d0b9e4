"""The declared indexes on the server, and the three that the port needs for itself."""

from collections.abc import Iterator, Sequence
from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.collection import Collection

from shared.documents import Index, UnsupportedForm
from shared.documents.planning import complete

OWN = (
    (Index("_workspace", ("workspace_id", "_id")), False),
    (Index("_due", ("due_at",)), True),
    (Index("_outbox", ("outbox.due",)), True),
)


def ensure(collection: Collection[dict[str, Any]], indexes: Sequence[Index]) -> None:
    """Create what is absent; raise `UnsupportedForm` where a name means something else."""
    known = collection.index_information()
    for index in indexes:
        if index.name in known and not _agrees(index, known[index.name]):
            raise UnsupportedForm(f"another definition of the index {index.name}: name it anew")
    absent = [model for name, model in _models(indexes) if name not in known]
    if absent:
        collection.create_indexes(absent)


def _agrees(index: Index, known: Any) -> bool:
    return known["key"] == _keys(index) and bool(known.get("unique")) == index.unique


def _models(indexes: Sequence[Index]) -> Iterator[tuple[str, IndexModel]]:
    taken = {index.fields for index in indexes}
    for index in indexes:
        options = {"unique": True} if index.unique else {}
        yield index.name, IndexModel(_keys(index), name=index.name, **options)
    for index, sparse in OWN:
        if index.fields not in taken:
            options = {"sparse": True} if sparse else {}
            keys = [(path, ASCENDING) for path in index.fields]
            yield index.name, IndexModel(keys, name=index.name, **options)


def _keys(index: Index) -> list[tuple[str, int]]:
    """End in `_id`, as every sort does; the key of a unique index needs no such end."""
    fields = index.fields if index.unique else complete(index.fields)
    return [(path, ASCENDING) for path in fields]
