"""The collection `kept_forms`; `_id` is the hash of the browser's secret."""

from datetime import datetime

from services.gateway.accounts.domain.kept_form import KeptForm
from services.gateway.accounts.stores.space import EXPIRY, SPACE
from shared.documents import Database, Declaration, Gone

KEPT_FORMS = Declaration("kept_forms", indexes=(EXPIRY,), personal={"fields": Gone.REMOVED})


class KeptFormStore:
    """Forms that could not be taken: one for each session."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(KEPT_FORMS)

    def put(self, form: KeptForm) -> None:
        """Keep a form, in place of the one with the same id."""
        fields = {
            "path": form.path,
            "account_id": form.account_id,
            "fields": [list(pair) for pair in form.fields],
            "expires_at": form.expires_at,
        }
        self.collection.change(SPACE, {"_id": form.id}, {"$set": fields}, upsert=True)

    def take(self, id: str) -> KeptForm | None:  # noqa: A002 - the field's word
        """Return a kept form once: whoever deletes it has it."""
        found = self.collection.get(SPACE, id)
        if found is None or not self.collection.delete(SPACE, {"_id": id}):
            return None
        pairs = tuple((pair[0], pair[1]) for pair in found["fields"])
        return KeptForm(id, found["path"], found["account_id"], pairs, found["expires_at"])

    def clean_up(self, now: datetime) -> int:
        """Forget what has expired; return how many."""
        return self.collection.delete(SPACE, {"expires_at": {"$lte": now}})
