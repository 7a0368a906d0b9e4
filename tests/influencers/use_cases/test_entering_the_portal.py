"""A partner comes in by a link: mailed to who is known alone, used once, within 15 minutes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.influencers.domain.enrollment import Decision
from services.influencers.domain.portal import LinkLate, LinkUsed, PortalClosed, SignInLink
from services.influencers.use_cases.enrollment.decide import decide_enrollment
from services.influencers.use_cases.people.erase import erase_person
from services.influencers.use_cases.portal.ask import ask_link
from services.influencers.use_cases.portal.enter import look_at_link, use_link
from services.influencers.use_cases.portal.opening import require_portal
from shared.errors import Invalid, NotFound
from tests.influencers.bureau import HOME, PARTNER, WORKSPACE, Bureau
from tests.influencers.mailing import PostRoom

WHO = {"workspace": WORKSPACE}
ADDRESS = PARTNER["email"]


@pytest.fixture
def post(bureau: Bureau) -> PostRoom:
    return PostRoom(bureau)


def ask(bureau: Bureau, email: str = ADDRESS, language: str = "en") -> None:
    ask_link(bureau.context, **WHO, email=email, language=language)


def stored(bureau: Bureau) -> int:
    return bureau.database.collection("sign_in_links").count(WORKSPACE, {})


def test_a_partner_gets_a_link_that_lets_them_in(bureau: Bureau, post: PostRoom) -> None:
    partner = bureau.entered()
    ask(bureau)
    [mail] = post.letters
    assert (mail.to, mail.subject) == (ADDRESS, "Open your partner portal")
    assert post.last_link().startswith(f"{HOME}/en/w/{WORKSPACE}/portal/link/")
    assert use_link(bureau.context, **WHO, token=post.last_token()).id == partner.id


def test_the_mail_is_in_the_language_of_the_page_and_answers_to_the_program(
    bureau: Bureau, post: PostRoom
) -> None:
    bureau.applied(bureau.opened())
    ask(bureau, "elise@carnet.example", "fr")
    [mail] = post.letters
    assert mail.subject == "Ouvrir votre espace partenaire"
    assert "Maison Lumen SAS" in mail.sender
    assert mail.headers["Reply-To"] == "partenaires@lumen.example"


def test_asking_stores_as_much_for_a_stranger_and_mails_nobody(
    bureau: Bureau, post: PostRoom
) -> None:
    bureau.entered()
    ask(bureau, "nobody@else.example")
    assert stored(bureau) == 1
    assert post.letters == []
    assert stored(bureau) == 0


def test_nothing_that_opens_a_portal_is_stored(bureau: Bureau, post: PostRoom) -> None:
    bureau.entered()
    ask(bureau)
    token = post.last_token()
    kept = [bureau.database.collection(name) for name in ("sign_in_links", "mails")]
    told = str([each.find(WORKSPACE, {}).items for each in kept])
    assert token[:26] in told
    assert token[26:] not in told
    assert ADDRESS not in told


def test_looking_uses_nothing_up_and_one_use_does(bureau: Bureau, post: PostRoom) -> None:
    bureau.entered()
    ask(bureau)
    token = post.last_token()
    for _ in range(3):
        look_at_link(bureau.context, **WHO, token=token)
    use_link(bureau.context, **WHO, token=token)
    for again in (look_at_link, use_link):
        with pytest.raises(LinkUsed):
            again(bureau.context, **WHO, token=token)


@pytest.mark.parametrize("late", [timedelta(minutes=15), timedelta(hours=3), timedelta(days=30)])
def test_a_late_link_is_told_as_late_even_once_it_is_removed(
    bureau: Bureau, post: PostRoom, late: timedelta
) -> None:
    bureau.entered()
    ask(bureau)
    token = post.last_token()
    bureau.clock.advance(seconds=late.total_seconds())
    post.work()
    with pytest.raises(LinkLate):
        use_link(bureau.context, **WHO, token=token)


def test_a_link_opens_until_its_last_second(bureau: Bureau, post: PostRoom) -> None:
    partner = bureau.entered()
    ask(bureau)
    token = post.last_token()
    bureau.clock.advance(seconds=15 * 60 - 1)
    assert use_link(bureau.context, **WHO, token=token).id == partner.id


def test_a_mail_that_would_come_too_late_is_not_sent(bureau: Bureau, post: PostRoom) -> None:
    bureau.entered()
    ask(bureau)
    bureau.clock.advance(seconds=15 * 60)
    assert post.letters == []


@pytest.mark.parametrize("change", ["cut", "other proof", "other workspace", "no letters of ours"])
def test_a_link_that_was_not_ours_is_none(bureau: Bureau, post: PostRoom, change: str) -> None:
    bureau.entered()
    ask(bureau)
    token, workspace = post.last_token(), WORKSPACE
    if change == "other workspace":
        workspace = "other-house"
    else:
        token = {
            "cut": token[:-1],
            "other proof": token[:26] + "0" * 32,
            "no letters of ours": token[:-1] + "é",
        }[change]
    with pytest.raises(NotFound):
        use_link(bureau.context, workspace=workspace, token=token)


def test_what_is_no_address_is_told_by_its_field(bureau: Bureau) -> None:
    with pytest.raises(Invalid) as refused:
        ask(bureau, "zoe")
    assert [each.field for each in refused.value.fields] == ["email"]


def test_an_erased_partner_is_let_in_no_more(bureau: Bureau, post: PostRoom) -> None:
    partner = bureau.entered()
    ask(bureau)
    token = post.last_token()
    erase_person(bureau.context, **WHO, email=ADDRESS, by="ada")
    with pytest.raises(PortalClosed):
        use_link(bureau.context, **WHO, token=token)
    with pytest.raises(PortalClosed):
        require_portal(bureau.context, **WHO, partner=partner.id)


def test_a_partner_banned_from_every_program_is_let_in_no_more(
    bureau: Bureau, post: PostRoom
) -> None:
    first, second = bureau.opened(), bureau.opened(name="Été")
    enrollments = [bureau.pending(each) for each in (first, second)]
    partner = enrollments[0].partner_id
    for number, each in enumerate(enrollments):
        ban = {**WHO, "enrollment": each.id, "by": "ada"}
        decide_enrollment(bureau.context, Decision.BAN, **ban)
        if number == 0:
            assert require_portal(bureau.context, **WHO, partner=partner).id == partner
    with pytest.raises(PortalClosed):
        require_portal(bureau.context, **WHO, partner=partner)
    ask(bureau, "elise@carnet.example")
    assert post.letters == []


def test_the_mail_is_written_once_whatever_is_repeated(bureau: Bureau, post: PostRoom) -> None:
    bureau.entered()
    ask(bureau)
    [link] = bureau.database.collection("sign_in_links").find(WORKSPACE, {}).items
    post.work()
    stand = bureau.context.stores.sign_in_links
    # As after an end between the mail and the note that it is written.
    stand.change(WORKSPACE, link["_id"], lambda each: (_unwritten(each, bureau), ()))
    post.work()
    assert len(post.letters) == 1


def _unwritten(link: SignInLink, bureau: Bureau) -> SignInLink:
    return replace(link, written_at=None, due_at=bureau.clock.now())
