"""The entrance of the portal: a link by mail, shown to scanners, used by one press of a person."""

import pytest
from werkzeug.test import TestResponse

from services.influencers.domain.enrollment import Decision
from services.influencers.use_cases.enrollment.decide import decide_enrollment
from services.influencers.use_cases.people.erase import erase_person
from tests.gateway.conftest import Browser
from tests.gateway.products.influencers.conftest import Agency, words
from tests.influencers.bureau import HOME, PARTNER, WORKSPACE
from tests.influencers.mailing import PostRoom

AT = f"/en/w/{WORKSPACE}/portal"
DOOR = f"{AT}/sign-in"


@pytest.fixture
def post(agency: Agency) -> PostRoom:
    return PostRoom(agency.bureau)


def ask(someone: Browser, email: str = PARTNER["email"], door: str = DOOR) -> TestResponse:
    return someone.post(door, {"email": email})


def link(agency: Agency, post: PostRoom) -> str:
    """Return the path of a fresh link in a mail."""
    ask(agency.visitor())
    return post.last_link().removeprefix(HOME)


def entered(agency: Agency, post: PostRoom) -> Browser:
    """Return the browser of a partner who is in."""
    someone, path = agency.visitor(), link(agency, post)
    assert someone.post(path).location == f"{AT}/"
    return someone


def test_a_partner_comes_in_by_the_link_in_a_mail(agency: Agency, post: PostRoom) -> None:
    agency.bureau.entered()
    answer = ask(agency.visitor())
    assert (answer.status_code, answer.location) == (303, f"{AT}/asked")
    assert "Look at your mails" in words(agency.visitor().get(answer.location))
    someone, path = agency.visitor(), post.last_link().removeprefix(HOME)
    assert "Press the button" in words(someone.get(path))
    pressed = someone.post(path)
    assert (pressed.status_code, pressed.location) == (303, f"{AT}/")
    assert "Your portal" in words(someone.get(pressed.location))


def test_a_stranger_is_answered_as_a_partner_is(agency: Agency, post: PostRoom) -> None:
    agency.bureau.entered()
    known, unknown = ask(agency.visitor()), ask(agency.visitor(), "nobody@else.example")
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert [mail.to for mail in post.letters] == [PARTNER["email"]]


def test_scanners_that_open_a_link_use_nothing_up(agency: Agency, post: PostRoom) -> None:
    agency.bureau.entered()
    path = link(agency, post)
    for _ in range(5):
        page = agency.visitor().get(path)
        assert (page.status_code, page.headers["Referrer-Policy"]) == (200, "no-referrer")
    assert agency.visitor().post(path).status_code == 303


def test_a_link_asked_for_on_one_device_opens_on_another_and_then_nowhere_else(
    agency: Agency, post: PostRoom
) -> None:
    agency.bureau.entered()
    phone, desk = agency.visitor(), agency.visitor()
    ask(phone)
    path = post.last_link().removeprefix(HOME)
    assert desk.post(path).location == f"{AT}/"
    assert phone.post(path, page=DOOR).status_code == 410
    assert desk.get(f"{AT}/").status_code == 200
    assert phone.get(f"{AT}/").location.startswith(DOOR)


def test_a_used_link_says_so_and_offers_another(agency: Agency, post: PostRoom) -> None:
    agency.bureau.entered()
    path = link(agency, post)
    agency.visitor().post(path)
    for again in (agency.visitor().get(path), agency.visitor().post(path, page=DOOR)):
        assert again.status_code == 410
        assert "was used before" in words(again)
        assert f'href="{DOOR}"' in again.text


def test_a_late_link_says_so(agency: Agency, post: PostRoom) -> None:
    agency.bureau.entered()
    path = link(agency, post)
    agency.bureau.clock.advance(minutes=15)
    answer = agency.visitor().post(path, page=DOOR)
    assert answer.status_code == 410
    assert "15 minutes" in words(answer)


@pytest.mark.parametrize("token", ["cut", "0" * 58, "é" * 58, "x" * 300])
def test_what_is_no_link_is_said_not_to_be_whole(agency: Agency, token: str) -> None:
    answer = agency.visitor().get(f"{AT}/link/{token}")
    assert answer.status_code == 404
    assert "not whole" in words(answer)


def test_what_is_no_address_is_said_beside_it_and_kept(agency: Agency) -> None:
    answer = ask(agency.visitor(), "zoe")
    assert answer.status_code == 422
    assert 'value="zoe"' in answer.text
    assert ask(agency.visitor(), "").status_code == 422


def test_an_address_gets_three_mails_in_a_quarter_of_an_hour(
    agency: Agency, post: PostRoom
) -> None:
    agency.bureau.entered()
    spellings = [PARTNER["email"], PARTNER["email"].upper(), f" {PARTNER['email']}"]
    assert [ask(agency.visitor(), each).status_code for each in spellings] == [303] * 3
    refused = ask(agency.visitor())
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert PARTNER["email"] in refused.text
    assert len(post.letters) == 3


