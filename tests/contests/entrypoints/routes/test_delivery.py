"""The API of a prize on its way: what it asks, what the winner gives, how staff send it."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.contests.domain.contest import Contest
from services.contests.domain.tokens import MANAGE, token_of
from services.contests.domain.winner import Winner
from services.contests.use_cases.contest.keys import address_secret
from shared.events import instant_of
from shared.webapp import etag_of
from tests.contests.domain.winner.people import ADDRESS
from tests.contests.entrypoints.calling import api_of, bearer
from tests.contests.use_cases.winner.acts import answer, at_place, drawn, token
from tests.contests.world import WORKSPACE, World

ASKS = [
    {
        "prize": "Vélo",
        "address": True,
        "question": {"fr": "Quelle taille ?", "en": "Which size?"},
        "options": {"fr": "Petite\nGrande", "en": "Small\nLarge"},
    }
]
GIVEN = {"address": ADDRESS, "choice": "Large"}
SECRETS = ("quai Saint-Vincent", "6A 271", "given_at")


@pytest.fixture
def api(world: World) -> FlaskClient:
    return api_of(world)


def ask(world: World, api: FlaskClient, contest: Contest, asks: Any = None) -> Any:
    now = world.now(contest)
    headers = {**bearer(world, "manager"), "If-Match": etag_of(now.version)}
    body = {"asks": ASKS if asks is None else asks}
    return api.patch(f"/api/v1/contests/{contest.id}", json=body, headers=headers)


def accepted(world: World, api: FlaskClient) -> tuple[Contest, Winner]:
    contest, _ = drawn(world)
    assert ask(world, api, contest).status_code == 200
    return contest, answer(world, at_place(world, contest, 1), accept=True)


def claim(world: World, api: FlaskClient, winner: Winner, act: str = "", body: Any = None) -> Any:
    place = f"/api/v1/claims/{token(world, winner)}{act}"
    if not act:
        return api.get(place, headers=bearer(world, "public"))
    return api.post(place, json=body, headers=bearer(world, "public"))


def send(world: World, api: FlaskClient, winner: Winner, version: int, **how: str) -> Any:
    headers = {**bearer(world, "owner"), "If-Match": etag_of(version)}
    place = f"/api/v1/contests/{winner.contest_id}/winners/{winner.ref}/send"
    return api.post(
        place, json=how or {"carrier": "Colissimo", "tracking": "6A 271"}, headers=headers
    )


def version_of(world: World, winner: Winner) -> int:
    return world.context.stores.winners.get(WORKSPACE, winner.contest_id, winner.ref).version


def test_what_prizes_ask_is_saved_after_the_draw_and_wrong_words_are_named(
    world: World, api: FlaskClient
) -> None:
    contest, _ = drawn(world)
    saved = ask(world, api, contest).get_json()
    assert (saved["asks"], saved["rules_hash"]) == (ASKS, contest.rules_hash)
    wrong = ask(world, api, contest, [{"prize": "Vélo", "question": {"fr": "Taille ?"}}])
    assert wrong.status_code == 422
    assert [(each["field"], each["code"]) for each in wrong.get_json()["errors"]] == [
        ("asks.0.question.en", "missing"),
        ("asks.0.options.fr", "missing"),
        ("asks.0.options.en", "missing"),
    ]


def test_a_winner_is_asked_what_the_prize_needs_and_sees_what_they_gave(
    world: World, api: FlaskClient
) -> None:
    _, winner = accepted(world, api)
    shown = claim(world, api, winner).get_json()
    assert (shown["parcel"], shown["actions"]) == ("owed", ["give"])
    assert shown["ask"] == {
        "address": True,
        "question": ASKS[0]["question"],
        "options": [{"fr": "Petite", "en": "Small"}, {"fr": "Grande", "en": "Large"}],
    }
    given = claim(world, api, winner, "/details", GIVEN).get_json()
    assert (given["parcel"], given["choice"]) == ("ready", {"fr": "Grande", "en": "Large"})
    assert given["address"] == {**ADDRESS, "more": "", "phone": ""}
    assert claim(world, api, winner).get_json() == given


def test_an_answer_that_lacks_something_names_it(world: World, api: FlaskClient) -> None:
    _, winner = accepted(world, api)
    body = {"address": {**ADDRESS, "city": "", "phone": "call me"}, "choice": "Large"}
    refused = claim(world, api, winner, "/details", body)
    assert refused.status_code == 422
    codes = [(each["field"], each["code"]) for each in refused.get_json()["errors"]]
    assert ("address.phone", "telephone") in codes
    lacking = claim(world, api, winner, "/details", {"address": {**ADDRESS, "city": ""}})
    codes = [(each["field"], each["code"]) for each in lacking.get_json()["errors"]]
    assert codes == [("address.city", "missing"), ("choice", "missing")]


def test_a_parcel_is_noted_once_followed_and_received(world: World, api: FlaskClient) -> None:
    _, winner = accepted(world, api)
    claim(world, api, winner, "/details", GIVEN)
    read = version_of(world, winner)
    assert send(world, api, winner, read).status_code == 200
    second = send(world, api, winner, read, carrier="Colissimo", tracking="6A 999")
    assert (second.status_code, second.get_json()["slug"]) == (412, "stale")
    assert send(world, api, winner, read).status_code == 200
    late = claim(world, api, winner, "/details", {**GIVEN, "choice": "Small"})
    assert (late.status_code, late.get_json()["slug"]) == (409, "prize_gone")
    shown = claim(world, api, winner).get_json()
    assert (shown["parcel"], shown["actions"]) == ("sent", ["receive", "miss"])
    assert (shown["sending"]["tracking"], "by" in shown["sending"]) == ("6A 271", False)
    for _ in range(2):
        there = claim(world, api, winner, "/receive")
        assert (there.status_code, there.get_json()["parcel"]) == (200, "received")


def test_what_a_winner_missed_stands_in_their_own_data(world: World, api: FlaskClient) -> None:
    contest, winner = accepted(world, api)
    claim(world, api, winner, "/details", GIVEN)
    send(world, api, winner, version_of(world, winner))
    assert own_prize(world, api, contest, winner)["counts_at"] is not None
    shown = [claim(world, api, winner, "/miss").get_json() for _ in range(2)]
    assert [(each["parcel"], each["actions"]) for each in shown] == [("missing", ["receive"])] * 2
    prize = own_prize(world, api, contest, winner)
    assert (prize["counts_at"], instant_of(prize["missing_at"])) == (None, world.clock.now())


def own_prize(world: World, api: FlaskClient, contest: Contest, winner: Winner) -> dict[str, Any]:
    """Return what one's own data say of the prize."""
    token = token_of(address_secret(world.context, contest), MANAGE, winner.entry_id)
    at = f"/api/v1/entries/by-token/{token}/data"
    data: dict[str, Any] = api.get(at, headers=bearer(world, "public")).get_json()
    return data["prize"]


