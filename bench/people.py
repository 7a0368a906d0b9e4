"""The people of a contest: pages and searches among ten thousand and a million, and their export.

Pages must cost as much among a million as among ten thousand. The export is measured beside the
port's own paging of the same entries; it runs in a process of its own, so that its memory is its
own. `KERMESSE_BENCH_PEOPLE` sets another large number.
"""

import hmac
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench import sample
from bench.measure import Amount, Effort, Figure, Line, Result, percentile
from bench.million.seeding import refs_of
from bench.million.stage import OPENS, WORKSPACE, Stage, stage_in
from bench.servers import Servers
from services.contests.domain.contest import Contest
from services.contests.domain.entry import EntryState
from services.contests.stores.entries import entry_document
from services.contests.use_cases.contest.keys import address_secret
from shared import logs
from shared.documents import Document

FEW, MANY = 10_000, 1_000_000
ROUNDS, LONGEST, GROWTH = 60, 0.200, 1.20
SLUG = "people"
STATES = (*[EntryState.CONFIRMED] * 4, EntryState.UNCONFIRMED)
COUNTRIES = ("FR", "FR", "BE", "CH")
FIRST_NAMES, BEGINNINGS = ("Zoé", "Élodie", "Noël", "Anna"), ("elo", "Noe", "ÂN", "zoé")


class Spread:
    """How long a page takes among many, and among few."""

    def __init__(self, what: str, few: list[float], many: list[float]) -> None:
        self.what = what
        self.few, self.many = percentile(sorted(few), 95), percentile(sorted(many), 95)

    @property
    def line(self) -> Line:
        """The line of the table."""
        ratio = self.many / self.few
        return Line(
            self.what,
            f"p95 {self.many * 1000:,.1f} ms",
            f"{self.few * 1000:,.1f} ms among few",
            f"{ratio:.0%}",
            f"p95 under {LONGEST * 1000:.0f} ms, at most {GROWTH:.0%}",
            self.many < LONGEST and ratio <= GROWTH,
        )


def run(effort: Effort, _servers: Servers) -> Iterator[Result]:
    """Yield what pages, searches and the export take."""
    many = int(os.environ.get("KERMESSE_BENCH_PEOPLE", "0")) or effort.of(MANY)
    few = min(effort.of(FEW), many)
    with tempfile.TemporaryDirectory() as small, tempfile.TemporaryDirectory() as large:
        for folder, people in ((small, few), (large, many)):
            seed(Path(folder), people)
        yield from pages(Path(small), Path(large), effort)
        yield from exports(Path(small), Path(large), few, many)


def seed(folder: Path, people: int) -> None:
    """Leave an open contest that so many people entered."""
    stage = stage_in(folder)
    contest = stage.opened(SLUG)
    stage.database.collection("entries").insert_many(_documents(stage, contest, people))
    stage.database.close()


def _documents(stage: Stage, contest: Contest, people: int) -> Iterator[Document]:
    key = address_secret(stage.context, contest)
    for number, ref in enumerate(refs_of(people)):
        made = sample.entry(number)
        # What `mailbox_key` makes of an address that is in its canonical form already.
        mailbox = hmac.digest(key, b"mailbox\x1f" + made.person.email.encode(), "sha256").hex()
        entry = replace(
            made,
            workspace_id=WORKSPACE,
            contest_id=contest.id,
            ref=ref,
            state=STATES[number % 5],
            person=replace(made.person, first_name=FIRST_NAMES[number % 4]),
            country=COUNTRIES[number % 4],
            mailbox_key=mailbox,
            submitted_at=OPENS,
        )
        yield {**entry_document(entry), "version": 1}


