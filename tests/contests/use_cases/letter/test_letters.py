"""Letters of the team: to one winner or to all, once for each press, to nobody without a place."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup

from services.contests.domain.contest import Contest, retention_end
from services.contests.domain.letter import Letter, LetterSent, LetterState, NobodyToWriteTo
from services.contests.domain.letter.letter import KEPT
from services.contests.domain.winner import MOST_LETTERS, Winner
from services.contests.stores.letters import letter_of
from services.contests.use_cases.contest.erase_people import erase_people
from services.contests.use_cases.entry.export_own import own_data
from services.contests.use_cases.entry.withdraw import erase_entry
from services.contests.use_cases.letter.ask import ask_letter
from services.contests.use_cases.letter.begin import begin_letter
from services.contests.use_cases.letter.write import look_after_letter
from services.contests.use_cases.people.read import read_person
from services.contests.use_cases.winner.read_people import read_winner
from shared.documents import Document
from shared.errors import Invalid, NotFound
from shared.mail import Mail
from shared.post import MailState
from tests.contests.pump import Pump
from tests.contests.putting import put
from tests.contests.use_cases.winner.acts import answer, at_place, drawn, fulfil
from tests.contests.world import WORKSPACE, World

WORDS: dict[str, Any] = {
    "subject": {"fr": "Votre lot arrive", "en": "Your prize is coming"},
    "text": {"fr": "Bientôt chez vous.\n\nÀ bientôt !", "en": "Soon at your door."},
}

# So many winners read both languages between them.
MANY: dict[str, Any] = {"prizes": [{"name": "Livre", "count": 8}]}


def write(
    world: World, contest: Contest, *, ref: str = "", key: str = "press-1", **changes: Any
) -> Letter:
    """Ask for a letter, as counted now unless `as_of` says when."""
    as_of = changes.pop("as_of", world.clock.now())
    return ask_letter(
        world.context,
        workspace=WORKSPACE,
        contest=contest.id,
        by="a-7",
        given={**WORDS, **changes},
        as_of=as_of,
        ref=ref,
        idempotency_key=key,
    )


def now(world: World, letter: Letter) -> Letter:
    found = world.context.stores.letters.find(WORKSPACE, letter.id)
    assert found
    return found


def seated(world: World, contest: Contest, places: int = 3) -> list[Winner]:
    return [at_place(world, contest, place) for place in range(1, places + 1)]


def letters(world: World) -> list[Mail]:
    """Return the mails of letters."""
    return [mail for mail in world.inbox() if mail.subject in WORDS["subject"].values()]


def language(world: World, winner: Winner) -> str:
    entry = world.context.stores.entries.get(WORKSPACE, winner.contest_id, winner.entry_id)
    return entry.language


def address(world: World, winner: Winner) -> str:
    entry = world.context.stores.entries.get(WORKSPACE, winner.contest_id, winner.entry_id)
    return entry.person.email


def test_each_winner_gets_it_in_their_language_and_it_stays_with_them(world: World) -> None:
    contest, pump = drawn(world, **MANY)
    letter = write(world, contest)
    pump.run()
    found = seated(world, contest, 8)
    got = {mail.to: mail for mail in letters(world)}
    assert set(got) == {address(world, winner) for winner in found}
    for winner in found:
        spoken = language(world, winner)
        (own,) = winner.letters
        assert (own.subject, own.text) == (WORDS["subject"][spoken], WORDS["text"][spoken])
        assert (own.id, own.by, own.at) == (letter.id, "a-7", letter.asked_at)
        mail = got[address(world, winner)]
        assert mail.subject == own.subject
        assert own.text.split()[0] in mail.text
        assert mail.headers["Reply-To"] == "jeu@lumen.example"
    assert {language(world, winner) for winner in found} == {"fr", "en"}
    done = now(world, letter)
    assert (done.state, done.written, done.left_out) == (LetterState.WRITTEN, 8, ())
    assert (done.subject, done.text) == (WORDS["subject"], {})


def test_one_winner_is_written_to_alone_in_one_language(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 2)
    spoken = language(world, winner)
    words = {"subject": {spoken: "À vous"}, "text": {spoken: "Voici."}}
    letter = write(world, contest, ref=winner.ref, **words)
    pump.run()
    assert (now(world, letter).subject, now(world, letter).text) == ({}, {})
    assert [len(each.letters) for each in seated(world, contest)] == [0, 1, 0]
    assert [mail.to for mail in world.inbox() if mail.subject == "À vous"] == [
        address(world, winner)
    ]


def test_what_lacks_in_a_language_of_the_page_is_said(world: World) -> None:
    contest, _ = drawn(world, **MANY)
    with pytest.raises(Invalid) as refused:
        write(world, contest, subject={"fr": "Objet"}, text={"en": "Text", "fr": "   "})
    assert [(each.field, each.code) for each in refused.value.fields] == [
        ("text.fr", "missing"),
        ("subject.en", "missing"),
    ]
    winner = at_place(world, contest, 1)
    spoken = language(world, winner)
    with pytest.raises(Invalid) as refused:
        write(world, contest, ref=winner.ref, subject={}, text={spoken: "Voici."})
    assert [each.field for each in refused.value.fields] == [f"subject.{spoken}"]


def test_the_same_press_is_one_letter_however_often_it_comes(world: World) -> None:
    contest, _ = drawn(world)
    first = write(world, contest)
    again = write(world, contest)
    assert again.id == first.id
    pump = Pump(world, times=3)
    pump.run()
    late = write(world, contest)
    pump.run()
    assert (late.id, late.written) == (first.id, 3)
    assert len(letters(world)) == 3
    assert [len(winner.letters) for winner in seated(world, contest)] == [1, 1, 1]
    write(world, contest, key="press-2")
    pump.run()
    assert len(letters(world)) == 6


def test_another_text_from_a_form_that_was_sent_is_refused_not_lost_in_silence(
    world: World,
) -> None:
    contest, pump = drawn(world)
    write(world, contest)
    pump.run()
    with pytest.raises(LetterSent):
        write(world, contest, text={"fr": "Autre", "en": "Other"})
    with pytest.raises(LetterSent):
        winner = at_place(world, contest, 1)
        write(world, contest, ref=winner.ref)


def test_who_lost_the_place_since_the_preview_is_not_written_to_and_it_is_said(
    world: World,
) -> None:
    contest, pump = drawn(world)
    as_of = world.clock.now()
    world.clock.advance(minutes=1)
    gone = at_place(world, contest, 1)
    answer(world, gone, accept=False)
    pump.run()
    heir = at_place(world, contest, 1)
    letter = write(world, contest, as_of=as_of)
    pump.run()
    done = now(world, letter)
    assert (done.written, done.left_out) == (2, (gone.ref,))
    assert address(world, gone) not in [mail.to for mail in letters(world)]
    assert (heir.ref != gone.ref, heir.letters) == (True, ())


def test_who_is_replaced_is_not_written_to(world: World) -> None:
    contest, pump = drawn(world)
    gone = at_place(world, contest, 1)
    answer(world, gone, accept=False)
    pump.run()
    world.clock.advance(minutes=1)
    with pytest.raises(NobodyToWriteTo):
        write(world, contest, ref=gone.ref)
    with pytest.raises(NobodyToWriteTo):
        begin_letter(world.context, workspace=WORKSPACE, contest=contest.id, ref=gone.ref)
    letter = write(world, contest)
    pump.run()
    done = now(world, letter)
    assert (done.written, done.left_out) == (3, ())


def test_a_mail_that_waits_is_dropped_where_the_place_was_lost(world: World) -> None:
    contest, pump = drawn(world)
    letter = write(world, contest)
    world.due("letters", lambda each: look_after_letter(world.context, letter_of(each)))
    gone = at_place(world, contest, 1)
    answer(world, gone, accept=False)
    pump.run()
    assert address(world, gone) not in [mail.to for mail in letters(world)]
    page = read_winner(
        world.context, workspace=WORKSPACE, contest=contest.id, ref=gone.ref, by="a-1"
    )
    assert page.letters is not None
    assert page.letters[letter.id].state is MailState.DROPPED


class Killed(Exception):
    """The process ended here."""


def killing(at: int, world: World) -> Any:
    """Return mails whose nth write ends the process."""
    inner = world.context.stores.mails

    class Mails:
        left = at

        def __getattr__(self, name: str) -> Any:
            return getattr(inner, name)

        def add(self, mails: Any) -> None:
            self.left -= 1
            if self.left == 0:
                raise Killed
            inner.add(mails)

    return Mails()


@pytest.mark.parametrize("at", [1, 2, 3])
def test_one_that_broke_off_goes_on_and_nobody_gets_it_twice(world: World, at: int) -> None:
    contest, pump = drawn(world)
    letter = write(world, contest)
    broken = replace(world.context, post=replace(world.context.post, mails=killing(at, world)))
    with pytest.raises(Killed):
        world.due("letters", lambda each: look_after_letter(broken, letter_of(each), page=2))
    world.clock.advance(minutes=1)
    pump.run()
    done = now(world, letter)
    assert (done.written, done.left_out) == (3, ())
    assert len(letters(world)) == 3


def test_two_workers_at_one_page_count_it_once(world: World) -> None:
    contest, pump = drawn(world)
    letter = write(world, contest)
    for _ in range(2):
        look_after_letter(world.context, letter)
    pump.run()
    assert (now(world, letter).written, len(letters(world))) == (3, 3)


@pytest.mark.parametrize("page", [1, 2, 5])
def test_every_winner_is_reached_a_page_at_a_time(world: World, page: int) -> None:
    contest, pump = drawn(world, 20, prizes=[{"name": "Livre", "count": 5}])
    letter = write(world, contest)

    def look(each: Document) -> None:
        look_after_letter(world.context, letter_of(each), page=page)

    assert world.due("letters", look) >= 5 // page
    pump.run()
    assert (now(world, letter).written, len(letters(world))) == (5, 5)


def test_a_winner_has_so_many_letters_and_no_more(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    for number in range(MOST_LETTERS):
        write(world, contest, ref=winner.ref, key=f"press-{number}")
    pump.run()
    with pytest.raises(NobodyToWriteTo):
        write(world, contest, ref=winner.ref, key="one too many")
    letter = write(world, contest, key="all")
    pump.run()
    assert (now(world, letter).written, now(world, letter).left_out) == (2, (winner.ref,))
    assert len(at_place(world, contest, 1).letters) == MOST_LETTERS


def test_erasing_the_person_erases_their_letters_in_each_state(world: World) -> None:
    contest, pump = drawn(world)
    waiting, has_it = at_place(world, contest, 2), at_place(world, contest, 3)
    answer(world, has_it, accept=True)
    fulfil(world, has_it)
    write(world, contest)
    pump.run()
    for winner in (waiting, has_it):
        entry = world.context.stores.entries.get(WORKSPACE, contest.id, winner.entry_id)
        erase_entry(world.context, entry)
    pump.run()
    stored = {
        each.ref: each for each in world.context.stores.winners.of_contest(WORKSPACE, contest.id)
    }
    assert stored[waiting.ref].letters == stored[has_it.ref].letters == ()
    assert len(at_place(world, contest, 1).letters) == 1


def test_who_is_erased_while_it_is_written_keeps_no_letter(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    letter = write(world, contest)
    entry = world.context.stores.entries.get(WORKSPACE, contest.id, winner.entry_id)
    world.context.stores.entries.change(entry, lambda found: (found.forget(), ()))
    pump.run()
    done = now(world, letter)
    assert (done.written, done.left_out) == (2, (winner.ref,))
    assert at_place(world, contest, 1).letters == ()


def test_the_letters_end_with_the_people_of_the_contest(world: World) -> None:
    contest, pump = drawn(world)
    write(world, contest)
    pump.run()
    while contest.erased_at is None:
        erase_people(world.context, contest)
        contest = world.now(contest)
    winners = world.context.stores.winners.of_contest(WORKSPACE, contest.id)
    assert [winner.letters for winner in winners] == [()] * 3
    with pytest.raises(NobodyToWriteTo):
        begin_letter(world.context, workspace=WORKSPACE, contest=contest.id)


def test_who_takes_their_data_has_the_letters_too(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    write(world, contest)
    pump.run()
    entry = world.context.stores.entries.get(WORKSPACE, contest.id, winner.entry_id)
    taken = own_data(world.context, entry)
    assert taken.winner
    spoken = language(world, winner)
    assert [each.text for each in taken.winner.letters] == [WORDS["text"][spoken]]
    assert [mail.purpose for mail in taken.mails].count("letter") == 1


def test_the_audit_is_told_in_the_write_by_ids_alone(world: World) -> None:
    contest, _ = drawn(world)
    winner = at_place(world, contest, 1)
    write(world, contest)
    write(world, contest, ref=winner.ref, key="press-2")
    write(world, contest, ref=winner.ref, key="press-2")
    events = [
        event
        for waiting in world.database.collection("letters").pending(10)
        for event in waiting.events
    ]
    assert {event.topic for event in events} == {"contests.audit"}
    said = sorted((e.data["act"], e.data["account_id"], tuple(e.data["refs"])) for e in events)
    assert said == [("letter", "a-7", ()), ("letter", "a-7", (winner.ref,))]
    for text in (*WORDS["subject"].values(), *WORDS["text"].values(), "Zoé", "entrants.example"):
        assert not [event for event in events if text in repr(event)]


def test_it_is_known_for_thirteen_months_that_it_was_written(world: World) -> None:
    contest, pump = drawn(world, data={"retention_days": 1000})
    letter = write(world, contest)
    pump.run()
    world.clock.set(letter.asked_at + KEPT - timedelta(minutes=1))
    world.due("letters", lambda each: look_after_letter(world.context, letter_of(each)))
    assert now(world, letter)
    world.clock.advance(minutes=1)
    world.due("letters", lambda each: look_after_letter(world.context, letter_of(each)))
    assert world.context.stores.letters.find(WORKSPACE, letter.id) is None


def test_before_the_draw_there_is_nobody(world: World) -> None:
    with pytest.raises(NotFound):
        begin_letter(world.context, workspace=WORKSPACE, contest=world.opened().id)


def test_a_letter_begins_with_words_that_are_true_in_each_language(world: World) -> None:
    contest, _ = drawn(world, **MANY)
    begun = begin_letter(world.context, workspace=WORKSPACE, contest=contest.id)
    assert (begun.people, begun.languages) == (8, ("fr", "en"))
    assert begun.words.subject == {
        "fr": "Au sujet de votre lot de «\u00a0Printemps\u00a0: le jeu\u00a0»",
        "en": "About your prize in “Spring”",
    }
    assert "Répondez à ce message." in begun.words.text["fr"]
    winner = at_place(world, contest, 1)
    one = begin_letter(world.context, workspace=WORKSPACE, contest=contest.id, ref=winner.ref)
    spoken = language(world, winner)
    assert (one.people, one.languages) == (1, (spoken,))
    assert "Livre" in one.words.subject[spoken]
    assert "Maison Lumen" in one.words.text[spoken]


def test_a_contest_that_nobody_can_answer_promises_no_answer(world: World) -> None:
    contest, _ = drawn(world, **MANY)
    settings = {**contest.settings, "organiser": {"name": "Maison Lumen", "contact": "12 rue X"}}
    silent = put(world.context, contest, settings=settings)
    begun = begin_letter(world.context, workspace=WORKSPACE, contest=silent.id)
    assert "Répondez" not in begun.words.text["fr"]


def test_it_is_not_known_beyond_the_people_of_the_contest(world: World) -> None:
    contest, pump = drawn(world, data={"retention_days": 30})
    letter = write(world, contest)
    pump.run()
    assert now(world, letter).due_at == retention_end(world.now(contest))


def test_the_page_of_a_person_opens_their_letter_as_it_was_sent(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    write(world, contest, ref=winner.ref)
    pump.run()
    found = read_person(
        world.context, workspace=WORKSPACE, contest=contest.id, ref=winner.ref, by="a-1"
    )
    (view,) = found.people
    letters = [mail for mail in view.mails if mail.purpose == "letter"]
    assert [view.letters[mail.context["letter"]].text for mail in letters] == [
        WORDS["text"][view.reviewed.entry.language]
    ]


def test_no_letter_of_who_is_erased_is_shown_though_no_event_came_yet(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    write(world, contest)
    pump.run()
    whose = WORKSPACE, contest.id, winner.entry_id
    gone = erase_entry(world.context, world.context.stores.entries.get(*whose))
    assert at_place(world, contest, 1).letters
    asked = {"workspace": WORKSPACE, "contest": contest.id, "ref": winner.ref, "by": "a-1"}
    (view,) = read_person(world.context, **asked).people
    ((shown, _),) = read_winner(world.context, **asked).winners
    own = own_data(world.context, gone).winner
    assert (view.letters, shown.letters, own and own.letters) == ({}, (), ())


def test_a_letter_is_asked_for_in_the_languages_that_winners_read(world: World) -> None:
    contest, pump = drawn(world)
    read = {language(world, winner) for winner in seated(world, contest)}
    begun = begin_letter(world.context, workspace=WORKSPACE, contest=contest.id)
    assert set(begun.languages) == read == {"en"}
    words = {name: {"en": texts["en"]} for name, texts in WORDS.items()}
    letter = write(world, contest, **words)
    pump.run()
    assert now(world, letter).written == 3
    assert {mail.subject for mail in letters(world)} == {"Your prize is coming"}


def test_the_same_press_is_one_letter_though_its_only_reader_of_a_language_left(
    world: World,
) -> None:
    contest, pump = drawn(world, **MANY)
    first, counted = write(world, contest), world.clock.now()
    for winner in seated(world, contest, 8):
        if language(world, winner) == "fr":
            answer(world, winner, accept=False)
    assert write(world, contest, as_of=counted) == first
    pump.run()


def test_nobody_writes_to_who_is_erased_nor_counts_them(world: World) -> None:
    contest, pump = drawn(world)
    answer(world, at_place(world, contest, 2), accept=True)
    fulfil(world, at_place(world, contest, 2))
    pump.run()
    gone = at_place(world, contest, 2)
    whose = WORKSPACE, contest.id, gone.entry_id
    erase_entry(world.context, world.context.stores.entries.get(*whose))
    assert begin_letter(world.context, workspace=WORKSPACE, contest=contest.id).people == 2
    with pytest.raises(NobodyToWriteTo):
        begin_letter(world.context, workspace=WORKSPACE, contest=contest.id, ref=gone.ref)
    shown = read_winner(
        world.context, workspace=WORKSPACE, contest=contest.id, ref=gone.ref, by="a-7"
    )
    assert shown.writable is False


def test_a_letter_says_in_its_page_and_its_mail_in_which_language_it_is(world: World) -> None:
    contest, pump = drawn(world, **MANY)
    write(world, contest)
    pump.run()
    for mail in letters(world):
        spoken = next(each for each, said in WORDS["subject"].items() if said == mail.subject)
        soup = BeautifulSoup(mail.html, "html.parser")
        body = soup.select_one(f"[role=article] > div[lang={spoken}]")
        assert body is not None
        assert WORDS["text"][spoken].split()[0] in body.get_text()
    for winner in seated(world, contest, 8):
        assert [each.language for each in winner.letters] == [language(world, winner)]
