"""Whoever erases themselves stands in no file that was written before, wherever a process dies."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry
from services.contests.domain.export import Export, ExportState, What
from services.contests.domain.tokens import CONFIRM, MANAGE, UNSUBSCRIBE, token_of
from services.contests.stores import open_stores
from services.contests.stores.exports import export_of
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.entry.confirm import confirm_entry
from services.contests.use_cases.entry.unsubscribe import unsubscribe
from services.contests.use_cases.entry.withdraw import withdraw_entry
from services.contests.use_cases.export.ask import ask_export
from services.contests.use_cases.export.read import fetch_export
from services.contests.use_cases.export.write import look_after_export
from services.contests.use_cases.people.erase_person import erase_person
from shared.documents import Document
from shared.files import FileGone, Files
from shared.files.folder import FolderBlobs
from shared.tables import Tool
from tests.contests.interrupting import InterruptedDatabase
from tests.contests.pump import Pump
from tests.contests.world import WORKSPACE, World

NEWS: dict[str, Any] = {
    "retention_days": 60,
    "opt_in": True,
    "opt_in_text": {"fr": "Écrivez-moi.", "en": "Write to me."},
    "newsletter_years": 3,
}
PEOPLE = 6
# Of the people of a world, every third one ticks the box.
READER = 2
Erase = Callable[[WorkContext, Entry], object]


def token(context: WorkContext, entry: Entry, purpose: str) -> str:
    contest = context.stores.contests.get(WORKSPACE, entry.contest_id)
    return token_of(address_secret(context, contest), purpose, entry.id)


def by_themselves(context: WorkContext, entry: Entry) -> None:
    withdraw_entry(context, workspace=WORKSPACE, token=token(context, entry, MANAGE))


def by_staff(context: WorkContext, entry: Entry) -> None:
    erase_person(context, workspace=WORKSPACE, email=entry.person.email, by="a-1")


def by_one_click(context: WorkContext, entry: Entry) -> None:
    unsubscribe(context, workspace=WORKSPACE, token=token(context, entry, UNSUBSCRIBE))


def by_the_button_of_the_mail(context: WorkContext, entry: Entry) -> None:
    confirmed = {"workspace": WORKSPACE, "token": token(context, entry, CONFIRM)}
    confirm_entry(context, **confirmed, newsletter=False)


BY = pytest.mark.parametrize("erase", [by_themselves, by_staff])


class Died(BaseException):
    """The process is gone."""


def die() -> None:
    raise Died


@dataclass
class Process:
    """A process to which something happens before its nth write, to a document or a file."""

    left: int
    happens: Callable[[], object]

    def before(self) -> None:
        self.left -= 1
        if self.left == 0:
            self.happens()

    def context(self, world: World) -> WorkContext:
        """Return the context of the process."""
        stores = open_stores(Counting(world.database, self.before))  # type: ignore[arg-type]
        blobs: Any = CountingBlobs(world.context.files.blobs, self.before)
        files = replace(world.context.files, documents=stores.files, blobs=blobs)
        return replace(world.context, stores=stores, files=files)


class Counting(InterruptedDatabase):
    """Asks before each write."""

    def __init__(self, inner: Any, before: Callable[[], None]) -> None:
        super().__init__(inner, before)
        self._before_a_write = before  # type: ignore[method-assign]


@dataclass
class CountingBlobs:
    """Asks before each file that is written or removed."""

    inner: Any
    before: Callable[[], None]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def write(self, *given: Any) -> Any:
        self.before()
        return self.inner.write(*given)

    def remove(self, *given: Any) -> Any:
        self.before()
        return self.inner.remove(*given)


@pytest.fixture
def world(world: World, tmp_path: Path) -> World:
    """A world whose files lie in a folder of its own."""
    blobs = FolderBlobs(str(tmp_path / "files"))
    files = Files(world.context.stores.files, blobs, world.clock, world.context.ids)
    world.context = replace(world.context, files=files)
    return world


def entered(world: World) -> tuple[Contest, Entry]:
    """Return a contest with the one of its people who asked for the newsletter."""
    contest = world.opened(data=NEWS)
    entries = world.entered(contest, PEOPLE)
    Pump(world).run()
    return contest, entries[READER]


def ask(world: World, contest: Contest, what: What = What.PEOPLE, key: str = "") -> Export:
    return ask_export(
        world.context,
        workspace=WORKSPACE,
        contest=contest.id,
        by="a-1",
        tool=Tool.OTHER,
        language="fr",
        what=what,
        idempotency_key=key,
    )


def work(world: World, context: WorkContext | None = None) -> None:
    """Do all that is due of exports, three people a part."""

    def look(each: Document) -> None:
        look_after_export(context or world.context, export_of(each), most=3, page=2)

    world.due("exports", look)


def now(world: World, export: Export) -> Export:
    return world.context.stores.exports.get(WORKSPACE, export.contest_id, export.id)


def files(world: World) -> list[str]:
    later = world.clock.now() + timedelta(days=36_500)
    return sorted(world.context.files.blobs.older(later))


def restart(world: World, entry: Entry, erase: Erase) -> None:
    """Start everything again, until nothing is due; who had no answer asks once more."""
    if world.context.stores.entries.get(WORKSPACE, entry.contest_id, entry.id).names_someone:
        erase(world.context, entry)
    Pump(world).run()
    world.clock.advance(minutes=1)
    work(world)
    world.clock.advance(minutes=10)
    work(world)


@BY
@pytest.mark.parametrize("what", [What.PEOPLE, What.NEWSLETTER])
def test_a_file_that_is_ready_goes_at_once(world: World, what: What, erase: Erase) -> None:
    contest, entry = entered(world)
    export = ask(world, contest, what)
    work(world)
    assert files(world)
    erase(world.context, entry)
    assert files(world) == []
    left = now(world, export)
    assert (left.state, left.files) == (ExportState.WITHDRAWN, ())
    with pytest.raises(FileGone):
        fetch_export(
            world.context, workspace=WORKSPACE, contest=contest.id, export=export.id, by="a-1"
        )


@BY
def test_one_that_is_being_written_begins_again_without_them(world: World, erase: Erase) -> None:
    contest, entry = entered(world)
    export = ask(world, contest)
    pump = Pump(world)
    look_after_export(world.context, now(world, export), most=3, page=2)
    (begun,) = files(world)
    erase(world.context, entry)
    assert files(world) == []
    work(world)
    pump.run()
    pump.deliver_again()
    work(world)
    left = now(world, export)
    assert (left.state, left.rows, left.total) == (ExportState.READY, PEOPLE, PEOPLE)
    assert files(world) == sorted(left.parts)
    assert begun not in files(world)
    assert entry.person.email not in written(world)


def test_one_that_nothing_was_read_for_yet_goes_on(world: World) -> None:
    contest, entry = entered(world)
    export = ask(world, contest)
    by_themselves(world.context, entry)
    assert now(world, export) == export


@BY
@pytest.mark.parametrize("what", [What.PEOPLE, What.NEWSLETTER])
def test_one_that_was_ready_before_they_came_stays(world: World, what: What, erase: Erase) -> None:
    contest, _ = entered(world)
    before = ask(world, contest, what)
    work(world)
    world.clock.advance(hours=1)
    late = world.confirmed(contest, world.submitted(contest, READER + 1 + PEOPLE))
    Pump(world).run()
    since = ask(world, contest, what, "since")
    work(world)
    assert late.person.email in written(world)
    erase(world.context, late)
    Pump(world).run()
    states = (now(world, before).state, now(world, since).state)
    assert states == (ExportState.READY, ExportState.WITHDRAWN)
    assert files(world) == sorted(now(world, before).parts)


def test_leaving_a_newsletter_leaves_the_files_of_contests_they_never_entered(
    world: World,
) -> None:
    _, entry = entered(world)
    other = world.opened(data=NEWS)
    world.confirmed(other, world.submitted(other, READER + 1 + PEOPLE))
    Pump(world).run()
    export = ask(world, other, What.NEWSLETTER)
    work(world)
    by_one_click(world.context, entry)
    assert now(world, export).state is ExportState.READY


def test_a_file_of_the_newsletter_that_is_written_meanwhile_lists_nobody_who_left(
    world: World,
) -> None:
    contest, entry = entered(world)
    export = ask(world, contest, What.NEWSLETTER)
    # It dies once the hash is kept that keeps them away, before the consent goes.
    with pytest.raises(Died):
        by_one_click(Process(2, die).context(world), entry)
    assert world.context.stores.newsletter_consents.of_entry(WORKSPACE, entry.id)
    work(world)
    assert (now(world, export).state, now(world, export).rows) == (ExportState.READY, 1)
    assert entry.person.email not in written(world)


@pytest.mark.parametrize("leave", [by_one_click, by_themselves])
def test_one_that_began_again_goes_by_whoever_leaves_the_newsletter_next(
    world: World, leave: Erase
) -> None:
    contest = world.opened(data=NEWS)
    first, second, third = world.entered(contest, 9)[READER::3]
    Pump(world).run()
    export = ask(world, contest, What.NEWSLETTER)
    for each in (first, second):
        look_after_export(world.context, now(world, export), most=1, page=1)
        assert len(now(world, export).parts) == 1
        leave(world.context, each)
        assert (now(world, export).parts, files(world)) == ((), [])
    work(world)
    assert (now(world, export).state, now(world, export).rows) == (ExportState.READY, 1)
    leave(world.context, third)
    assert (now(world, export).state, files(world)) == (ExportState.WITHDRAWN, [])


def test_one_that_began_again_in_earlier_code_goes_by_whoever_leaves_next(world: World) -> None:
    contest, entry = entered(world)
    export = ask(world, contest, What.NEWSLETTER)
    work(world)
    again = {"again_at": world.clock.now(), "again_without": [""]}
    where = {"_id": export.id}
    world.database.collection("exports").change(WORKSPACE, where, {"$set": again})
    by_one_click(world.context, entry)
    assert (now(world, export).state, files(world)) == (ExportState.WITHDRAWN, [])


def test_it_is_asked_for_again_without_them(world: World) -> None:
    contest, entry = entered(world)
    ask(world, contest)
    work(world)
    by_themselves(world.context, entry)
    again = ask(world, contest, key="again")
    work(world)
    assert now(world, again).state is ExportState.READY
    assert entry.person.email not in written(world)


@BY
def test_a_repeat_leaves_what_was_asked_for_since(world: World, erase: Erase) -> None:
    contest, entry = entered(world)
    erase(world.context, entry)
    pump = Pump(world)
    pump.run()
    world.clock.advance(minutes=5)
    since = [ask(world, contest, what, what.value) for what in (What.PEOPLE, What.NEWSLETTER)]
    work(world)
    erase(world.context, entry)
    pump.deliver_again()
    assert {now(world, each).state for each in since} == {ExportState.READY}


def test_a_table_of_winners_stays_when_somebody_else_leaves(world: World) -> None:
    contest = world.drawn(8)
    Pump(world).run()
    winners = world.context.stores.winners.of_contest(WORKSPACE, contest.id)
    held = {each.entry_id for each in winners}
    entries = world.context.stores.entries.by_ref(WORKSPACE, contest.id, after=None, limit=50).items
    export = ask(world, contest, What.WINNERS)
    work(world)
    by_themselves(world.context, next(each for each in entries if each.id not in held))
    assert now(world, export).state is ExportState.READY
    by_themselves(world.context, next(each for each in entries if each.id in held))
    assert (now(world, export).state, files(world)) == (ExportState.WITHDRAWN, [])


def test_who_left_the_newsletter_before_stands_in_none_of_its_files(world: World) -> None:
    contest, entry = entered(world)
    export = ask(world, contest, What.NEWSLETTER)
    work(world)
    consents = world.context.stores.newsletter_consents
    for each in consents.of_contest(WORKSPACE, contest.id, after=None, limit=9).items:
        consents.remove(WORKSPACE, each.id)
    by_themselves(world.context, entry)
    assert (now(world, export).state, files(world)) == (ExportState.WITHDRAWN, [])


@pytest.mark.parametrize("stop", [by_one_click, by_the_button_of_the_mail])
def test_who_wants_no_newsletter_any_more_stands_in_no_file_of_it(
    world: World, stop: Erase
) -> None:
    contest, entry = entered(world)
    news, people = ask(world, contest, What.NEWSLETTER), ask(world, contest, key="people")
    work(world)
    stop(world.context, entry)
    assert (now(world, news).state, now(world, people).state) == (
        ExportState.WITHDRAWN,
        ExportState.READY,
    )
    again = ask(world, contest, What.NEWSLETTER, "again")
    work(world)
    assert (now(world, again).state, now(world, again).rows) == (ExportState.READY, 1)


# Each erasure dies before each of its writes.
STEPS = [(by_themselves, nth) for nth in range(1, 14)] + [(by_staff, nth) for nth in range(1, 17)]


@pytest.mark.parametrize(("erase", "nth"), STEPS)
def test_wherever_the_erasure_dies_nothing_of_them_stays(
    world: World, erase: Erase, nth: int
) -> None:
    contest, entry = entered(world)
    exports = [ask(world, contest, what, what.value) for what in (What.PEOPLE, What.NEWSLETTER)]
    work(world)
    assert entry.person.email in written(world)
    with pytest.raises(Died):
        erase(Process(nth, die).context(world), entry)
    restart(world, entry, erase)
    assert files(world) == []
    assert {now(world, each).state for each in exports} == {ExportState.WITHDRAWN}


@pytest.mark.parametrize("nth", range(1, 8))
@pytest.mark.parametrize("dies", [False, True])
def test_a_part_that_is_written_while_they_leave_goes_wherever_its_worker_dies(
    world: World, nth: int, dies: bool
) -> None:
    contest, entry = entered(world)
    export = ask(world, contest)

    def between() -> None:
        by_themselves(world.context, entry)
        if dies:
            die()

    try:
        work(world, Process(nth, between).context(world))
    except Died:
        restart(world, entry, by_themselves)
    restart(world, entry, by_themselves)
    left = now(world, export)
    assert left.state in (ExportState.READY, ExportState.WITHDRAWN)
    assert (left.stale, left.begun) == ((), ())
    assert files(world) == sorted(left.parts)
    assert entry.person.email not in written(world)


def written(world: World) -> str:
    """Return all that stands in files."""
    blobs = world.context.files.blobs
    return "".join(piece.decode() for name in files(world) for piece in blobs.read(name))