def pages(small: Path, large: Path, effort: Effort) -> Iterator[Result]:
    """Yield each page among few and among many, which took turns."""
    stages = [stage_in(small), stage_in(large)]
    asked = [_questions(stage) for stage in stages]
    rounds = effort.of(ROUNDS, least=3)
    for what in asked[0]:
        took: list[list[float]] = [[], []]
        for number in range(rounds + 1):
            for side, questions in zip(took, asked, strict=True):
                begin = time.perf_counter()
                questions[what](number)
                side.append(time.perf_counter() - begin)
        # The first of each is not counted.
        yield Spread(f"people, {what}", *(side[1:] for side in took))
    for stage in stages:
        stage.database.close()


def _questions(stage: Stage) -> dict[str, Callable[[int], None]]:
    client, contest = stage.client(), stage.contest(SLUG)
    contests, headers = "/api/v1/contests", dict(stage.bearer("owner"))
    whole = f"{contests}/{contest.id}/overview"
    at = f"{contests}/{contest.id}/people"

    def page(path: str = at, /, **query: str) -> Callable[[int], None]:
        def ask(_number: int) -> None:
            answer = client.get(path, query_string=query, headers=headers)
            assert answer.status_code == 200, answer.text
            assert answer.get_json()["entries" if path == whole else "items"]

        return ask

    def search(number: int) -> None:
        body = {"email": f"person{number}@entrants.example.org"}
        answer = client.post(f"{at}/search", json=body, headers=headers)
        assert len(answer.get_json()["items"]) == 1, answer.text

    def search_name(number: int) -> None:
        answer = client.post(
            f"{at}/search", json={"sought": BEGINNINGS[number % 4]}, headers=headers
        )
        assert answer.get_json()["items"], answer.text

    return {
        "the contests of the workspace": page(contests),
        "the contest with its entries": page(whole),
        "newest": page(),
        "of a state": page(state="unconfirmed"),
        "of a country": page(country="BE"),
        "of a source and a state": page(source="poster", state="confirmed"),
        "found by address": search,
        "found by first name": search_name,
    }


def exports(small: Path, large: Path, few: int, many: int) -> Iterator[Result]:
    """Yield the export's rate beside the port's own paging, and how memory grows."""
    little, whole = _alone(small), _alone(large)
    assert (little["rows"], whole["rows"]) == (few, many)
    rate, bare = many / whole["export"], many / whole["paging"]
    yield Figure(f"export of {many:,}", rate, "the port's paging", bare, 0.60)
    beside = f"{little['megabytes']:,.0f} MB for {few:,}"
    most = little["megabytes"] + 50
    yield Amount("export, memory", whole["megabytes"], "MB", most, beside=beside)


def _alone(folder: Path) -> dict[str, float]:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(exported, (folder,))


def exported(folder: Path) -> dict[str, float]:
    """Export everybody by the worker's own due work, then page through the same entries."""
    from bench.million.steps import _peak

    logs.configure("bench", "error")
    stage = stage_in(folder)
    contest = stage.contest(SLUG)
    at = f"/api/v1/contests/{contest.id}/exports"
    headers = dict(stage.bearer("owner"))
    stage.client().post(at, json={"tool": "excel"}, headers=headers)
    timer = stage.timer("exports")
    begin = time.perf_counter()
    while timer():
        continue
    took = time.perf_counter() - begin
    told: dict[str, float] = {"export": took, "megabytes": _peak()}
    (export,) = stage.client().get(at, headers=headers).get_json()["items"]
    assert export["state"] == "ready", export
    begin = time.perf_counter()
    paged = _paged(stage, contest)
    told |= {"paging": time.perf_counter() - begin, "rows": export["rows"]}
    assert paged == export["rows"]
    stage.database.close()
    return told


def _paged(stage: Stage, contest: Contest) -> int:
    entries, count, after = stage.database.collection("entries"), 0, None
    while True:
        where: dict[str, Any] = {"contest_id": contest.id}
        page = entries.find(WORKSPACE, where, sort=("ref",), after=after, limit=500)
        count += len(page.items)
        after = page.after
        if after is None:
            return count
