"""An export is due work: whole, resumed wherever it broke off, and dead after a day."""

import csv
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from services.contests.domain.audit import Purpose
from services.contests.domain.contest import Contest
from services.contests.domain.errors import PeopleErased
from services.contests.domain.export import Export, ExportState
from services.contests.stores.exports import export_of
from services.contests.use_cases.export.ask import ask_export
from services.contests.use_cases.export.read import fetch_export, list_exports
from services.contests.use_cases.export.write import look_after_export
from shared.documents import Document, StoreUnavailable
from shared.errors import NotFound
from shared.files import FileGone, Files
from shared.files.folder import FolderBlobs
from shared.tables import Tool
from tests.contests.putting import put
from tests.contests.world import WORKSPACE, World


@pytest.fixture
def world(world: World, tmp_path: Path) -> World:
    """A world whose files lie in a folder of its own."""
    blobs = FolderBlobs(str(tmp_path / "files"))
    files = Files(world.context.stores.files, blobs, world.clock, world.context.ids)
    world.context = replace(world.context, files=files)
    return world


def ask(world: World, contest: Contest, tool: Tool = Tool.OTHER, key: str = "") -> Export:
    return ask_export(
        world.context,
        workspace=WORKSPACE,
        contest=contest.id,
        by="a-1",
        tool=tool,
        language="fr",
        idempotency_key=key,
    )


def work(world: World) -> int:
    """Do all that is due, three people a part and two in memory."""

    def look(each: Document) -> None:
        look_after_export(world.context, export_of(each), most=3, page=2)

    return world.due("exports", look)


def now(world: World, export: Export) -> Export:
    return world.context.stores.exports.get(WORKSPACE, export.contest_id, export.id)


def fetched(world: World, export: Export) -> bytes:
    who = {"workspace": WORKSPACE, "contest": export.contest_id, "by": "a-2"}
    return b"".join(fetch_export(world.context, **who, export=export.id)[1])


def rows(table: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    text = table.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=delimiter))


def files(world: World) -> list[str]:
    later = world.clock.now() + timedelta(days=36_500)
    return sorted(world.context.files.blobs.older(later))


@pytest.mark.parametrize("people", [0, 1, 2, 3, 4, 7])
def test_everybody_is_in_it_once(world: World, people: int) -> None:
    contest = world.opened()
    entered = {entry.ref for entry in world.entered(contest, people)}
    export = ask(world, contest)
    work(world)
    ready = now(world, export)
    assert (ready.state, ready.rows, ready.total) == (ExportState.READY, people, people)
    table = fetched(world, export)
    assert len(table) == ready.size
    found = [row["Référence"] for row in rows(table)]
    assert len(found) == people
    assert set(found) == entered


def test_a_person_is_written_in_words_and_local_time(world: World) -> None:
    contest = world.opened()
    world.confirmed(contest, world.submitted(contest, 3))
    plain, excel = ask(world, contest, Tool.OTHER, "one"), ask(world, contest, Tool.EXCEL, "two")
    work(world)
    (row,) = rows(fetched(world, plain))
    assert (row["Prénom"], row["Adresse électronique"]) == ("Zoé 3", "person3@entrants.example")
    assert (row["État"], row["Lettre d’information"], row["Pays"]) == ("confirmée", "oui", "FR")
    assert row["Reçue le"] == "2026-03-20T11:00:00+01:00"
    table = fetched(world, excel)
    assert table.startswith(b"\xef\xbb\xbf")
    (row,) = rows(table, ";")
    assert row["Reçue le"] == "2026-03-20 11:00:00"


def test_who_does_not_take_part_has_no_chance(world: World) -> None:
    contest = world.opened()
    world.confirmed(contest, world.submitted(contest, 1, weight=3))
    world.submitted(contest, 2, weight=3)
    world.withdrawn(world.submitted(contest, 4, weight=3))
    export = ask(world, contest)
    work(world)
    found = {row["État"]: row["Chances"] for row in rows(fetched(world, export))}
    assert found == {"confirmée": "3", "non confirmée": "0", "retirée": "0"}


def test_what_somebody_typed_never_runs(world: World) -> None:
    contest = world.opened()
    entry = world.submitted(contest, 1)
    person = replace(entry.person, first_name='=HYPERLINK("http://x.example")')
    world.context.stores.entries.change(entry, lambda found: (replace(found, person=person), ()))
    export = ask(world, contest)
    work(world)
    (row,) = rows(fetched(world, export))
    assert row["Prénom"] == '\'=HYPERLINK("http://x.example")'


class Breaking:
    """Files that fail once the nth one was written."""

    def __init__(self, inner: Files, at: int) -> None:
        self._inner, self._left = inner, at

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def keep(self, *given: Any) -> Any:
        kept = self._inner.keep(*given)
        self._left -= 1
        if self._left == 0:
            raise StoreUnavailable
        return kept


