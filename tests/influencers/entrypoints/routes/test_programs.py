"""The API of programs and partners, from a draft to somebody who is in."""

from typing import Any

import pytest

from services.influencers.use_cases.enrollment.invite import invite_partner
from tests.influencers.bureau import APPLICATION, PARTNER, SETTINGS, WORKSPACE, Bureau


def ask(
    bureau: Bureau, method: str, path: str, body: Any = None, *, role: str = "owner", **more: str
) -> Any:
    headers = {**bureau.bearer(role), **more}
    return bureau.client().open(f"/api/v1{path}", method=method, json=body, headers=headers)


def made(bureau: Bureau, **settings: Any) -> dict[str, Any]:
    answer = ask(bureau, "POST", "/programs", {"settings": {**SETTINGS, **settings}})
    assert answer.status_code == 201
    return dict(answer.get_json())


def test_a_program_goes_from_draft_to_open_to_somebody_who_is_in(bureau: Bureau) -> None:
    draft = made(bureau)
    assert (draft["state"], draft["actions"]) == ("draft", ["edit", "open"])
    path = f"/programs/{draft['id']}"
    opened = ask(bureau, "POST", f"{path}/open", **{"If-Match": '"1"'}).get_json()
    page = ask(bureau, "GET", f"/public{path}", role="public").get_json()
    assert page["terms_hash"] == opened["terms_hash"]
    assert "budget" not in page["settings"]
    form = {**APPLICATION, "language": "fr", "terms_hash": page["terms_hash"]}
    answer = ask(bureau, "POST", f"/public{path}/applications", form, role="public")
    assert (answer.status_code, answer.get_json()) == (202, {"state": "pending"})
    [item] = ask(bureau, "GET", f"{path}/partners").get_json()["items"]
    assert item["enrollment"]["actions"] == ["approve", "reject", "ban"]
    decision = f"/enrollments/{item['enrollment']['id']}/approve"
    approved = ask(bureau, "POST", decision, {"group": "Fidèles"}).get_json()
    assert (approved["state"], approved["group"]) == ("approved", "Fidèles")
    assert ask(bureau, "GET", path).get_json()["counts"] == {"approved": 1}


def test_the_same_key_gives_the_same_program(bureau: Bureau) -> None:
    body, key = {"settings": SETTINGS}, {"Idempotency-Key": "program-key-1"}
    one, other = (ask(bureau, "POST", "/programs", body, **key).get_json()["id"] for _ in "ab")
    assert one == other
    conflict = ask(bureau, "POST", "/programs", {"settings": {"name": "B"}}, **key)
    assert (conflict.status_code, conflict.get_json()["slug"]) == (422, "idempotency_conflict")


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"lead": {"amount": 0.5, "currency": "EUR"}}, "settings.lead.amount"),
        ({"lead": {"amount": -1, "currency": "EUR"}}, "settings.lead.amount"),
        ({"lead": {"amount": 2**53, "currency": "EUR"}}, "settings.lead.amount"),
        ({"lead": {"amount": 1, "currency": "euro"}}, "settings.lead.currency"),
        ({"currency": "ABC"}, "settings.currency"),
        ({"sale_share": 1001}, "settings.sale_share"),
        ({"year": "2026"}, "settings.year"),
    ],
)
def test_an_amount_that_is_none_is_named(bureau: Bureau, settings: Any, field: str) -> None:
    answer = ask(bureau, "POST", "/programs", {"settings": settings})
    assert answer.status_code == 422
    assert [each["field"] for each in answer.get_json()["errors"]] == [field]


def test_a_draft_that_is_not_ready_says_what_blocks(bureau: Bureau) -> None:
    draft = made(bureau, lead={"amount": 1, "currency": "CHF"})
    assert draft["actions"] == ["edit"]
    answer = ask(bureau, "POST", f"/programs/{draft['id']}/open", **{"If-Match": '"1"'})
    assert (answer.status_code, answer.get_json()["slug"]) == (422, "program_incomplete")
    assert answer.get_json()["errors"][0]["params"] == {"currency": "EUR"}


def test_an_edit_of_an_older_version_is_refused(bureau: Bureau) -> None:
    path, body = f"/programs/{made(bureau)['id']}", {"settings": {"name": "B"}}
    assert ask(bureau, "PATCH", path, body, **{"If-Match": '"1"'}).status_code == 200
    assert ask(bureau, "PATCH", path, body, **{"If-Match": '"1"'}).status_code == 412
    assert ask(bureau, "PATCH", path, body).status_code == 428


def test_a_moderator_reads_programs_and_is_offered_nothing(bureau: Bureau) -> None:
    program = bureau.opened()
    found = ask(bureau, "GET", f"/programs/{program.id}", role="moderator").get_json()
    assert (found["state"], found["actions"]) == ("open", [])


def test_a_partner_is_entered_corrected_and_asked_in(bureau: Bureau) -> None:
    program = bureau.opened()
    answer = ask(bureau, "POST", "/partners", PARTNER)
    partner = answer.get_json()
    path = f"/partners/{partner['id']}"
    whole = ask(bureau, "GET", path).get_json()
    assert (whole["actions"], whole["programs"][0]["groups"]) == (["edit", "enroll"], ["Fidèles"])
    corrected = {**PARTNER, "vat": "exempt"}
    saved = ask(bureau, "PATCH", path, corrected, **{"If-Match": '"1"'}).get_json()
    assert (saved["vat"], saved["version"]) == ("exempt", 2)
    asked = ask(bureau, "POST", f"{path}/enrollments", {"program_id": program.id})
    assert (asked.status_code, asked.get_json()["state"]) == (201, "invited")
    whole = ask(bureau, "GET", path).get_json()
    assert (whole["programs"], whole["enrollments"][0]["program_name"]) == ([], "Printemps")


def test_an_address_that_a_partner_has_leads_to_them(bureau: Bureau) -> None:
    first = ask(bureau, "POST", "/partners", PARTNER).get_json()
    again = ask(bureau, "POST", "/partners", {**PARTNER, "name": "Z"})
    assert (again.status_code, again.get_json()["partner_id"]) == (409, first["id"])


def test_an_invited_partner_is_found_and_erased_too(bureau: Bureau) -> None:
    program, partner = bureau.opened(), bureau.entered()
    invite_partner(
        bureau.context, workspace=WORKSPACE, program=program.id, partner=partner.id, by="ada"
    )
    body = {"email": PARTNER["email"]}
    for verb in ("find", "erase"):
        items = ask(bureau, "POST", f"/people/{verb}", body).get_json()["items"]
        assert [(each["state"], each["notes"]) for each in items][1:] == [("invited", [])]


def test_all_of_an_address_is_found_taken_out_and_erased(bureau: Bureau) -> None:
    bureau.applied(bureau.opened())
    body = {"email": APPLICATION["email"]}
    kept = ask(bureau, "POST", "/people/find", body).get_json()["items"]
    assert [(each["kind"], each["state"]) for each in kept] == [
        ("partner", "blogger"),
        ("enrolment", "pending"),
    ]
    taken = ask(bureau, "POST", "/people/export", body).get_json()["partners"]
    assert (taken[0]["email"], len(taken[0]["enrollments"])) == (APPLICATION["email"], 1)
    assert ask(bureau, "POST", "/people/erase", body).get_json()["items"] == kept
    assert ask(bureau, "POST", "/people/find", body).get_json()["items"] == []
