"""The API of contests, as a team calls it."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.contests.desk import SETTINGS, TEXTS, Desk

OWNER = "owner"


def created(desk: Desk, client: FlaskClient, **settings: Any) -> tuple[str, str]:
    body = {"settings": {**SETTINGS, **settings}, "texts": TEXTS}
    answer = client.post("/api/v1/contests", json=body, headers=desk.bearer(OWNER))
    assert answer.status_code == 201
    return answer.get_json()["id"], answer.headers["ETag"]


def test_a_contest_is_created_read_edited_and_opened(desk: Desk, client: FlaskClient) -> None:
    owner = desk.bearer(OWNER)
    answer = client.post("/api/v1/contests", json={"slug": "summer"}, headers=owner)
    place = answer.headers["Location"]
    assert client.get(place, headers=owner).get_json()["slug"] == "summer"
    edit = {"settings": SETTINGS, "texts": TEXTS}
    edited = client.patch(place, json=edit, headers={**owner, "If-Match": answer.headers["ETag"]})
    assert edited.get_json()["blocking"] == []
    opened = client.post(f"{place}/open", headers={**owner, "If-Match": edited.headers["ETag"]})
    shown = opened.get_json()
    assert (opened.status_code, shown["state"]) == (200, "open")
    assert len(shown["rules_hash"]) == 64
    assert shown["counts"]["entries"] == 0
    assert [step["step"] for step in shown["timeline"]] == [
        "opens", "closes", "confirm_by", "review_until", "seal", "draw", "last_answer"
    ]  # fmt: skip
    assert "secrets" not in shown


def test_dates_that_nobody_chose_are_named_until_somebody_does(
    desk: Desk, client: FlaskClient
) -> None:
    owner = desk.bearer(OWNER)
    place, tag = created(desk, client, draw_at=None, claims_end_at=None)
    shown = client.get(f"/api/v1/contests/{place}", headers=owner).get_json()
    assert shown["computed"] == ["draw_at", "claims_end_at"]
    assert shown["settings"]["draw_at"]
    edit = {"settings": {"draw_at": shown["settings"]["draw_at"]}}
    chosen = client.patch(
        f"/api/v1/contests/{place}", json=edit, headers={**owner, "If-Match": tag}
    )
    assert chosen.get_json()["computed"] == ["claims_end_at"]


@pytest.mark.parametrize("number", [2**53, -(2**53), 2**63 - 1])
def test_a_number_that_no_rules_could_hold_is_refused_and_the_list_goes_on(
    desk: Desk, client: FlaskClient, number: int
) -> None:
    owner = desk.bearer(OWNER)
    body = {"settings": {"mechanic": {"kind": "draw", "x": number}}}
    assert client.post("/api/v1/contests", json=body, headers=owner).status_code == 422
    body["settings"]["mechanic"]["x"] = 2**53 - 1
    assert client.post("/api/v1/contests", json=body, headers=owner).status_code == 201
    assert len(client.get("/api/v1/contests", headers=owner).get_json()["items"]) == 1


def test_a_draft_of_before_with_such_a_number_is_still_listed(
    desk: Desk, client: FlaskClient
) -> None:
    desk.draft(mechanic={"kind": "draw", "x": 2**53 + 1})
    listed = client.get("/api/v1/contests", headers=desk.bearer(OWNER))
    assert (listed.status_code, len(listed.get_json()["items"])) == (200, 1)


@pytest.mark.parametrize(
    "name", ["opens_at", "closes_at", "confirm_within", "mechanic", "prizes", "data", "languages"]
)
def test_a_null_at_creation_means_the_default(desk: Desk, client: FlaskClient, name: str) -> None:
    owner = desk.bearer(OWNER)
    body = {"settings": {name: None}, "texts": {"fr": None}}
    made = client.post("/api/v1/contests", json=body, headers=owner)
    plain = client.post("/api/v1/contests", json={}, headers=owner)
    assert (made.status_code, plain.status_code) == (201, 201)
    shown = client.get(made.headers["Location"], headers=owner).get_json()
    assert shown["settings"] == plain.get_json()["settings"]
    assert shown["texts"] == {}


def test_an_empty_name_in_a_body_is_refused(desk: Desk, client: FlaskClient) -> None:
    body = {"settings": {"mechanic": {"kind": "draw", "": "x"}}}
    answer = client.post("/api/v1/contests", json=body, headers=desk.bearer(OWNER))
    assert (answer.status_code, answer.get_json()["slug"]) == (400, "malformed_body")


@pytest.mark.parametrize(
    "body",
    [
        {"slug": "summer\n"},
        {"settings": {"eligibility": {"countries": ["FR\n"]}}},
        {"settings": {"prizes": [{"value": {"amount": 1, "currency": "EUR\n"}}]}},
    ],
)
def test_a_line_end_behind_a_code_is_refused(
    desk: Desk, client: FlaskClient, body: dict[str, Any]
) -> None:
    answer = client.post("/api/v1/contests", json=body, headers=desk.bearer(OWNER))
    assert answer.status_code == 422


def test_an_incomplete_contest_lists_what_blocks_each_line_with_its_field(
    desk: Desk, client: FlaskClient
) -> None:
    contest, etag = created(desk, client, prizes=[])
    answer = client.post(
        f"/api/v1/contests/{contest}/open", headers={**desk.bearer(OWNER), "If-Match": etag}
    )
    problem = answer.get_json()
    assert (answer.status_code, problem["slug"]) == (422, "contest_incomplete")
    assert [(each["field"], each["code"]) for each in problem["errors"]] == [
        ("settings.prizes", "no_prize")
    ]


@pytest.mark.parametrize("path", ["", "/open", "/amendments"])
def test_an_edit_says_which_version_it_changes(desk: Desk, client: FlaskClient, path: str) -> None:
    contest, _ = created(desk, client)
    method = "PATCH" if not path else "POST"
    body = {"field": "alternates", "after": 9, "reason": "more"} if "amend" in path else {}
    url, owner = f"/api/v1/contests/{contest}{path}", desk.bearer(OWNER)
    assert client.open(url, method=method, json=body, headers=owner).status_code == 428
    stale = client.open(url, method=method, json=body, headers={**owner, "If-Match": '"99"'})
    assert (stale.status_code, stale.get_json()["slug"]) == (412, "stale")


@pytest.mark.parametrize(
    ("settings", "field", "code"),
    [
        ({"alternates": "5"}, "settings.alternates", "type"),
        ({"alternates": True}, "settings.alternates", "type"),
        ({"alternates": 5.5}, "settings.alternates", "type"),
        ({"closes_at": "2026-03-08T09:00:00"}, "settings.closes_at", "type"),
        ({"closes_at": 1772960400}, "settings.closes_at", "type"),
        ({"zone": "Mars/Olympus"}, "settings.zone", "zone"),
        ({"languages": []}, "settings.languages", "length"),
        ({"data": {"opt_in": "yes"}}, "settings.data.opt_in", "type"),
        ({"eligibility": {"countries": ["fr"]}}, "settings.eligibility.countries.0", "pattern"),
        ({"odds": 1}, "settings.odds", "unknown"),
        ({"receipts": "00"}, "settings.receipts", "unknown"),
        ({"prizes": [{"name": "A", "price": 1}]}, "settings.prizes.0.price", "unknown"),
        ({"mechanic": {"kind": "draw", "x": {"y": 1}}}, "settings.mechanic.x", "type"),
        ({"mechanic": {"code": "abcd"}}, "settings.mechanic.kind", "missing"),
        ({"organiser": {"contact": "abc"}}, "settings.organiser.contact", "contact"),
        ({"prizes": [{"name": "Bon\u200bd’achat"}]}, "settings.prizes.0.name", "unprintable"),
        ({"prizes": [{"name": "Bon\u202ed’achat"}]}, "settings.prizes.0.name", "unprintable"),
        ({"organiser": {"name": "A\x07"}}, "settings.organiser.name", "unprintable"),
    ],
)
def test_settings_that_are_not_what_they_say_are_refused(
    desk: Desk, client: FlaskClient, settings: dict[str, Any], field: str, code: str
) -> None:
    answer = client.post(
        "/api/v1/contests", json={"settings": settings}, headers=desk.bearer(OWNER)
    )
    assert answer.status_code == 422
    assert (field, code) in {(each["field"], each["code"]) for each in answer.get_json()["errors"]}


def test_no_break_spaces_are_kept_as_they_were_typed(desk: Desk, client: FlaskClient) -> None:
    prizes = [{"name": "Bon de 10\u202f€", "count": 1}]
    contest, _ = created(desk, client, prizes=prizes, organiser={"name": "A\u00a0&\u00a0Cie"})
    url, owner = f"/api/v1/contests/{contest}", desk.bearer(OWNER)
    title = {"texts": {"fr": {"title": "Noël\u202f!"}}}
    client.patch(url, json=title, headers={**owner, "If-Match": '"1"'})
    shown = client.get(url, headers=owner).get_json()
    assert shown["settings"]["prizes"][0]["name"] == "Bon de 10\u202f€"
    assert shown["settings"]["organiser"]["name"] == "A\u00a0&\u00a0Cie"
    assert shown["texts"]["fr"]["title"] == "Noël\u202f!"


def test_one_key_makes_one_contest_however_often_it_is_sent(
    desk: Desk, client: FlaskClient
) -> None:
    headers = {**desk.bearer(OWNER), "Idempotency-Key": "create-0001"}
    first = client.post("/api/v1/contests", json={}, headers=headers)
    place = first.headers["Location"]
    edit = {**desk.bearer(OWNER), "If-Match": first.headers["ETag"]}
    client.patch(place, json={"slug": "renamed"}, headers=edit)
    again = client.post("/api/v1/contests", json={}, headers=headers)
    assert (again.status_code, again.headers["Location"]) == (201, place)
    assert again.get_json()["slug"] == "renamed"
    assert len(client.get("/api/v1/contests", headers=headers).get_json()["items"]) == 1


def test_a_key_stands_for_one_request_of_one_workspace(desk: Desk, client: FlaskClient) -> None:
    key = {"Idempotency-Key": "create-0001"}
    client.post("/api/v1/contests", json={}, headers={**desk.bearer(OWNER), **key})
    other = client.post(
        "/api/v1/contests", json={"slug": "summer"}, headers={**desk.bearer(OWNER), **key}
    )
    assert (other.status_code, other.get_json()["slug"]) == (422, "idempotency_conflict")
    elsewhere = {**desk.bearer(OWNER, workspace="other-house"), **key}
    assert client.post("/api/v1/contests", json={}, headers=elsewhere).status_code == 201
    assert len(client.get("/api/v1/contests", headers=elsewhere).get_json()["items"]) == 1


def test_a_taken_slug_is_told_under_a_key_too(desk: Desk, client: FlaskClient) -> None:
    owner = desk.bearer(OWNER)
    client.post("/api/v1/contests", json={"slug": "summer"}, headers=owner)
    keyed = {**owner, "Idempotency-Key": "create-0001"}
    taken = client.post("/api/v1/contests", json={"slug": "summer"}, headers=keyed)
    assert (taken.status_code, taken.get_json()["slug"]) == (409, "slug_taken")


def test_contests_are_listed_the_newest_first_whatever_their_keys(
    desk: Desk, client: FlaskClient
) -> None:
    owner, made = desk.bearer(OWNER), []
    for number in range(6):
        headers = {**owner, "Idempotency-Key": f"create-{number:04}"} if number % 2 else owner
        made.append(client.post("/api/v1/contests", json={}, headers=headers).get_json()["id"])
        desk.clock.advance(seconds=1)
    for query in ("", "?state=draft"):
        listed = client.get(f"/api/v1/contests{query}", headers=desk.bearer(OWNER)).get_json()
        assert [each["id"] for each in listed["items"]] == made[::-1]


def test_instants_of_any_zone_are_kept_in_utc(desk: Desk, client: FlaskClient) -> None:
    contest, _ = created(desk, client, closes_at="2026-03-29T03:30:00.1239+02:00")
    shown = client.get(f"/api/v1/contests/{contest}", headers=desk.bearer(OWNER)).get_json()
    assert shown["settings"]["closes_at"] == "2026-03-29T01:30:00.123Z"


def test_a_slug_that_is_taken_or_malformed_is_refused(desk: Desk, client: FlaskClient) -> None:
    owner = desk.bearer(OWNER)
    client.post("/api/v1/contests", json={"slug": "summer"}, headers=owner)
    taken = client.post("/api/v1/contests", json={"slug": "summer"}, headers=owner)
    assert (taken.status_code, taken.get_json()["slug"]) == (409, "slug_taken")
    for slug in ("Été", "a", "-ab", "a/b", "x" * 61):
        answer = client.post("/api/v1/contests", json={"slug": slug}, headers=owner)
        assert answer.get_json()["errors"][0]["code"] == "slug"


def test_an_amendment_is_written_as_settings_would_keep_it(desk: Desk, client: FlaskClient) -> None:
    contest, etag = created(desk, client)
    owner, url = desk.bearer(OWNER), f"/api/v1/contests/{contest}"
    etag = client.post(f"{url}/open", headers={**owner, "If-Match": etag}).headers["ETag"]
    body = {"field": "claims_end_at", "after": "2026-06-01T02:00:00+02:00", "reason": "Post"}
    amended = client.post(f"{url}/amendments", json=body, headers={**owner, "If-Match": etag})
    assert amended.get_json()["amendments"][0]["after"] == "2026-06-01T00:00:00.000Z"
    reach = {"field": "organiser.contact", "after": "abc", "reason": "Moved"}
    etag = amended.headers["ETag"]
    nobody = client.post(f"{url}/amendments", json=reach, headers={**owner, "If-Match": etag})
    assert [(each["field"], each["code"]) for each in nobody.get_json()["errors"]] == [
        ("after", "contact")
    ]
    wrong = {**body, "after": "tomorrow"}
    refused = client.post(
        f"{url}/amendments",
        json=wrong,
        headers={**owner, "If-Match": amended.headers["ETag"]},
    )
    assert [(each["field"], each["code"]) for each in refused.get_json()["errors"]] == [
        ("after", "type")
    ]


def test_contests_are_listed_in_pages(desk: Desk, client: FlaskClient) -> None:
    made = [created(desk, client)[0] for _ in range(3)]
    owner = desk.bearer(OWNER)
    first = client.get("/api/v1/contests?limit=2", headers=owner).get_json()
    rest = client.get(f"/api/v1/contests?limit=2&after={first['after']}", headers=owner).get_json()
    assert sorted(each["id"] for each in first["items"] + rest["items"]) == sorted(made)
    assert rest["after"] is None


def test_the_contract_names_the_headers_that_commands_need(desk: Desk, client: FlaskClient) -> None:
    paths = client.get("/openapi.json").get_json()["paths"]
    contest = "/api/v1/contests/{contest_id}"
    found = {
        (path, method): {each["name"]: each.get("required", False) for each in sent}
        for path, item in paths.items()
        for method, operation in item.items()
        if method in ("post", "patch", "delete")
        and (sent := [p for p in operation.get("parameters", ()) if p.get("in") == "header"])
    }
    assert found == {
        ("/api/v1/contests", "post"): {"Idempotency-Key": False},
        (contest, "patch"): {"If-Match": True},
        (contest, "delete"): {"If-Match": True},
        (f"{contest}/open", "post"): {"If-Match": True},
        (f"{contest}/amendments", "post"): {"If-Match": True},
        (f"{contest}/entries", "post"): {"Idempotency-Key": False},
        (f"{contest}/winners/{{ref}}/send", "post"): {"If-Match": True},
        (f"{contest}/people/{{ref}}/correct", "post"): {"If-Match": True},
        (f"{contest}/exports", "post"): {"Idempotency-Key": False},
        (f"{contest}/entries/again", "post"): {"Idempotency-Key": False},
        (f"{contest}/letters", "post"): {"Idempotency-Key": False},
    }
    assert paths[f"{contest}/entries"]["post"]["x-roles"] == ["public"]


def test_an_edit_that_says_nothing_new_is_no_change(desk: Desk, client: FlaskClient) -> None:
    for contest in (desk.draft(), desk.opened()):
        place = f"/api/v1/contests/{contest.id}"
        before, events = desk.now(contest), desk.events("contests")
        desk.clock.advance(seconds=60)
        headers = {**desk.bearer("owner"), "If-Match": f'"{before.version}"'}
        same = {"texts": {"fr": dict(before.texts["fr"])}}
        for body in ({}, same, {"slug": before.slug}):
            answer = client.patch(place, json=body, headers=headers)
            assert (answer.status_code, answer.headers["ETag"]) == (200, f'"{before.version}"')
        assert (desk.now(contest), desk.events("contests")) == (before, events)
        stale = {**headers, "If-Match": f'"{before.version + 1}"'}
        assert client.patch(place, json={}, headers=stale).status_code == 412