@pytest.mark.parametrize("at", [1, 2, 3])
def test_one_that_broke_off_goes_on_by_itself_from_its_last_part(world: World, at: int) -> None:
    contest = world.opened()
    entered = {entry.ref for entry in world.entered(contest, 11)}
    export, whole = ask(world, contest), world.context
    breaking: Any = Breaking(whole.files, at)
    world.context = replace(whole, files=breaking)
    with pytest.raises(StoreUnavailable):
        work(world)
    assert len(now(world, export).parts) == at - 1
    world.context = whole
    assert work(world) == 0
    world.clock.advance(minutes=1)
    work(world)
    found = [row["Référence"] for row in rows(fetched(world, export))]
    assert sorted(found) == sorted(entered)


def test_two_workers_at_one_part_write_nobody_twice(world: World) -> None:
    contest = world.opened()
    entered = {entry.ref for entry in world.entered(contest, 5)}
    export = ask(world, contest)
    stale = now(world, export)
    for _ in range(2):
        look_after_export(world.context, stale, most=3, page=2)
    assert len(now(world, export).parts) == 1
    assert len(files(world)) == 1
    work(world)
    found = [row["Référence"] for row in rows(fetched(world, export))]
    assert sorted(found) == sorted(entered)


def test_it_dies_after_a_day_with_its_files(world: World) -> None:
    contest = world.opened()
    world.entered(contest, 4)
    export = ask(world, contest)
    work(world)
    world.clock.advance(hours=23)
    work(world)
    assert fetched(world, export)
    world.clock.advance(hours=1)
    with pytest.raises(FileGone):
        fetched(world, export)
    work(world)
    gone = now(world, export)
    assert (gone.state, gone.parts, gone.rows) == (ExportState.GONE, (), 4)
    assert files(world) == []
    world.clock.advance(days=397)
    work(world)
    with pytest.raises(NotFound):
        now(world, export)


def test_it_is_not_there_before_it_is_whole(world: World) -> None:
    export = ask(world, world.opened())
    with pytest.raises(FileGone):
        fetched(world, export)


def test_a_second_press_asks_for_nothing_new(world: World) -> None:
    contest = world.opened()
    first, again = ask(world, contest, key="press-1"), ask(world, contest, key="press-1")
    assert first.id == again.id
    _, page = list_exports(world.context, workspace=WORKSPACE, contest=contest.id)
    assert [each.id for each in page.items] == [first.id]


def test_asking_and_fetching_are_noted_first(world: World) -> None:
    contest = world.opened()
    world.entered(contest, 1)
    export = ask(world, contest)
    work(world)
    fetched(world, export)
    notes = world.database.collection("audit").find(WORKSPACE, {}).items
    noted = sorted((each["purpose"], each["account_id"], each["export_id"]) for each in notes)
    assert noted == [(Purpose.DOWNLOAD, "a-2", export.id), (Purpose.EXPORT, "a-1", export.id)]


def test_without_its_note_nothing_is_asked_or_fetched(world: World) -> None:
    contest = world.opened()
    export = ask(world, contest)
    work(world)

    class Down:
        def add(self, note: Any) -> None:
            raise StoreUnavailable

    world.context = world.with_stores(audit=Down())
    with pytest.raises(StoreUnavailable):
        fetched(world, export)
    with pytest.raises(StoreUnavailable):
        ask(world, contest, key="other")
    _, page = list_exports(world.context, workspace=WORKSPACE, contest=contest.id)
    assert len(page.items) == 1


def test_erased_people_are_not_exported(world: World) -> None:
    contest = world.opened()
    waiting = ask(world, contest)
    put(world.context, contest, erased_at=world.clock.now())
    with pytest.raises(PeopleErased):
        ask(world, contest, key="late")
    work(world)
    assert now(world, waiting).state is ExportState.GONE


def test_a_draft_has_nobody(world: World) -> None:
    contest = put(world.context, world.opened(), opened_at=None)
    with pytest.raises(NotFound):
        ask(world, contest)


def test_a_page_of_people_is_in_memory_however_many_there_are(world: World) -> None:
    contest = world.opened()
    world.entered(contest, 7)
    inner, sizes = world.context.files.blobs, list[int]()

    class Watching:
        def write(self, name: str, pieces: Iterable[bytes]) -> int:
            given = list(pieces)
            sizes.extend(piece.count(b"\r\n") for piece in given)
            return inner.write(name, given)

    watching: Any = Watching()
    files = replace(world.context.files, blobs=watching)
    world.context = replace(world.context, files=files)
    ask(world, contest)
    work(world)
    assert (max(sizes), sum(sizes)) == (2, 8)
