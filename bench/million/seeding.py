"""A contest that so many people entered, as the product's own requests would have left it."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bench import sample
from bench.million.stage import OPENS, WORKSPACE, Stage
from services.contests.domain.contest import Contest, ListChunk, State
from services.contests.domain.draw import commit, entry_line, seal_of, summarise
from services.contests.domain.entry import Entry, EntryState
from services.contests.domain.receipt import issue_receipt
from services.contests.stores.entries import entry_document
from services.contests.use_cases.contest.freeze_list import CHUNK
from services.contests.use_cases.contest.keys import signer_of
from shared.documents import Document
from shared.ids import CROCKFORD

SLUG = "million"
SIGNED = 1000
_AT = OPENS + timedelta(minutes=5)


def seed_entries(stage: Stage, people: int) -> None:
    """Open the contest and store its entries, confirmed: version 2, each with its receipt.

    Every thousandth receipt is truly signed, the others are as long: a signature takes as long as
    all the rest of an entry.
    """
    contest = stage.opened(SLUG)
    collection = stage.database.collection("entries")
    done = collection.insert_many(_documents(stage, contest, people))
    assert len(done.stored) == people


def seed_sealed(stage: Stage, people: int) -> None:
    """Open a contest and leave it sealed: its chunks, its commitment, nothing else."""
    contest = stage.opened(SLUG)
    lines = sorted(entry_line(ref, 1) for ref in refs_of(people))
    chunks = stage.context.stores.list_chunks
    for number, begin in enumerate(range(0, max(people, 1), CHUNK)):
        chunks.add(_chunk(contest, number, lines[begin : begin + CHUNK], begin + CHUNK >= people))
    commitment = commit(contest.id, contest.rules, summarise(lines), {})
    sealed = replace(
        contest,
        state=State.SEALED,
        sealing_at=contest.schedule.review_until,
        sealed_at=contest.schedule.review_until,
        commitment=commitment,
        seal=seal_of(commitment),
        witnessed=True,
        chunks=-(-max(people, 1) // CHUNK),
        due_at=contest.schedule.draw_at,
    )
    stage.context.stores.contests.change(WORKSPACE, contest.id, lambda _: (sealed, ()))


def refs_of(count: int) -> Iterator[str]:
    """Yield refs as the product makes them, the same ones at each run."""
    chance = random.Random(count)
    return (f"e-{''.join(chance.choices(CROCKFORD, k=16))}" for _ in range(count))


def _documents(stage: Stage, contest: Contest, people: int) -> Iterator[Document]:
    sign = signer_of(stage.context, contest)

    def receipt(entry: Entry, number: int) -> dict[str, Any]:
        return issue_receipt(
            sign if number % SIGNED == 0 else _as_long,
            contest=contest.id,
            ref=entry.ref,
            weight=entry.weight,
            confirmed_at=_AT,
            rules=contest.rules_hash,
        )

    for number, ref in enumerate(refs_of(people)):
        entry = _entry(number, contest, ref)
        confirmed = replace(entry, receipt=receipt(entry, number))
        yield {**entry_document(confirmed), "version": 2}


def _entry(number: int, contest: Contest, ref: str) -> Entry:
    sent = sample.entry(number)
    return replace(
        sent,
        workspace_id=WORKSPACE,
        contest_id=contest.id,
        ref=ref,
        state=EntryState.CONFIRMED,
        address_key=hashlib.sha256(sent.person.email.encode()).hexdigest(),
        submitted_at=OPENS,
        confirmed_at=_AT,
        consents=tuple(replace(each, at=OPENS, confirmed_at=_AT) for each in sent.consents),
    )


def _as_long(_message: bytes) -> bytes:
    return bytes(64)


def _chunk(contest: Contest, number: int, lines: list[str], final: bool) -> ListChunk:
    first, last = (line.split("|")[0] for line in (lines[0], lines[-1])) if lines else ("", "")
    return ListChunk(WORKSPACE, contest.id, number, first, last, lines, {}, "", final)
