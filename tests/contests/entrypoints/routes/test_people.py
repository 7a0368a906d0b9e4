"""The people of a contest: found, filtered, and noted before owner or manager sees them."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry, ExclusionReason
from services.contests.use_cases.contest.erase_people import erase_people
from services.contests.use_cases.entry.correct import correct_entry
from services.contests.use_cases.entry.exclude import exclude_entry
from services.contests.use_cases.entry.withdraw import withdraw_entry
from shared.documents import StoreUnavailable
from shared.documents.sqlite import table
from shared.documents.sqlite.scans import Scan, Search
from tests.contests.desk import WORKSPACE, Desk
from tests.contests.entrypoints.calling import api_of, bearer
from tests.contests.pump import Pump
from tests.contests.putting import put
from tests.contests.world import World


class Staff:
    """Somebody of the team, at the people of one contest."""

    def __init__(self, desk: Desk, contest: Contest, role: str = "owner") -> None:
        self.client: FlaskClient = desk.client()
        self.at = f"/api/v1/contests/{contest.id}/people"
        self.headers = desk.bearer(role)

    def page(self, path: str = "", **query: Any) -> Any:
        return self.client.get(self.at + path, query_string=query, headers=self.headers)

    def search(self, email: str, **more: Any) -> Any:
        body = {"email": email, **more}
        return self.client.post(f"{self.at}/search", json=body, headers=self.headers)

    def seek(self, sought: str, **more: Any) -> Any:
        body = {"sought": sought, **more}
        return self.client.post(f"{self.at}/search", json=body, headers=self.headers)

    def correct(self, entry: Entry, version: int, **right: str) -> Any:
        headers = {**self.headers, "If-Match": f'"{version}"'}
        return self.client.post(f"{self.at}/{entry.ref}/correct", json=right, headers=headers)


def notes(desk: Desk | World) -> list[dict[str, Any]]:
    return desk.database.collection("audit").find(WORKSPACE, {}).items


def refs(answer: Any) -> list[str]:
    return [each["ref"] for each in answer.get_json()["items"]]


def wrong(answer: Any) -> list[tuple[str, str]]:
    return [(each["field"], each["code"]) for each in answer.get_json()["errors"]]


def crowd(desk: Desk, contest: Contest) -> dict[str, Entry]:
    """Let four people enter: two confirm, one of whom is excluded."""
    entered = {
        "ana": desk.entered(contest, email="ana@example.org", country="FR", source="ig"),
        "bo": desk.entered(contest, email="bo@example.org", country="BE", source="ig"),
        "cy": desk.submit(contest, email="cy@example.org", country="FR", source=""),
        "di": desk.submit(contest, email="di@example.org", country="FR", source="ig"),
    }
    exclude_entry(
        desk.context,
        workspace=WORKSPACE,
        contest=contest.id,
        entry=entered["bo"].id,
        reason=ExclusionReason.FRAUD,
        by="ada",
    )
    return entered


@pytest.mark.parametrize("role", ["owner", "manager"])
def test_a_person_is_shown_with_what_they_said_and_where_they_stand(desk: Desk, role: str) -> None:
    contest = desk.opened()
    entry = desk.entered(contest, first_name="Zoé", opt_in=False)
    answer = Staff(desk, contest, role).page().get_json()
    (person,) = answer["items"]
    assert {name: person[name] for name in ("ref", "first_name", "email", "country", "source")} == {
        "ref": entry.ref,
        "first_name": "Zoé",
        "email": "Ana.Silva@example.org",
        "country": "FR",
        "source": "ig",
    }
    assert (person["state"], person["language"]) == ("confirmed", "fr")
    assert [each["purpose"] for each in person["consents"]] == ["age", "rules"]
    assert person["actions"] == ["exclude", "correct_person"]
    assert answer["contest"]["texts"] == contest.texts


@pytest.mark.parametrize("role", ["moderator", "analyst", "public", "partner"])
def test_nobody_else_reads_or_finds_people(desk: Desk, role: str) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    staff = Staff(desk, contest, role)
    answers = [staff.page(), staff.page(f"/{entry.ref}"), staff.search("ana.silva@example.org")]
    assert [each.status_code for each in answers] == [403, 403, 403]
    assert notes(desk) == []


def test_another_workspace_finds_nothing_here(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    staff = Staff(desk, contest)
    staff.headers = desk.bearer("owner", workspace="other-house")
    answers = [staff.page(), staff.page(f"/{entry.ref}"), staff.search("ana.silva@example.org")]
    assert [each.status_code for each in answers] == [404, 404, 404]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"ana", "bo", "cy", "di"}),
        ({"state": "excluded"}, {"bo"}),
        ({"country": "FR"}, {"ana", "cy", "di"}),
        ({"country": "FR", "state": "confirmed"}, {"ana"}),
        ({"source": "ig"}, {"ana", "bo", "di"}),
        ({"source": ""}, {"cy"}),
        ({"source": "ig", "state": "unconfirmed"}, {"di"}),
        ({"country": "CH"}, set()),
    ],
)
def test_people_are_chosen_by_state_and_by_country_or_source(
    desk: Desk, query: dict[str, str], found: set[str]
) -> None:
    contest = desk.opened()
    entered = crowd(desk, contest)
    answer = Staff(desk, contest).page(**query)
    assert set(refs(answer)) == {entered[name].ref for name in found}


def test_a_country_and_a_source_together_are_refused_with_the_remedy(desk: Desk) -> None:
    answer = Staff(desk, desk.opened()).page(country="FR", source="ig")
    assert (answer.status_code, wrong(answer)) == (422, [("source", "one_of_both")])


def test_pages_follow_each_other_and_show_everybody_once(desk: Desk) -> None:
    contest = desk.opened()
    entered = {desk.submit(contest, email=f"p{each}@example.org").ref for each in range(7)}
    staff, after, seen = Staff(desk, contest), None, []
    while True:
        answer = staff.page(limit=3, **({"after": after} if after else {}))
        seen += refs(answer)
        after = answer.get_json()["after"]
        if after is None:
            break
    assert len(seen) == 7
    assert set(seen) == entered
    noted = {tuple(note["refs"]) for note in notes(desk)}
    assert noted == {tuple(seen[:3]), tuple(seen[3:6]), tuple(seen[6:])}


@pytest.fixture
def searches() -> Iterator[list[Search]]:
    """Every search of the database, as it is made."""
    seen: list[Search] = []
    table.watchers.append(lambda _name, search, _connection: seen.append(search))
    yield seen
    table.watchers.pop()


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"state": "confirmed"},
        {"country": "FR"},
        {"country": "FR", "state": "confirmed"},
        {"source": "ig"},
        {"source": "ig", "state": "confirmed"},
    ],
)
def test_no_filter_reads_anybody_whom_it_does_not_show(
    desk: Desk, searches: list[Search], query: dict[str, str]
) -> None:
    contest = desk.opened()
    desk.entered(contest)
    searches.clear()
    Staff(desk, contest).page(**query)
    scans = [each for each in searches if isinstance(each, Scan)]
    # The page, its mails, and the countries: one look for each, and one for the end.
    assert len(scans) == 4
    assert all(each.plan.covered for each in scans)


def test_an_address_finds_its_entries_whether_confirmed_or_not(desk: Desk) -> None:
    contest = desk.opened()
    mine = desk.entered(contest, email="anna@gmail.com")
    again = desk.submit(contest, email="An.na+jeu@googlemail.com")
    desk.submit(contest, email="bo@example.org")
    answer = Staff(desk, contest).search(" ANNA@gmail.com ")
    assert set(refs(answer)) == {mine.ref, again.ref}


def test_one_mailbox_is_found_under_each_of_its_names(desk: Desk) -> None:
    contest = desk.opened()
    names = ("anna@proton.me", "anna@protonmail.com", "anna@pm.me")
    entered = {desk.entered(contest, email=each).ref for each in names}
    desk.entered(contest, email="anna@example.org")
    assert set(refs(Staff(desk, contest).search("Anna+x@pm.me"))) == entered


def test_who_confirmed_in_earlier_code_is_found_too(world: World) -> None:
    contest = world.opened()
    entry = world.confirmed(contest, world.submitted(contest, 1))
    assert entry.mailbox_key == ""
    answer = api_of(world).post(
        f"/api/v1/contests/{contest.id}/people/search",
        json={"email": "person1@entrants.example"},
        headers=bearer(world, "owner"),
    )
    assert refs(answer) == [entry.ref]


def test_what_is_no_address_is_named(desk: Desk) -> None:
    answer = Staff(desk, desk.opened()).search("anna")
    assert (answer.status_code, wrong(answer)) == (422, [("email", "email")])


@pytest.mark.parametrize(
    "sought", ["Él", "el", "ÉLO", "élodie", " elodie  D’A", "ELODIE D'A", "e\u0301lo"]
)
def test_a_first_name_is_found_by_how_it_begins(desk: Desk, sought: str) -> None:
    contest = desk.opened()
    wanted = desk.entered(contest, email="a@example.org", first_name="Élodie d'Arc")
    desk.submit(contest, email="b@example.org", first_name="Noël")
    desk.submit(desk.opened(), email="c@example.org", first_name="Élodie")
    assert refs(Staff(desk, contest).seek(sought)) == [wanted.ref]


def test_names_that_are_found_come_by_the_alphabet_page_by_page(desk: Desk) -> None:
    contest = desk.opened()
    for number, name in enumerate(["Annie", "anna", "Ânne", "Bo", "\U0001f600", "علی‌رضا"]):
        desk.submit(contest, email=f"p{number}@example.org", first_name=name)
    staff = Staff(desk, contest)
    first = staff.seek("an", limit=2)
    rest = staff.seek("an", limit=2, after=first.get_json()["after"])
    found = [each["first_name"] for page in (first, rest) for each in page.get_json()["items"]]
    assert found == ["anna", "Ânne", "Annie"]
    assert [len(refs(staff.seek(each))) for each in ("\U0001f600", "علی", "علیرضا")] == [1, 1, 1]


def test_a_ref_is_found_and_one_that_is_nobodys_finds_nobody(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.submit(contest)
    staff = Staff(desk, contest)
    assert refs(staff.seek(f" {entry.ref.upper()} ")) == [entry.ref]
    assert refs(staff.seek("e-0000000000000000")) == []


def test_a_name_that_was_looked_for_is_noted_by_a_hash_alone(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.submit(contest, first_name="Élodie")
    staff = Staff(desk, contest)
    for sought in ("Élodie", "elodie", "Personne"):
        staff.seek(sought)
    by_name, again, nobody = sorted(notes(desk), key=lambda note: note["_id"])
    assert by_name["refs"] == again["refs"] == [entry.ref]
    assert by_name["searched"] == again["searched"] != nobody["searched"]
    assert (len(nobody["searched"]), nobody["refs"]) == (64, [])
    assert "lodie" not in repr(notes(desk))


def test_a_name_is_read_by_its_index_alone(desk: Desk, searches: list[Search]) -> None:
    contest = desk.opened()
    desk.submit(contest, first_name="Élodie")
    searches.clear()
    Staff(desk, contest).seek("elo")
    scans = [each for each in searches if isinstance(each, Scan)]
    assert {each.plan.index.name for each in scans} == {"name", "recipient"}
    assert all(each.plan.covered for each in scans)


def test_no_name_finds_whoever_was_erased(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.entered(contest, first_name="Élodie")
    withdraw_entry(desk.context, workspace=WORKSPACE, token=desk.manage_token(entry))
    assert refs(Staff(desk, contest).seek("elo")) == []
    assert "elodie" not in repr(desk.database.collection("entries").find(WORKSPACE, {}).items)


@pytest.mark.parametrize("body", [{}, {"sought": "a", "email": "a@b.example"}, {"sought": ""}])
def test_one_thing_is_looked_for(desk: Desk, body: dict[str, str]) -> None:
    contest = desk.opened()
    answer = desk.client().post(
        f"/api/v1/contests/{contest.id}/people/search", json=body, headers=desk.bearer("owner")
    )
    assert (answer.status_code, wrong(answer)[0][0]) == (422, "sought")


def test_of_a_name_without_a_sign_the_rest_is_asked_for(desk: Desk) -> None:
    answer = Staff(desk, desk.opened()).seek("\u0301")
    assert (answer.status_code, wrong(answer)) == (422, [("sought", "missing")])


def test_only_countries_that_somebody_is_of_are_offered(desk: Desk) -> None:
    contest = desk.opened()
    crowd(desk, contest)
    other = desk.opened()
    desk.submit(other, country="CH")
    assert Staff(desk, contest).page().get_json()["countries"] == ["BE", "FR"]
    assert Staff(desk, desk.opened()).page().get_json()["countries"] == []


def test_a_consent_is_shown_by_its_words_and_a_correction_by_its_field(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.entered(contest, country="FR")
    correct_entry(
        desk.context,
        workspace=WORKSPACE,
        token=desk.manage_token(entry),
        first_name=entry.person.first_name,
        country="BE",
    )
    (person,) = Staff(desk, contest).page(f"/{entry.ref}").get_json()["items"]
    texts = {each["purpose"]: each["text"] for each in person["consents"]}
    assert texts["rules"] == "J'accepte le règlement."
    (made,) = person["corrections"]
    assert (made["fields"], made["by"]) == (["country"], "")


@pytest.mark.parametrize("role", ["owner", "manager"])
def test_the_team_puts_a_name_and_a_country_right_as_the_person_may(desk: Desk, role: str) -> None:
    contest = desk.opened()
    entry = desk.entered(contest, first_name="Zoe", country="FR")
    staff = Staff(desk, contest, role)
    assert staff.correct(entry, entry.version, first_name="Zoé", country="BE").status_code == 200
    (person,) = staff.page(f"/{entry.ref}").get_json()["items"]
    assert (person["first_name"], person["country"]) == ("Zoé", "BE")
    (made,) = person["corrections"]
    assert (made["fields"], made["by"]) == (["first_name", "country"], "ada")
    told = [event for event in desk.events() if event.type.endswith(".changed.v1")]
    said = [(each.data["act"], each.data["account_id"], each.data["refs"]) for each in told]
    acts = ("correct_first_name", "correct_country")
    assert said == [(act, "ada", [entry.ref]) for act in acts]
    assert "Zo" not in repr([each.data for each in told])


def test_what_the_person_put_right_meanwhile_is_not_undone(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.entered(contest, country="FR")
    whose = {"workspace": WORKSPACE, "token": desk.manage_token(entry)}
    correct_entry(desk.context, **whose, first_name=entry.person.first_name, country="BE")
    staff = Staff(desk, contest)
    late = staff.correct(entry, entry.version, first_name="Anna", country="FR")
    assert (late.status_code, late.get_json()["type"].rpartition("/")[2]) == (412, "stale")
    now = desk.context.stores.entries.of_ref(WORKSPACE, contest.id, entry.ref)
    assert (now.person.first_name, now.country) == (entry.person.first_name, "BE")
    again = staff.correct(entry, now.version, first_name="Anna", country="FR")
    repeated = staff.correct(entry, now.version, first_name="Anna", country="FR")
    assert (again.status_code, repeated.status_code) == (200, 200)


def test_the_team_corrects_within_the_same_rules(desk: Desk) -> None:
    contest = desk.opened()
    entry, waiting = desk.entered(contest), desk.submit(contest, email="cy@example.org")
    staff = Staff(desk, contest)
    version = entry.version
    assert wrong(staff.correct(entry, version, first_name="evil.example", country="FR")) == [
        ("first_name", "not_a_name")
    ]
    assert wrong(staff.correct(entry, version, first_name="Ana", country="CA")) == [
        ("country", "country_not_open")
    ]
    early = staff.correct(waiting, 1, first_name="Cy", country="FR")
    desk.clock.set(contest.schedule.closes_at)
    staff = Staff(desk, contest)
    late = staff.correct(entry, version, first_name="Ana", country="FR")
    slugs = [each.get_json()["type"].rpartition("/")[2] for each in (early, late)]
    assert slugs == ["too_late_to_correct"] * 2
    (person,) = staff.page(f"/{entry.ref}").get_json()["items"]
    assert "correct_person" not in person["actions"]


@pytest.mark.parametrize("role", ["moderator", "analyst", "public", "partner"])
def test_nobody_else_corrects_people(desk: Desk, role: str) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    answer = Staff(desk, contest, role).correct(entry, 1, first_name="Anna", country="FR")
    assert answer.status_code == 403


def test_nobody_is_found_once_people_are_erased(world: World) -> None:
    contest = world.opened()
    entry = world.confirmed(contest, world.submitted(contest, 1))
    erase_people(world.context, put(world.context, contest))
    owner = bearer(world, "owner")
    at = f"/api/v1/contests/{contest.id}/people"
    search = {"email": "person1@entrants.example"}
    found = api_of(world).post(f"{at}/search", json=search, headers=owner)
    assert refs(found) == []
    (person,) = api_of(world).get(f"{at}/{entry.ref}", headers=owner).get_json()["items"]
    assert (person["first_name"], person["email"], person["country"]) == ("", "", "")


def test_each_reading_is_noted_by_ids_alone(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    staff = Staff(desk, contest)
    staff.page()
    staff.page(f"/{entry.ref}")
    staff.search("Ana.Silva@example.org")
    staff.search("nobody@example.org")
    made = [event.data for event in desk.events("audit")]
    told = sorted((each["purpose"], each["refs"], "searched" in each) for each in made)
    assert told == [
        ("people", [entry.ref], False),
        ("person", [entry.ref], False),
        ("search", [], True),
        ("search", [entry.ref], True),
    ]
    assert {each["account_id"] for each in made} == {"ada"}
    for text in (repr(notes(desk)), repr(made)):
        assert "example.org" not in text
        assert "Ana" not in text


def test_without_its_note_nobody_is_shown_or_found(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)

    class Down:
        def add(self, note: Any) -> None:
            raise StoreUnavailable

    desk.foundation = type(desk.foundation)(desk.database, desk.with_stores(audit=Down()))
    staff = Staff(desk, contest)
    for answer in (
        staff.page(),
        staff.page(f"/{entry.ref}"),
        staff.search("ana.silva@example.org"),
    ):
        assert answer.status_code == 503
        assert "example.org" not in answer.text


def test_every_mail_to_a_person_stands_with_what_became_of_it(world: World) -> None:
    contest, pump = world.opened(), Pump(world)
    entry = world.submitted(contest, 1)
    other = world.submitted(contest, 2)
    pump.run()
    world.clock.advance(minutes=1)
    world.confirmed(contest, entry)
    pump.run()
    at = f"/api/v1/contests/{contest.id}/people"
    people = api_of(world).get(at, headers=bearer(world, "owner")).get_json()["items"]
    told = {
        each["ref"]: [(mail["purpose"], mail["state"]) for mail in each["mails"]] for each in people
    }
    assert told == {
        entry.ref: [("confirm", "sent"), ("receipt", "sent")],
        other.ref: [("confirm", "sent")],
    }


@pytest.mark.parametrize(
    ("role", "offered"), [("owner", True), ("manager", True), ("moderator", False)]
)
def test_who_may_read_people_is_offered_it(desk: Desk, role: str, offered: bool) -> None:
    contest = desk.opened()
    answer = desk.client().get(f"/api/v1/contests/{contest.id}", headers=desk.bearer(role))
    assert ("read_people" in answer.get_json()["actions"]) is offered
