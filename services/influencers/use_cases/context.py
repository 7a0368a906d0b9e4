"""What use cases are handed."""

from dataclasses import dataclass

from services.influencers.stores import Stores
from shared.clock import Clock
from shared.events import Stamp
from shared.files import Files
from shared.ids import IdSource
from shared.secrets import SecretWrapper


@dataclass(frozen=True)
class Context:
    """Clock, identifiers, stores, files, and what opens wrapped keys."""

    clock: Clock
    ids: IdSource
    stores: Stores
    files: Files
    wrapper: SecretWrapper

    def stamp(self) -> Stamp:
        """Return identifier and instant for an event that happens now."""
        return Stamp(self.ids.ulid(), self.clock.now())
