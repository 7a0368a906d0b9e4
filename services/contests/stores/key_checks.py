"""Which wrapping key a database was made with, in the collection `key_checks`."""

from shared.documents import Database, Declaration, Duplicate

KEY_CHECKS = Declaration("key_checks")
OPERATOR = "-"
KEY = "wrapping-key"


class KeyCheckStore:
    """One document: a known text, wrapped by the key that the first process had."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(KEY_CHECKS)

    def first(self, wrapped: bytes) -> bytes:
        """Return what the first process kept; the first one's `wrapped` becomes it."""
        try:
            self.collection.insert({"_id": KEY, "workspace_id": OPERATOR, "wrapped": wrapped})
        except Duplicate:
            stored = self.collection.get(OPERATOR, KEY) or {}
            return bytes(stored.get("wrapped", b""))
        return wrapped
