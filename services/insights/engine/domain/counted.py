"""What a subject counts, and where its facts and tallies are kept."""

from dataclasses import dataclass

from services.insights.engine.domain.generation import collection_of


@dataclass(frozen=True)
class Counted:
    """`of` is in one word what its facts are about (`contest`), `prefix` begins its collections.

    Two subjects have different prefixes: each counts in collections of its own.
    """

    of: str
    prefix: str

    @property
    def field(self) -> str:
        """The member of a document that names what it is about."""
        return f"{self.of}_id"

    def collection(self, name: str, generation: int = 1) -> str:
        """Return the name of a collection, in a generation; the first's have no number."""
        return collection_of(f"{self.prefix}{name}", generation)
