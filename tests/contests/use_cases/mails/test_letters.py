"""Each mail says what it is for, to the person it is for."""

import json
import re

from services.contests.domain.contest import Contest, State
from services.contests.domain.entry import Entry, ExclusionReason
from services.contests.domain.tokens import token_hash
from services.contests.use_cases.contest.cancel import cancel_contest
from services.contests.use_cases.entry.exclude import exclude_entry
from services.contests.use_cases.entry.reinstate import reinstate_entry
from tests.contests.pump import Pump
from tests.contests.putting import put
from tests.contests.receipts import receipt_holds
from tests.contests.world import WORKSPACE, World


def test_a_form_is_answered_by_a_link_that_confirms(world: World) -> None:
    contest = world.opened()
    entry = world.submitted(contest, 1)
    Pump(world).run()
    (mail,) = world.inbox()
    assert mail.to == "person1@entrants.example"
    assert mail.sender == "Maison Lumen <bonjour@jeux.example>"
    found = re.search(r"https://jeux.example/fr/w/maison-lumen/confirm/(\S+)", mail.text)
    assert found is not None
    assert token_hash(found[1]) == entry.confirm_token
    assert found[0] in mail.html


def test_a_no_break_space_of_the_organisers_name_is_a_space_in_the_sender(world: World) -> None:
    world.submitted(world.opened(organiser={"name": "A\u00a0&\u202fCie"}), 1)
    Pump(world).run()
    assert world.inbox()[0].sender == "A & Cie <bonjour@jeux.example>"


