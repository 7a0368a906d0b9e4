"""Contests come back as they were stored, on every store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from services.contests.domain.contest import Contest, Secrets, State
from services.contests.domain.draw import rules_hash
from services.contests.domain.errors import SlugTaken
from services.contests.stores.contests import ContestStore
from services.contests.use_cases.contest.cancel import cancel_contest
from shared.documents import Database
from shared.errors import NotFound, StaleVersion
from tests.contests.desk import START, WORKSPACE, Desk, desk_over
from tests.contests.putting import put


@pytest.fixture
def desk(each_database: Database) -> Desk:
    """A service over each kind of database."""
    return desk_over(each_database)


@pytest.fixture
def new(desk: Desk) -> Callable[..., Contest]:
    """Make a contest that is not stored."""

    def make(name: str, workspace: str = WORKSPACE, **fields: object) -> Contest:
        return replace(Contest(f"c-{name}", workspace, name, START, START), **fields)

    return make


def test_every_field_of_a_contest_comes_back(desk: Desk, new: Callable[..., Contest]) -> None:
    contest = new(
        "full",
        state=State.SEALED,
        settings={"alternates": 2, "prizes": [{"name": "Lamp", "count": 2}]},
        amendments=(),
        secrets=Secrets(b"\x00wrapped", b"\xffwrapped"),
        opened_at=START,
        sealing_at=START,
        commitment={"entries": 3},
        seal="ab" * 32,
        due_at=START,
    )
    stored = desk.context.stores.contests.add(contest)
    assert stored == replace(contest, version=1)
    assert desk.context.stores.contests.get(WORKSPACE, contest.id) == stored
    assert desk.context.stores.contests.by_slug(WORKSPACE, "full") == stored


def test_an_edit_is_made_to_the_version_that_was_read(
    desk: Desk, new: Callable[..., Contest]
) -> None:
    stored = desk.context.stores.contests.add(new("one"))

    def edit(seal: str) -> Contest:
        return desk.context.stores.contests.change(
            WORKSPACE,
            stored.id,
            lambda found: (replace(found.at(stored.version), seal=seal), ()),
        )

    assert edit("first").version == 2
    with pytest.raises(StaleVersion):
        edit("second")
    assert desk.context.stores.contests.get(WORKSPACE, stored.id).seal == "first"


def test_a_change_is_made_to_the_contest_as_it_now_is(
    desk: Desk, new: Callable[..., Contest]
) -> None:
    stored = desk.context.stores.contests.add(new("one"))
    between = [lambda: put(desk.context, stored, chunks=7)]

    def sealing(found: Contest) -> tuple[Contest, tuple[()]]:
        while between:
            between.pop()()
        return replace(found, seal="ab"), ()

    changed = desk.context.stores.contests.change(WORKSPACE, stored.id, sealing)
    assert (changed.seal, changed.chunks, changed.version) == ("ab", 7, 3)
    assert desk.context.stores.contests.get(WORKSPACE, stored.id) == changed


def test_what_was_frozen_stays_the_very_json_and_what_later_code_wrote_survives(
    desk: Desk,
) -> None:
    contest = desk.opened()
    collection = desk.database.collection("contests")
    collection.change(WORKSPACE, {"_id": contest.id}, {"$set": {"later": [1], "secrets.k": b""}})
    cancelled = cancel_contest(
        desk.context, workspace=WORKSPACE, contest=contest.id, reason="Storm"
    )
    stored = collection.get(WORKSPACE, contest.id) or {}
    assert stored["settings"] == contest.settings == cancelled.settings
    assert rules_hash(cancelled.rules) == contest.rules_hash == cancelled.rules_hash
    assert (stored["later"], stored["secrets"]["k"]) == ([1], b"")


def test_a_date_that_was_taken_away_is_gone(desk: Desk, new: Callable[..., Contest]) -> None:
    stored = desk.context.stores.contests.add(new("one", due_at=START))
    saved = put(desk.context, stored, due_at=None)
    assert desk.context.stores.contests.get(WORKSPACE, stored.id) == saved
    assert saved.due_at is None


def test_what_another_process_changed_is_read_at_once(
    desk: Desk, new: Callable[..., Contest]
) -> None:
    stored = desk.context.stores.contests.add(new("one", due_at=START))
    elsewhere = ContestStore(desk.foundation.database)
    assert desk.context.stores.contests.get(WORKSPACE, stored.id) == stored
    claimed = elsewhere.collection.claim_due(START, timedelta(minutes=1))
    assert claimed is not None
    read = desk.context.stores.contests.get(WORKSPACE, stored.id)
    assert (read.version, read.due_at) == (1, START + timedelta(minutes=1))
    elsewhere.change(
        WORKSPACE, read.id, lambda found: (replace(found, seal="sealed elsewhere"), ())
    )
    assert desk.context.stores.contests.by_slug(WORKSPACE, "one").seal == "sealed elsewhere"


def test_a_taken_address_is_refused_on_saving_too(desk: Desk, new: Callable[..., Contest]) -> None:
    desk.context.stores.contests.add(new("one"))
    other = desk.context.stores.contests.add(new("two"))
    with pytest.raises(SlugTaken):
        put(desk.context, other, slug="one")


def test_contests_are_listed_newest_first_in_pages(desk: Desk, new: Callable[..., Contest]) -> None:
    for number in range(5):
        state = State.OPEN if number % 2 else State.DRAFT
        desk.context.stores.contests.add(new(f"n{number}", state=state))
    first = desk.context.stores.contests.page(WORKSPACE, limit=3)
    rest = desk.context.stores.contests.page(WORKSPACE, limit=3, after=first.after)
    slugs = [contest.slug for contest in (*first.items, *rest.items)]
    assert slugs == ["n4", "n3", "n2", "n1", "n0"]
    assert rest.after is None
    opened = desk.context.stores.contests.page(WORKSPACE, state="open")
    assert [contest.slug for contest in opened.items] == ["n3", "n1"]


def test_a_workspace_never_sees_the_contests_of_another(
    desk: Desk, new: Callable[..., Contest]
) -> None:
    stored = desk.context.stores.contests.add(new("one", workspace="elsewhere"))
    for find in (
        lambda: desk.context.stores.contests.get(WORKSPACE, stored.id),
        lambda: desk.context.stores.contests.by_slug(WORKSPACE, "one"),
    ):
        with pytest.raises(NotFound):
            find()
    assert desk.context.stores.contests.page(WORKSPACE).items == []
