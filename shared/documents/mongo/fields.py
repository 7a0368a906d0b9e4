"""Which fields a document had when this process last met it, so that it need not be read again.

Every change raises the version, so fields of a version never change, but for those that claims
move (`statements.CLAIMED`): a replacement guarded by the version may rely on them. A document that
is removed and inserted anew begins at version 1 again, so the first version is always read.
"""

from collections.abc import Iterable, Mapping

from shared.documents import Document

MOST_REMEMBERED = 10_000
Place = tuple[str, str, int]


class Fields:
    """The names of the fields of the documents that were met last; at most `most` of them."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._names: dict[Place, frozenset[str]] = {}
        self._alike: dict[frozenset[str], frozenset[str]] = {}

    def note(self, document: Document) -> None:
        """Remember the fields of a document as it is stored; when full, begin anew."""
        if document["version"] == 1:
            return
        if len(self._names) >= self._most:
            self.forget()
        names = frozenset(document)
        self._names[_place(document)] = self._alike.setdefault(names, names)

    def forget(self) -> None:
        """Forget all: documents were removed."""
        self._names, self._alike = {}, {}

    def of(self, document: Mapping[str, object]) -> Iterable[str] | None:
        """Return the stored fields of the version that `document` was made from, if known."""
        return self._names.pop(_place(document), None)


def _place(document: Mapping[str, object]) -> Place:
    return (document["workspace_id"], document["_id"], document["version"])  # type: ignore[return-value]