def test_an_organisers_name_reaches_the_sender_letter_for_letter(world: World) -> None:
    name = 'Café "Le Zinc", l’école @ Épinal'
    world.submitted(world.opened(organiser={"name": name}), 1)
    Pump(world).run()
    (mail,) = world.mailer.messages
    (sender,) = mail["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (name, "bonjour@jeux.example")


def test_an_answer_reaches_the_organiser_who_has_an_address(world: World) -> None:
    world.submitted(world.opened(organiser={"name": "Lumen", "contact": "jeu@lumen.example"}), 1)
    world.submitted(world.opened(organiser={"name": "Lumen", "contact": "+33 4 90 00 00 00"}), 1)
    Pump(world).run()
    first, second = world.inbox()
    assert {first.headers.get("Reply-To"), second.headers.get("Reply-To")} == {
        "jeu@lumen.example",
        None,
    }


def test_a_title_with_guillemets_is_not_quoted_twice_alike(world: World) -> None:
    contest = put(world.context, world.opened(), texts={"fr": {"title": "La « Grande » tombola"}})
    world.submitted(contest, 1)
    Pump(world).run()
    (mail,) = world.inbox()
    assert mail.subject.endswith("«\u00a0La “Grande” tombola\u00a0»")


def test_only_the_mail_says_that_someone_is_already_in(world: World) -> None:
    contest = world.opened()
    world.entered(contest, 1)
    Pump(world).run()
    world.submitted(contest, 1)
    Pump(world).run()
    mail = world.inbox()[-1]
    assert "/confirm/" not in mail.text
    assert mail.subject.startswith("Vous participez déjà")


def test_a_confirmed_entry_gets_its_signed_receipt(world: World) -> None:
    contest = world.opened()
    (entry,) = world.entered(contest, 1)
    Pump(world).run()
    (mail,) = world.inbox()
    receipt = json.loads(mail.attachments[0].content)
    assert receipt["ref"] == entry.ref
    assert receipt_holds(contest.settings["receipts"], receipt)


def excluded(world: World, entry: Entry) -> None:
    """Take an entry out."""
    where = {"workspace": WORKSPACE, "contest": entry.contest_id, "entry": entry.id}
    exclude_entry(world.context, **where, reason=ExclusionReason.FRAUD, by="ada")


def reinstated(world: World, entry: Entry) -> None:
    """Take the exclusion back."""
    where = {"workspace": WORKSPACE, "contest": entry.contest_id, "entry": entry.id}
    reinstate_entry(world.context, **where)


def test_whoever_was_excluded_is_told_and_told_again_when_it_is_taken_back(world: World) -> None:
    one, two = world.entered(world.opened(), 2)
    Pump(world).run()
    before = len(world.inbox())
    for decide in (excluded, reinstated):
        decide(world, one)
        decide(world, two)
        Pump(world, times=2).run()
    subjects = [(mail.to[:7], mail.subject) for mail in world.inbox()[before:]]
    title = "Printemps\u00a0: le jeu"
    assert sorted(subjects) == [
        ("person1", f"Votre participation à «\u00a0{title}\u00a0» a été écartée"),
        ("person1", f"Votre participation à «\u00a0{title}\u00a0» est rétablie"),
        ("person2", "Your entry in “Spring” takes part again"),
        ("person2", "Your entry in “Spring” was excluded"),
    ]


def test_whoever_is_excluded_once_more_is_not_told_that_they_are_back(world: World) -> None:
    (entry,) = world.entered(world.opened(), 1)
    for decide in (excluded, reinstated, excluded):
        decide(world, entry)
    Pump(world).run()
    assert not [mail for mail in world.inbox() if "rétablie" in mail.subject]


def test_someone_who_left_gets_no_mail_and_mails_keep_no_address(world: World) -> None:
    contest = world.opened()
    (entry,) = world.entered(contest, 1)
    Pump(world).deliver()
    world.withdrawn(entry)
    Pump(world).run()
    assert world.inbox() == []
    mails = world.database.collection("mails").find(WORKSPACE, {}).items
    assert mails
    assert "entrants.example" not in repr(mails)
    assert {mail["state"] for mail in mails} == {"dropped"}


def test_only_mails_that_may_carry_news_can_be_unsubscribed_from(world: World) -> None:
    contest = world.opened()
    world.entered(contest, 3)
    Pump(world).run()
    with_header = [mail for mail in world.inbox() if "List-Unsubscribe" in mail.headers]
    assert [mail.to for mail in with_header] == ["person3@entrants.example"]
    (mail,) = with_header
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail.headers["List-Unsubscribe"].strip("<>")
    assert re.fullmatch(
        r"https://jeux\.example/fr/w/maison-lumen/entry/[\w-]{22}/unsubscribe", address
    )
    world.submitted(contest, 6)
    Pump(world).run()
    assert "List-Unsubscribe" not in world.inbox()[-1].headers


def test_nobody_is_asked_to_confirm_in_a_contest_that_was_called_off(world: World) -> None:
    contest = world.opened()
    world.submitted(contest, 1)
    put(world.context, contest, state=State.CANCELLED, due_at=None)
    Pump(world).run()
    assert world.inbox() == []


def test_a_stranger_whose_address_is_typed_again_and_again_gets_few_mails(world: World) -> None:
    contest = world.opened()
    for _ in range(10):
        world.submitted(contest, 1)
        world.clock.advance(minutes=1)
        Pump(world).run()
    world.submitted(contest, 2)
    Pump(world).run()
    assert [mail.to for mail in world.inbox()].count("person1@entrants.example") == 3
    assert world.inbox()[-1].to == "person2@entrants.example"
    mails = world.database.collection("mails").find(WORKSPACE, {}).items
    assert sorted(mail["state"] for mail in mails) == ["dropped"] * 7 + ["sent"] * 4
    world.clock.advance(days=1)
    world.submitted(contest, 1)
    Pump(world).run()
    assert world.inbox()[-1].to == "person1@entrants.example"


def test_whoever_erases_what_a_stranger_typed_may_enter_at_once(world: World) -> None:
    contest = world.opened()
    typed = [world.submitted(contest, 1) for _ in range(3)]
    Pump(world).run()
    for entry in typed:
        world.withdrawn(entry)
    pump = Pump(world, times=2)
    pump.run()
    for _ in range(5):
        world.submitted(contest, 1)
        pump.run()
    assert [mail.to for mail in world.inbox()].count("person1@entrants.example") == 6


def called_off(world: World, contest: Contest) -> None:
    """Cancel a contest."""
    cancel_contest(
        world.context, workspace=WORKSPACE, contest=contest.id, reason="La maison ferme."
    )


def test_whoever_takes_part_is_told_once_that_the_contest_was_called_off(world: World) -> None:
    contest = world.opened()
    world.entered(contest, 2)
    world.submitted(contest, 3)
    Pump(world).run()
    before = len(world.inbox())
    called_off(world, contest)
    Pump(world).run()
    told = world.inbox()[before:]
    assert sorted(mail.to for mail in told) == [
        "person1@entrants.example",
        "person2@entrants.example",
    ]
    assert all("La maison ferme." in mail.text for mail in told)
