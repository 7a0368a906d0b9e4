"""Where recorded stories are opened again."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from tests.kept import stored
from tests.kept.environ import on_server
from tests.kept.opening import House
from tests.kept.recorded import Cut
from tests.kept.watching import Watch

Opening = Callable[[Cut], "Reopened"]
Server = tuple[str, str] | None
BOTH = ["sqlite", pytest.param("mongo", marks=pytest.mark.mongo)]


class Reopened(House):
    """A house over what a cut left; `now` tells what there is, as it was recorded."""

    def __init__(self, cut: Cut, folder: Path, mongo: Server) -> None:
        self.cut, self.folder, self.mongo, self.watch = cut, folder, mongo, Watch()
        self.load(cut)
        server = on_server(*mongo) if mongo else None
        through = self.watch.through
        super().__init__(folder, cut.at, chain=cut.chain, server=server, through=through)

    def load(self, cut: Cut) -> None:
        """Put what the cut left where processes find it."""
        stored.load(cut, self.folder, self.mongo)

    def now(self) -> Cut:
        """Return all there is, with the letters that went out before this house and from it."""
        documents = {
            (line["in"], line["of"], line["body"]["_id"]): line
            for line in stored.read(self.folder, self.mongo)
        }
        letters = self.cut.letters + self.letters
        messages, places = stored.messages(self.folder), stored.places(self.folder)
        cut = self.cut
        return Cut(
            cut.story, "now", self.clock.now(), cut.chain, documents, messages, places, letters
        )


@pytest.fixture
def store(request: pytest.FixtureRequest) -> Iterator[Server]:
    """The address and the databases' prefix of a server for `mongo`, None for files."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield None
        return
    mongo = (request.getfixturevalue("mongo_url"), f"kept_{secrets.token_hex(4)}")
    yield mongo
    _forget(*mongo)


@pytest.fixture
def reopen(store: Server, tmp_path: Path) -> Iterator[Opening]:
    """Return what opens a cut, on the store of the test: files where it names none."""
    opened: list[Reopened] = []

    def reopening(cut: Cut) -> Reopened:
        opened.append(Reopened(cut, tmp_path, store))
        return opened[-1]

    yield reopening
    for house in opened:
        house.close()


def _forget(url: str, prefix: str) -> None:
    with MongoClient[Any](url) as client:
        for name in stored.DATABASES:
            client.drop_database(f"{prefix}_{name}")