def test_nothing_is_sent_before_the_address_is_there(world: World, api: FlaskClient) -> None:
    _, winner = accepted(world, api)
    early = send(world, api, winner, version_of(world, winner))
    assert (early.status_code, early.get_json()["slug"]) == (409, "details_owed")
    nothing = send(world, api, winner, version_of(world, winner), tracking="6A")
    assert [each["field"] for each in nothing.get_json()["errors"]] == ["carrier"]


def test_owner_and_manager_read_where_it_goes_and_it_is_noted(
    world: World, api: FlaskClient
) -> None:
    contest, winner = accepted(world, api)
    claim(world, api, winner, "/details", GIVEN)
    send(world, api, winner, version_of(world, winner))
    at = f"/api/v1/contests/{contest.id}/winners"
    listed = api.get(at, headers=bearer(world, "manager", subject="a-7")).get_json()
    one = api.get(f"{at}/{winner.ref}", headers=bearer(world, "owner", subject="a-8")).get_json()
    assert one["items"] == [{**listed["items"][0], "letters": []}]
    (found,) = one["items"]
    assert found["address"]["city"] == "Lyon"
    assert (found["sending"]["by"], found["parcel"]) == ("a-1", "sent")
    assert found["version"] == version_of(world, winner)
    none = dict.fromkeys(("owed", "held", "ready", "missing", "received"), 0)
    assert one["progress"] == {"awaited": 2, "sent": 1, **none}
    notes = world.database.collection("audit").find(WORKSPACE, {}).items
    assert sorted((note["account_id"], note["refs"][:1]) for note in notes) == [
        ("a-7", [winner.ref]),
        ("a-8", [winner.ref]),
    ]
    assert api.get(f"{at}/e-nobody", headers=bearer(world, "owner")).status_code == 404


@pytest.mark.parametrize("role", ["moderator", "analyst", "public"])
def test_nobody_else_reads_what_a_winner_gave(world: World, api: FlaskClient, role: str) -> None:
    contest, winner = accepted(world, api)
    claim(world, api, winner, "/details", GIVEN)
    send(world, api, winner, version_of(world, winner))
    at = f"/api/v1/contests/{contest.id}"
    paths = (
        f"{at}/winners",
        f"{at}/winners/{winner.ref}",
        f"{at}/outcome",
        f"{at}/overview",
        f"/api/v1/public/contests/{contest.slug}",
    )
    for path in paths:
        told = api.get(path, headers=bearer(world, role)).text
        assert not any(each in told for each in SECRETS)
    for path in paths[:2]:
        assert api.get(path, headers=bearer(world, role)).status_code == 403
    assert world.database.collection("audit").find(WORKSPACE, {}).items == []
