"""The pages of one's entry and data: looking, erasing, stopping the news."""

import json

from services.contests.domain.tokens import MANAGE, token_of
from services.contests.use_cases.contest.cancel import cancel_contest
from services.contests.use_cases.contest.keys import address_secret
from tests.contests.pump import Pump
from tests.contests.world import WORKSPACE
from tests.gateway.conftest import ORIGIN
from tests.gateway.products.contests.public.conftest import Fair, words
from tests.gateway.products.contests.public.mail_links.links import (
    OWN,
    WITHOUT_NEWS,
    entry_link,
    entry_state,
)

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def test_an_entry_can_be_looked_at_with_its_receipt(fair: Fair) -> None:
    link = entry_link(fair)
    page = fair.someone().get(link)
    assert "Confirmée" in words(page)
    file = fair.someone().get(f"{link}/receipt.json")
    assert json.loads(file.data)["ref"] in words(page)


def test_what_is_kept_of_a_person_is_shown_to_them(fair: Fair) -> None:
    page = words(fair.someone().get(entry_link(fair, opt_in="yes")))
    for shown in ("Inès", "France", "ines@example.org", "Lettre d’information"):
        assert shown in page
    assert "Tout s’efface automatiquement au plus tard le" in page


def test_ones_data_is_taken_away_as_a_file(fair: Fair) -> None:
    answer = fair.someone().get(f"{entry_link(fair, opt_in='yes')}/data.json")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="data-e-')
    data = json.loads(answer.data)
    assert (data["first_name"], data["email"]) == ("Inès", "ines@example.org")
    assert "Je veux la lettre." in [each["text"] for each in data["consents"]]


def test_someone_who_never_confirmed_erases_what_was_typed_by_the_mail_to_confirm(
    fair: Fair,
) -> None:
    fair.someone().enter(fair.page(fair.opened()))
    link, someone = fair.mailed("/withdraw"), fair.someone()
    page = words(someone.get(link.removesuffix("/withdraw")))
    assert "elle peut seulement être effacée" in page
    assert "Inès" not in page
    assert "France" not in page
    assert someone.get(link.replace("/withdraw", "/data.json")).status_code == 404
    assert "Effacer vos données" in words(someone.get(link))
    assert someone.post(link).status_code == 303
    assert entry_state(fair) == "withdrawn"
    # The file keeps what the last page of its log holds until it is written anew.
    stored = fair.world.database.collection("entries").find(WORKSPACE, {}).items
    assert "ines@example.org" not in repr(stored)


def test_a_winner_reads_what_erasing_does_to_the_prize(fair: Fair) -> None:
    fair.world.drawn(3, **WITHOUT_NEWS)
    claim = fair.mailed("/claim/")
    ref = fair.world.inbox()[-1].text.split(" e-")[1][:16]
    winners = fair.world.database.collection("entries").find(WORKSPACE, {}).items
    entry = next(each for each in winners if each["ref"] == f"e-{ref}")
    contest = fair.world.context.stores.contests.get(WORKSPACE, entry["contest_id"])
    token = token_of(address_secret(fair.world.context, contest), MANAGE, entry["_id"])
    link, someone = f"/fr/w/{WORKSPACE}/entry/{token}", fair.someone()
    assert "Vous renonceriez au lot" in words(someone.get(link))
    assert "vous y renoncez" in words(someone.get(f"{link}/withdraw"))
    someone.post(f"{link}/withdraw", {"gives_up": "yes"})
    Pump(fair.world).run()
    assert someone.get(claim).status_code in (200, 404)
    assert "Votre lot" not in words(someone.get(link))


def test_erasing_is_said_in_words_before_and_after(fair: Fair) -> None:
    link = entry_link(fair)
    someone = fair.someone()
    assert "Cela ne peut pas être annulé" in words(someone.get(f"{link}/withdraw"))
    assert entry_state(fair) == "confirmed"
    left = someone.post(f"{link}/withdraw")
    assert (left.status_code, left.location) == (303, link)
    assert entry_state(fair) == "withdrawn"
    assert "Votre nom et votre adresse ont été effacés" in words(someone.get(link))


def test_a_receipt_is_offered_for_what_it_still_proves(fair: Fair) -> None:
    link, someone = entry_link(fair), fair.someone()
    assert "Si vous manquiez à la liste, il le prouverait" in words(someone.get(link))
    someone.post(f"{link}/withdraw")
    page = someone.get(link)
    assert "prouverait" not in words(page)
    assert "receipt.json" not in page.text


def takes_news(fair: Fair, link: str) -> bool:
    """Tell what the page of the entry says."""
    return "Arrêter… la lettre" in words(fair.someone().get(link))


def test_a_mail_program_unsubscribes_by_one_post_and_the_entry_stays(fair: Fair) -> None:
    link = entry_link(fair, opt_in="yes")
    assert takes_news(fair, link)
    client = fair.someone().client
    answer = client.post(fair.mailed("/unsubscribe"), base_url=ORIGIN, data=ONE_CLICK)
    assert answer.status_code == 200
    assert not takes_news(fair, link)
    assert entry_state(fair) == "confirmed"


def test_a_person_unsubscribes_by_the_button(fair: Fair) -> None:
    link, someone = entry_link(fair, opt_in="yes"), fair.someone()
    stop = fair.mailed("/unsubscribe")
    assert stop in someone.get(link).get_data(as_text=True)
    assert "Vous ne recevez pas" not in words(someone.get(stop))
    assert "Vous ne recevez pas" in words(someone.post(stop))


def test_the_link_to_ones_entry_does_not_stop_the_news_itself(fair: Fair) -> None:
    link = entry_link(fair, opt_in="yes")
    client = fair.someone().client
    answer = client.post(f"{link}/unsubscribe", base_url=ORIGIN, data=ONE_CLICK)
    assert answer.status_code == 404
    assert takes_news(fair, link)


def test_who_left_reads_no_word_of_chances_when_stopping_the_news(fair: Fair) -> None:
    link, someone = entry_link(fair, opt_in="yes"), fair.someone()
    stop = fair.mailed("/unsubscribe")
    someone.post(f"{link}/withdraw")
    said = words(someone.get(stop))
    assert "Vous avez quitté ce concours" in said
    assert "chances" not in said


def test_an_entry_of_a_contest_that_was_called_off_promises_no_draw(fair: Fair) -> None:
    contest = fair.opened()
    fair.confirmed(contest, opt_in="yes")
    link = fair.mailed(OWN)
    cancel_contest(fair.world.context, workspace=WORKSPACE, contest=contest.id, reason="Pluie.")
    someone = fair.someone()
    for ending in ("", "/withdraw"):
        said = words(someone.get(link + ending))
        assert "annulé" in said
        assert "Vous ne participez pas au tirage" not in said
        assert "il le prouverait" not in said
    assert "tirage lui-même" not in words(someone.get(fair.mailed("/unsubscribe")))
