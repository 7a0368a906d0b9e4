"""Winners come back as they were stored, with all that earlier and later code wrote of them."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from services.contests.domain.winner import About, Skip, Told, WinnerState, fulfil, keep, nameless
from services.contests.stores.winners import WINNERS, WinnerStore, winner_document, winner_of
from shared.documents import Database, Document
from tests.contests.domain.winner.people import NOTHING

AT = datetime(2026, 3, 23, 13, tzinfo=UTC)
DRAWN: Document = {
    "_id": "c-1:e-000001",
    "workspace_id": "maison-lumen",
    "version": 1,
    "contest_id": "c-1",
    "ref": "e-000001",
    "entry_id": "id-1",
    "place": 1,
    "prize": 0,
    "prize_name": "Vélo",
    "promoted": False,
    "state": "drawn",
    "claim_token": "ab" * 32,
    "drawn_at": AT,
    "attempts": 0,
    "hold_until": AT + timedelta(days=40),
    "due_at": AT + timedelta(days=40),
}
PROPOSED = {"code": "not_eligible", "evidence_hash": "cd" * 32, "by": "a-1", "at": AT}
TOLD = {"about": "skip", "evidence_hash": "cd" * 32, "by": "a-1", "at": AT, "approved_by": "a-2"}
STORED: dict[str, dict[str, Any]] = {
    "drawn": {},
    "notified": {"state": "notified", "notified_at": AT, "answer_by": AT, "attempts": 3},
    "accepted": {"state": "accepted", "answered_at": AT, "skip": PROPOSED},
    "announced": {
        "skip": {**PROPOSED, "approved_by": "a-2"},
        "announced_at": AT,
        "notice": "owed",
    },
    "told of the skip": {"announced_at": AT, "objection_until": AT, "told": TOLD},
    "fulfilled": {"state": "fulfilled", "verified_at": AT, "fulfilled_at": AT},
    "reminded": {"state": "notified", "reminded": "half"},
    "sent": {
        "state": "verified",
        "address": {
            "name": "Zoé",
            "line": "3 rue du Port",
            "postcode": "37000",
            "city": "Tours",
            "country": "FR",
        },
        "choice": {"fr": "Ivoire", "en": "Ivory"},
        "given_at": AT,
        "sending": {"carrier": "Colissimo", "tracking": "6A 1", "by": "a-1", "at": AT},
    },
    "replaced": {
        "sending": {"voucher": "B-2", "by": "a-2", "at": AT},
        "replaced": [{"voucher": "A-1", "by": "a-1", "at": AT}],
    },
    "received": {"state": "fulfilled", "fulfilled_at": AT, "received": True},
    "skipped": {"state": "skipped", "code": "no_answer", "skipped_at": AT},
}


@pytest.mark.parametrize("changes", STORED.values(), ids=STORED)
def test_a_document_of_before_is_read_and_would_be_written_alike(changes: Document) -> None:
    stored = {**DRAWN, **changes}
    assert winner_document(winner_of(stored)) == stored


def test_what_is_declared_personal_is_all_that_is_forgotten_and_delivered_stays() -> None:
    sending = {**STORED["sent"]["sending"], "voucher": "ETE-26"}
    letter = {"id": "l-1", "by": "a-1", "at": AT, "subject": "Votre lot", "text": "Il arrive."}
    given = {**STORED["sent"], **STORED["received"], "sending": sending, "letters": [letter]}
    given |= {"replaced": STORED["replaced"]["replaced"]}
    winner = winner_of({**DRAWN, **given})
    before = winner_document(winner)
    after = winner_document(nameless(winner, AT))
    assert {name for name in before if before.get(name) != after.get(name)} == {
        "address",
        "choice",
        "sending",
        "replaced",
        "letters",
        "due_at",
    }
    went = {f"sending.{name}" for name in before["sending"] if name not in after["sending"]}
    assert {"address", "choice", "letters", "replaced", *went} == set(WINNERS.personal)
    assert (after["state"], after["fulfilled_at"], after["received"]) == ("fulfilled", AT, True)


def test_a_winner_is_read_with_all_that_is_known(each_database: Database) -> None:
    store = WinnerStore(each_database)
    known = {**STORED["announced"], **STORED["told of the skip"]}
    each_database.collection(WINNERS.name).insert({**DRAWN, **known})
    winner = store.get("maison-lumen", "c-1", "e-000001")
    assert winner.state is WinnerState.DRAWN
    assert winner.skip == Skip("not_eligible", "cd" * 32, "a-1", AT, "a-2")
    assert winner.told == Told(About.SKIP, "cd" * 32, "a-1", AT, "a-2")
    assert winner.notice_owed


def test_a_change_leaves_what_later_code_wrote(each_database: Database) -> None:
    store, later = WinnerStore(each_database), {"parcel": {"carrier": "La Poste"}}
    stored = {**DRAWN, "skip": {**PROPOSED, "heard": True}, **later}
    collection = each_database.collection(WINNERS.name)
    collection.insert(stored)
    store.change("maison-lumen", "c-1", "e-000001", lambda each: keep(each, by="a-2", now=AT))
    found = collection.get("maison-lumen", "c-1:e-000001") or {}
    assert {name: found[name] for name in later} == later
    assert "skip" not in found


def test_nothing_is_written_where_nothing_changed(each_database: Database) -> None:
    store = WinnerStore(each_database)
    stored = {**DRAWN, **STORED["fulfilled"]}
    del stored["due_at"]
    each_database.collection(WINNERS.name).insert(stored)
    step = partial(fulfil, ask=NOTHING, now=AT)
    again = store.change("maison-lumen", "c-1", "e-000001", step)
    assert again.version == 1


def test_a_winner_is_stored_once(each_database: Database) -> None:
    store, winner = WinnerStore(each_database), winner_of(DRAWN)
    assert [store.add(winner), store.add(winner)] == [True, False]
    assert store.of_contest("maison-lumen", "c-1") == [winner]
    assert store.find("elsewhere", "c-1", "e-000001") is None
