"""The collection `kept_forms`; `_id` is the hash of the browser's secret."""

from datetime import datetime

from services.gateway.accounts.domain.kept_form import KeptForm
from services.gateway.accounts.stores.space import EXPIRY, SPACE
from shared.documents import Database


class KeptForms:
    """Forms that could not be taken: one for each session."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection("kept_forms")
        self._documents.ensure([EXPIRY])

    def put(self, form: KeptForm) -> None:
        """Keep a form, in place of the one with the same id."""
        fields = {
            "path": form.path,
            "account_id": form.account_id,
            "fields": [list(pair) for pair in form.fields],
            "expires_at": form.expires_at,
        }
        self._documents.change(SPACE, {"_id": form.id}, {"$set": fields}, upsert=True)

    def take(self, id: str) -> KeptForm | None:  # noqa: A002 - the field's word
        """Return a kept form once: whoever deletes it has it."""
        found = self._documents.get(SPACE, id)
        if found is None or not self._documents.delete(SPACE, {"_id": id}):
            return None
        pairs = tuple((pair[0], pair[1]) for pair in found["fields"])
        return KeptForm(id, found["path"], found["account_id"], pairs, found["expires_at"])

    def clean_up(self, now: datetime) -> int:
        """Forget what has expired; return how many."""
        return self._documents.delete(SPACE, {"expires_at": {"$lte": now}})
