"""The secret that a workspace's shop signs with, wrapped, in the collection `shop_secrets`."""

from dataclasses import dataclass
from datetime import datetime

from shared.documents import Database, Declaration
from shared.events import Event

SHOP_SECRETS = Declaration("shop_secrets", publishes=True)


@dataclass(frozen=True, slots=True)
class ShopSecret:
    """A wrapped secret, and when it was made."""

    wrapped: bytes
    made_at: datetime


class ShopSecretStore:
    """One secret for each workspace: another one takes its place."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(SHOP_SECRETS)

    def find(self, workspace: str) -> ShopSecret | None:
        """Return the secret of a workspace, None where there is none."""
        found = self.collection.get(workspace, workspace)
        return None if found is None else ShopSecret(bytes(found["wrapped"]), found["made_at"])

    def put(self, workspace: str, secret: ShopSecret, event: Event) -> None:
        """Store a secret in place of the one that is there."""
        held = {"wrapped": secret.wrapped, "made_at": secret.made_at}
        self.collection.change(workspace, {"_id": workspace}, {"$set": held}, [event], upsert=True)
