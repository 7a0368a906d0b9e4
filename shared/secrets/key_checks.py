"""Which wrapping key a database was made with, in the collection `key_checks`."""

from shared.documents import Database, Declaration, Duplicate
from shared.secrets.wrapping import SecretNotOpened, SecretWrapper
from shared.settings import SettingError

KEY_CHECKS = Declaration("key_checks")
OPERATOR = "-"
KEY = "wrapping-key"
KNOWN = b"kermesse"


class KeyChecks:
    """One document: a known text, wrapped by the key that the first process had."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(KEY_CHECKS)

    def require(self, wrapper: SecretWrapper, setting: str) -> None:
        """Raise `SettingError`, naming the setting, unless this is the database's key.

        The key of the first process becomes it. With another one, whatever needs a key of its own
        would fail thing by thing.
        """
        if not self._holds(wrapper):
            raise SettingError(
                (f"{setting}: this is not the key that the database was made with.",)
            )

    def _holds(self, wrapper: SecretWrapper) -> bool:
        wrapped = wrapper.wrap(KNOWN, OPERATOR)
        try:
            self.collection.insert({"_id": KEY, "workspace_id": OPERATOR, "wrapped": wrapped})
        except Duplicate:
            return self._opens(wrapper)
        return True

    def _opens(self, wrapper: SecretWrapper) -> bool:
        stored = self.collection.get(OPERATOR, KEY) or {}
        try:
            return wrapper.unwrap(bytes(stored.get("wrapped", b"")), OPERATOR) == KNOWN
        except SecretNotOpened:
            return False
