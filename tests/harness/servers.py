"""What a stack stands on: the embedded pair, or a real Kafka and a server of MongoDB's protocol."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.documents import open_database
from stack.house import manifests
from stack.programs import inherited
from tests.harness.process import Process


@dataclass(frozen=True)
class Servers:
    """Addresses; an empty one means the embedded adapter.

    `own` holds those that were started for this stack alone, which may be frozen or killed. Names
    on the servers begin with a mark that no other stack has.
    """

    kafka: str = ""
    mongo: str = ""
    own: Mapping[str, Process] = field(default_factory=dict)
    mark: str = field(default_factory=lambda: secrets.token_hex(4))

    @property
    def environ(self) -> dict[str, str]:
        """The environment of this process without its settings, with those of the servers."""
        bare = {name: value for name, value in inherited().items() if "KERMESSE_" not in name}
        there = {"KERMESSE_KAFKA_BOOTSTRAP": self.kafka, "KERMESSE_MONGO_URL": self.mongo}
        return bare | {
            **{name: address for name, address in there.items() if address},
            "KERMESSE_TOPIC_PREFIX": f"test-{self.mark}.",
            "KERMESSE_MONGO_PREFIX": f"test_{self.mark}",
            "KERMESSE_LOG_LEVEL": "warning",
        }

    def forget(self) -> None:
        """Drop what a stack kept on a MongoDB that others use."""
        for manifest in manifests() if self.mongo else ():
            prefix = self.environ["KERMESSE_MONGO_PREFIX"]
            database = open_database(manifest.name, mongo_url=self.mongo, prefix=prefix)
            database.drop()  # type: ignore[attr-defined]
            database.close()


def embedded() -> Servers:
    """Return the servers of a stack that needs none: SQLite files and the embedded log."""
    return Servers()
