"""The API of contests, as the public pages call it."""

from flask.testing import FlaskClient

from services.contests.use_cases.contest.cancel import cancel_contest
from tests.contests.desk import WORKSPACE, Desk


def test_the_public_sees_frozen_rules_lines_and_fields_and_no_secret(
    desk: Desk, client: FlaskClient
) -> None:
    contest = desk.opened(mechanic={"kind": "secret_code", "code": "lumière", "bonus": 4})
    answer = client.get(f"/api/v1/public/contests/{contest.slug}", headers=desk.bearer("public"))
    shown = answer.get_json()
    assert shown["lines"]["fr"]["age"] == "Je certifie avoir 18 ans ou plus."
    assert [each["name"] for each in shown["entry_fields"]] == ["code"]
    assert "lumière" not in answer.get_data(as_text=True)
    assert not {"secrets", "counts", "opened_by", "version"} & set(shown)


def test_a_draft_has_no_public_page(desk: Desk, client: FlaskClient) -> None:
    draft = desk.draft()
    url = f"/api/v1/public/contests/{draft.slug}"
    assert client.get(url, headers=desk.bearer("public")).status_code == 404


def test_everybody_lists_what_is_published_and_no_draft(desk: Desk, client: FlaskClient) -> None:
    opened, _draft = desk.opened(), desk.draft()
    answer = client.get("/api/v1/public/contests", headers=desk.bearer("public")).get_json()
    assert [each["slug"] for each in answer["items"]] == [opened.slug]
    assert set(answer["items"][0]) == {"slug", "state", "texts", "settings", "phases"}
    other = desk.bearer("public", workspace="other-house")
    assert client.get("/api/v1/public/contests", headers=other).get_json()["items"] == []


def test_pages_of_the_list_are_full_whatever_drafts_stand_between(
    desk: Desk, client: FlaskClient
) -> None:
    opened = []
    for number in range(5):
        for _ in range(2):
            desk.draft()
            desk.clock.advance(seconds=1)
        opened.append(desk.opened().slug)
        desk.clock.advance(seconds=1)
        if number == 2:
            cancel_contest(
                desk.context,
                workspace=WORKSPACE,
                contest=desk.draft().id,
                reason="jamais ouvert",
                by="a-1",
            )
    found, sizes, after = [], [], None
    while True:
        query = {"limit": 2} | ({"after": after} if after else {})
        page = client.get(
            "/api/v1/public/contests", query_string=query, headers=desk.bearer("public")
        ).get_json()
        found += [each["slug"] for each in page["items"]]
        sizes.append(len(page["items"]))
        after = page["after"]
        if after is None:
            break
    assert (found, sizes) == (opened[::-1], [2, 2, 1])
