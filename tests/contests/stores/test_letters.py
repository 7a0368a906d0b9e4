"""Letters come back as they were stored, on every store, and are listed the newest first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.contests.domain.letter import Letter, LetterState, Reached
from services.contests.domain.winner import WinnerLetter, written_to
from services.contests.stores.letters import LetterStore
from services.contests.stores.winners import WinnerStore
from shared.documents import Database
from tests.contests.domain.winner.people import winner

NOW = datetime(2026, 3, 29, 10, tzinfo=UTC)
LETTER = Letter(
    id="l-1",
    workspace_id="maison-lumen",
    contest_id="c-1",
    by="a-7",
    asked_at=NOW,
    as_of=NOW - timedelta(minutes=1),
    digest="ab" * 32,
    subject={"fr": "Votre lot", "en": "Your prize"},
    text={"fr": "Il arrive.", "en": "It is coming."},
    due_at=NOW,
)


@pytest.fixture
def store(each_database: Database) -> LetterStore:
    return LetterStore(each_database)


def test_every_field_of_a_letter_comes_back(store: LetterStore) -> None:
    assert store.add(LETTER, []) == LETTER
    page = Reached(2, ["e-000003"])
    after = store.change(LETTER, lambda found: (found.reached(page, "c-1:e-000004", NOW, None), ()))
    assert (after.after, after.written, after.left_out) == ("c-1:e-000004", 2, ("e-000003",))
    assert (after.subject, after.state) == (LETTER.subject, LetterState.ASKED)
    done = store.change(after, lambda found: (found.reached(Reached(1), None, NOW, None), ()))
    assert (done.state, done.written, done.after, done.text) == (LetterState.WRITTEN, 3, "", {})
    assert store.find("maison-lumen", LETTER.id) == done
    assert store.find("other-house", LETTER.id) is None


def test_the_same_press_is_stored_once(store: LetterStore) -> None:
    store.add(LETTER, [])
    assert store.add(replace(LETTER, by="a-9"), []).by == "a-7"


def test_a_contest_lists_its_own_the_newest_first(store: LetterStore) -> None:
    for number in range(3):
        at = NOW + timedelta(minutes=number)
        store.add(replace(LETTER, id=f"l-{number}", asked_at=at), [])
    store.add(replace(LETTER, id="l-9", contest_id="c-2"), [])
    first = store.page("maison-lumen", "c-1", after=None, limit=2)
    rest = store.page("maison-lumen", "c-1", after=first.after, limit=2)
    assert [each.id for each in (*first.items, *rest.items)] == ["l-2", "l-1", "l-0"]
    store.remove(LETTER)
    assert store.find("maison-lumen", LETTER.id) is None


def test_a_winner_comes_back_with_their_letters(each_database: Database) -> None:
    store, someone = WinnerStore(each_database), winner()
    store.add(someone)
    letter = WinnerLetter("l-1", "a-7", NOW, "Votre lot", "Il arrive.\n\nBientôt.")
    whose = someone.workspace_id, someone.contest_id, someone.ref
    store.change(*whose, lambda each: written_to(each, letter))
    assert store.get(*whose).letters == (letter,)
