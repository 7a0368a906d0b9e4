"""Links of partners to a contest, over the API."""

from tests.influencers.bureau import HOME, WORKSPACE, Bureau

PAGE = f"{HOME}/fr/w/{WORKSPACE}/c/printemps"
FOLLOWED = "/api/v1/links/contests?contest_id=c-1"


def test_it_is_asked_and_followed(bureau: Bureau) -> None:
    program, client = bureau.opened(), bureau.client()
    path, body = f"/api/v1/programs/{program.id}/contest-links", {"destination": PAGE}
    who = bureau.bearer("manager")
    offered = client.get(FOLLOWED, headers=who).json
    assert (offered["asked"], offered["actions"]) == ([], ["bring"])
    assert offered["programs"] == [{"program_id": program.id, "program_name": "Printemps"}]
    asked = client.post(path, json={**body, "contest_id": "c-1"}, headers=who)
    assert (asked.status_code, asked.json["state"]) == (202, "waiting")
    assert client.get(FOLLOWED, headers=bureau.bearer("analyst")).json == {
        "links": {"items": [], "after": None},
        "asked": [asked.json],
        "programs": [],
        "actions": [],
    }
    elsewhere = bureau.bearer("manager", workspace="other-house")
    assert client.get(FOLLOWED, headers=elsewhere).json["asked"] == []
    refused = client.post(path, json={**body, "contest_id": "c-1"}, headers=elsewhere)
    assert refused.status_code == 404


def test_whoever_only_reads_asks_for_nothing(bureau: Bureau) -> None:
    path = f"/api/v1/programs/{bureau.opened().id}/contest-links"
    body = {"contest_id": "c-1", "destination": PAGE}
    answer = bureau.client().post(path, json=body, headers=bureau.bearer("analyst"))
    assert answer.status_code == 403