def test_the_limit_tells_nothing_of_who_is_known(agency: Agency) -> None:
    answers = [ask(agency.visitor(), "nobody@else.example") for _ in range(4)]
    assert [each.status_code for each in answers] == [303, 303, 303, 429]


def test_a_network_asks_thirty_times_in_an_hour(agency: Agency) -> None:
    for number in range(30):
        assert ask(agency.visitor(), f"p{number}@else.example").status_code == 303
    assert ask(agency.visitor(), "p31@else.example").status_code == 429


def test_nobody_sees_a_portal_without_a_session(agency: Agency) -> None:
    answer = agency.visitor().get(f"{AT}/")
    assert answer.status_code == 303
    assert answer.location.startswith(DOOR)
    assert "there is no password" in words(agency.visitor().get(answer.location))


def test_a_session_of_one_workspace_opens_no_other(agency: Agency, post: PostRoom) -> None:
    agency.bureau.entered()
    someone = entered(agency, post)
    elsewhere = someone.get("/en/w/other-house/portal/")
    assert elsewhere.status_code == 303
    assert elsewhere.location.startswith("/en/w/other-house/portal/sign-in")
    assert someone.get(f"{AT}/").status_code == 200


def test_a_partner_opens_no_page_of_the_team_and_the_team_no_portal(
    agency: Agency, post: PostRoom
) -> None:
    agency.bureau.entered()
    someone = entered(agency, post)
    for page in ("/en/programs", "/en/partners", "/en/contests", "/api/v1/programs"):
        assert (page, someone.get(page).status_code) == (page, 403)
    assert agency.team().get(f"{AT}/").status_code == 403


def test_the_gateway_keeps_no_address_of_a_partner(agency: Agency, post: PostRoom) -> None:
    agency.bureau.entered()
    entered(agency, post)
    database = agency.gateway.parts.accounts.stores.database
    kept = database.collection("sessions").find("gateway", {}).items
    assert [(each["role"], each["email"]) for each in kept] == [("partner", "")]


def test_signing_out_ends_the_session_on_the_server(agency: Agency, post: PostRoom) -> None:
    agency.bureau.entered()
    someone = entered(agency, post)
    answer = someone.post(f"{AT}/sign-out", page=f"{AT}/")
    assert "You are signed out" in words(someone.get(answer.location))
    assert someone.get(f"{AT}/").status_code == 303
    database = agency.gateway.parts.accounts.stores.database
    assert database.collection("sessions").count("gateway", {}) == 0


def test_a_form_of_a_portal_asks_for_the_token_of_its_session(
    agency: Agency, post: PostRoom
) -> None:
    agency.bureau.entered()
    someone = entered(agency, post)
    public = someone.token(DOOR)
    sent = {"csrf_token": public}
    where = {"base_url": "http://127.0.0.1:8000", "headers": {"Origin": "http://127.0.0.1:8000"}}
    assert someone.client.post(f"{AT}/sign-out", data=sent, **where).status_code == 400
    assert someone.get(f"{AT}/").status_code == 200


def test_a_session_ends_once_its_partner_is_erased(agency: Agency, post: PostRoom) -> None:
    partner = agency.bureau.entered()
    someone = entered(agency, post)
    erase_person(agency.bureau.context, workspace=WORKSPACE, email=partner.email, by="ada")
    answer = someone.get(f"{AT}/")
    assert (answer.status_code, answer.location) == (303, f"{DOOR}?closed=1")
    assert "not open to you any more" in words(someone.get(answer.location))
    assert someone.get(f"{AT}/").location.startswith(f"{DOOR}?next=")


def test_a_session_ends_once_its_partner_is_banned(agency: Agency, post: PostRoom) -> None:
    enrollment = agency.bureau.pending(agency.bureau.opened(), email=PARTNER["email"])
    someone = entered(agency, post)
    assert someone.get(f"{AT}/").status_code == 200
    who = {"workspace": WORKSPACE, "enrollment": enrollment.id, "by": "ada"}
    decide_enrollment(agency.bureau.context, Decision.BAN, **who)
    assert someone.get(f"{AT}/payouts").location == f"{DOOR}?closed=1"


def test_a_session_lasts_eight_hours_without_a_visit(agency: Agency, post: PostRoom) -> None:
    agency.bureau.entered()
    someone = entered(agency, post)
    agency.bureau.clock.advance(hours=8)
    assert someone.get(f"{AT}/").location.startswith(DOOR)


def test_who_comes_in_by_a_link_leaves_the_session_of_the_team(
    agency: Agency, post: PostRoom
) -> None:
    agency.bureau.entered()
    team, path = agency.team(), link(agency, post)
    assert team.get("/en/programs").status_code == 200
    assert team.post(path).status_code == 303
    assert team.get("/en/programs").status_code == 403
    database = agency.gateway.parts.accounts.stores.database
    kept = database.collection("sessions").find("gateway", {}).items
    assert [each["role"] for each in kept] == ["partner"]
