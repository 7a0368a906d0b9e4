"""The certificate of a long list is read, written and sent piece by piece."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.million import steps
from bench.million.seeding import SLUG
from bench.million.stage import Stage, stage_in
from services.contests.bootstrap.foundation import Foundation
from services.contests.entrypoints import verify as verifier
from services.contests.stores.list_chunks import ListChunkStore
from shared.documents import Page

PEOPLE = 20_000


def test_a_certificate_is_sent_before_the_end_of_its_list_is_read(tmp_path: Path) -> None:
    seal = steps.sealed(tmp_path, PEOPLE)["seal"]
    steps.draw(tmp_path, PEOPLE)
    stage, read = watched(stage_in(tmp_path))
    address = f"/api/v1/contests/{stage.contest(SLUG).id}/certificate"
    answer = stage.client().get(address, headers=stage.bearer("public"), buffered=False)
    sent = [b""]
    for piece in answer.iter_encoded():
        sent.append(piece)
        listed = b"".join(sent).partition(b'"list":[')[2].count(b"|")
        assert sum(read) <= listed + 6 * 1000
    assert sum(read) == PEOPLE
    assert max(map(len, sent)) < 100_000
    work = verifier.Verification(b"".join(sent), seal)
    for step in ("json", "canonical", "seal", "root", "ranks", "digest"):
        getattr(work, f"step_{step}")()
    stage.database.close()


def watched(stage: Stage) -> tuple[Stage, list[int]]:
    """Return the stage with how many lines were read from its database, page by page."""
    read: list[int] = []
    chunks = ListChunkStore(stage.database)
    chunks.collection = Counting(chunks.collection, read)  # type: ignore[assignment]
    stores = replace(stage.context.stores, list_chunks=chunks)
    context = replace(stage.context, stores=stores)
    return Stage(Foundation(stage.database, context), stage.clock), read


class Counting:
    """A collection that counts the lines of the chunks that it finds."""

    def __init__(self, collection: Any, read: list[int]) -> None:
        self._collection, self._read = collection, read

    def find(self, *place: Any, **options: Any) -> Page:
        """Find, and count."""
        page: Page = self._collection.find(*place, **options)
        self._read += [len(chunk["items"]) for chunk in page.items]
        return page
