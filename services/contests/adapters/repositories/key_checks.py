"""Which wrapping key a database was made with, in the collection `key_checks`."""

from services.contests.adapters.signatures import SecretNotOpened, SecretWrapper
from shared.documents import Collection, Database, Duplicate

NAME = "key_checks"
OPERATOR = "-"
KEY = "wrapping-key"
KNOWN = b"kermesse"


class KeyCheckRepository:
    """One document: a known text, wrapped by the key that the first process had."""

    def __init__(self, database: Database) -> None:
        self.collection: Collection = database.collection(NAME)

    def holds(self, wrapper: SecretWrapper) -> bool:
        """Return whether `wrapper` has this database's key; the first one becomes it."""
        self.collection.ensure(())
        check = {"_id": KEY, "workspace_id": OPERATOR, "wrapped": wrapper.wrap(KNOWN, OPERATOR)}
        try:
            self.collection.insert(check)
        except Duplicate:
            return self._opens(wrapper)
        return True

    def _opens(self, wrapper: SecretWrapper) -> bool:
        stored = self.collection.get(OPERATOR, KEY)
        try:
            return stored is not None and wrapper.unwrap(stored["wrapped"], OPERATOR) == KNOWN
        except SecretNotOpened:
            return False
