"""Consent to the newsletter: a record of its own, until it is withdrawn or its time is over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.contests.domain.contest import Contest
from services.contests.domain.entry import Consent, Entry
from services.contests.domain.newsletter import NewsletterConsent
from services.contests.domain.tokens import CONFIRM, MANAGE, UNSUBSCRIBE, token_of
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.confirm import confirm_entry
from services.contests.use_cases.entry.correct import correct_entry
from services.contests.use_cases.entry.export_own import export_own_data
from services.contests.use_cases.entry.read_own import read_own_entry
from services.contests.use_cases.entry.unsubscribe import read_subscription, stop_news, unsubscribe
from services.contests.use_cases.entry.withdraw import erase_entry, withdraw_entry
from services.contests.use_cases.newsletter.list import list_consents
from services.contests.use_cases.newsletter.record import record_consent
from tests.contests.pump import Pump
from tests.contests.world import START, WORKSPACE, World

NEWS: dict[str, Any] = {
    "retention_days": 60,
    "opt_in": True,
    "opt_in_text": {"fr": "Écrivez-moi.", "en": "Write to me."},
    "newsletter_years": 3,
}
# Of the people of a world, every third one ticks the box.
READER, OTHER = 3, 4


def entered(world: World, person: int = READER, **data: Any) -> Entry:
    """Let somebody enter a contest of their own and confirm, and the worker do its part."""
    contest = world.opened(data={**NEWS, **data})
    entry = world.confirmed(contest, world.submitted(contest, person))
    Pump(world).run()
    return entry


def consents(world: World) -> list[NewsletterConsent]:
    return [
        consent
        for contest in world.context.stores.contests.page(WORKSPACE).items
        for consent in list_consents(world.context, workspace=WORKSPACE, contest=contest.id).items
    ]


def token(world: World, entry: Entry, purpose: str) -> str:
    contest = world.context.stores.contests.get(WORKSPACE, entry.contest_id)
    return token_of(address_secret(world.context, contest), purpose, entry.id)


def stop(world: World, entry: Entry) -> None:
    unsubscribe(world.context, workspace=WORKSPACE, token=token(world, entry, UNSUBSCRIBE))


def erase(world: World, entry: Entry) -> None:
    withdraw_entry(world.context, workspace=WORKSPACE, token=token(world, entry, MANAGE))


def stored(world: World) -> str:
    """Return all that is kept of newsletters."""
    names = ("newsletter_consents", "newsletter_suppressions", "workspace_keys")
    found = (world.database.collection(name).find(WORKSPACE, {}).items for name in names)
    return repr(list(found))


def test_a_confirmed_tick_leaves_a_record_with_its_proof(world: World) -> None:
    entry = entered(world)
    (kept,) = consents(world)
    assert (kept.email, kept.first_name) == (entry.person.email, entry.person.first_name)
    assert (kept.text, kept.language, kept.organiser) == ("Écrivez-moi.", "fr", "Maison Lumen")
    assert (kept.ticked_at, kept.confirmed_at) == (START, entry.confirmed_at)
    assert kept.kept_until == START.replace(year=START.year + 3)


def test_without_a_tick_or_before_the_confirmation_there_is_none(world: World) -> None:
    entered(world, OTHER)
    world.submitted(world.opened(data=NEWS), READER)
    Pump(world).run()
    assert consents(world) == []


def test_a_contest_that_printed_no_time_leaves_none(world: World) -> None:
    data = {name: value for name, value in NEWS.items() if name != "newsletter_years"}
    contest = world.opened(data=data)
    world.confirmed(contest, world.submitted(contest, READER))
    Pump(world).run()
    assert consents(world) == []


def test_the_same_fact_again_is_the_same_record(world: World) -> None:
    contest = world.opened(data=NEWS)
    world.confirmed(contest, world.submitted(contest, READER))
    Pump(world, times=3).run()
    assert len(consents(world)) == 1


@pytest.mark.parametrize("withdraw", [stop, erase], ids=["unsubscribing", "erasing"])
def test_withdrawn_nothing_but_a_keyed_hash_stays(
    world: World, withdraw: Callable[[World, Entry], None]
) -> None:
    entry = entered(world)
    withdraw(world, entry)
    assert consents(world) == []
    assert "entrants.example" not in stored(world)
    assert "Zoé" not in stored(world)
    assert world.database.collection("newsletter_suppressions").count(WORKSPACE, {}) == 1
    again = stored(world)
    withdraw(world, entry)
    assert stored(world) == again


def test_what_was_withdrawn_does_not_come_back_by_a_fact_that_is_told_again(world: World) -> None:
    entry = entered(world)
    other = entered(world)
    stop(world, entry)
    # The other entry of the same person still says so: its fact may come again at any time.
    assert other.takes_news
    record_consent(world.context, workspace=WORKSPACE, contest=other.contest_id, entry=other.id)
    assert consents(world) == []


def test_whoever_withdraws_while_the_record_is_written_is_obeyed(world: World) -> None:
    contest = world.opened(data=NEWS)
    entry = world.confirmed(contest, world.submitted(contest, READER))
    store = world.context.stores.newsletter_consents

    class Slow:
        """Consents of which the person withdraws just before the first is written."""

        def __getattr__(self, name: str) -> Any:
            return getattr(store, name)

        def add(self, consent: NewsletterConsent) -> None:
            stop(world, entry)
            store.add(consent)

    context = world.with_stores(newsletter_consents=Slow())
    record_consent(context, workspace=WORKSPACE, contest=contest.id, entry=entry.id)
    assert consents(world) == []


@pytest.mark.parametrize("leave", [erase_entry, stop_news], ids=["erasing", "unsubscribing"])
def test_whoever_confirms_once_their_entry_was_read_that_leaves_is_on_no_list(
    world: World, leave: Callable[[Context, Entry], Entry]
) -> None:
    contest = world.opened(data=NEWS)
    read = world.submitted(contest, READER)
    world.confirmed(contest, read)
    Pump(world).run()
    assert len(consents(world)) == 1
    left = leave(world.context, read)
    Pump(world).run()
    assert consents(world) == []
    assert "entrants.example" not in stored(world)
    assert not left.takes_news


def test_one_withdrawal_holds_for_every_contest_and_every_page_says_so(world: World) -> None:
    first, second = entered(world), entered(world)
    assert len(consents(world)) == 2
    stop(world, first)
    assert consents(world) == []
    own = read_own_entry(world.context, workspace=WORKSPACE, token=token(world, second, MANAGE))
    assert "unsubscribe" not in own.actions


def test_whoever_asks_again_later_is_in_again(world: World) -> None:
    stop(world, entered(world))
    world.clock.advance(days=0, minutes=1)
    again = entered(world)
    assert [each.confirmed_at for each in consents(world)] == [again.confirmed_at]


def test_another_workspace_knows_a_person_by_another_key(world: World) -> None:
    entered(world)
    (kept,) = consents(world)
    assert world.context.stores.newsletter_consents.of_address("elsewhere", kept.address_key) == []
    whose = {"workspace": "elsewhere", "contest": kept.contest_id}
    assert list_consents(world.context, **whose).items == []


def test_it_outlives_the_people_of_its_contest_and_nothing_leads_from_one_to_the_other(
    world: World,
) -> None:
    entry = entered(world)
    link = token(world, entry, UNSUBSCRIBE)
    contest = world.context.stores.contests.get(WORKSPACE, entry.contest_id)
    erased = gone(world, contest)
    (kept,) = consents(world)
    assert kept.email == entry.person.email
    left = world.context.stores.entries.get(WORKSPACE, erased.id, entry.id)
    assert not left.names_someone
    assert left.unsubscribe_token != kept.unsubscribe_token
    assert read_subscription(world.context, workspace=WORKSPACE, token=link).actions
    unsubscribe(world.context, workspace=WORKSPACE, token=link)
    assert consents(world) == []


def gone(world: World, contest: Contest) -> Contest:
    """Bring a contest to the end of its people's time."""
    drawn = world.seal(contest)
    world.clock.set(drawn.round_time)
    world.advance(drawn)
    Pump(world).run()
    world.clock.set(contest.schedule.last_answer + timedelta(days=31))
    Pump(world).run()
    return world.now(contest)


def test_it_ends_by_itself_when_its_time_is_over(world: World) -> None:
    entered(world, newsletter_years=1)
    (kept,) = consents(world)
    world.clock.set(kept.kept_until - timedelta(seconds=1))
    Pump(world).run()
    assert consents(world) == [kept]
    world.clock.set(kept.kept_until)
    Pump(world).run()
    assert consents(world) == []
    assert world.database.collection("newsletter_suppressions").count(WORKSPACE, {}) == 0


def test_a_leap_day_is_kept_until_the_end_of_february(world: World) -> None:
    world.clock.set(datetime(2028, 2, 29, 12, tzinfo=UTC))
    contest = world.opened(
        data=NEWS, closes_at="2028-03-30T10:00:00.000Z", draw_at="2028-04-30T10:00:00.000Z"
    )
    world.confirmed(contest, world.submitted(contest, READER))
    Pump(world).run()
    assert [each.kept_until for each in consents(world)] == [datetime(2031, 2, 28, 12, tzinfo=UTC)]


def test_the_owner_of_the_address_confirms_without_what_a_stranger_ticked(world: World) -> None:
    contest = world.opened(data=NEWS)
    entry = world.submitted(contest, READER)
    pressed = {"workspace": WORKSPACE, "token": token(world, entry, CONFIRM)}
    confirm_entry(world.context, **pressed, newsletter=False)
    confirm_entry(world.context, **pressed)
    Pump(world).run()
    assert consents(world) == []


def refuse(world: World, entry: Entry) -> None:
    pressed = {"workspace": WORKSPACE, "token": token(world, entry, CONFIRM)}
    confirm_entry(world.context, **pressed, newsletter=False)


@pytest.mark.parametrize("answered", [refuse, stop, erase], ids=["refused", "stopped", "erased"])
def test_a_stranger_s_tick_ends_nothing_that_the_owner_of_the_address_agreed_to(
    world: World, answered: Callable[[World, Entry], None]
) -> None:
    entered(world)
    mine = consents(world)
    stranger = world.submitted(world.opened(data=NEWS), READER)
    answered(world, stranger)
    Pump(world).run()
    assert consents(world) == mine


def test_the_file_of_ones_data_holds_it(world: World) -> None:
    entry = entered(world)
    found = export_own_data(world.context, workspace=WORKSPACE, token=token(world, entry, MANAGE))
    assert found.newsletter == consents(world)
    assert {each.purpose for each in found.mails} == {"confirm", "receipt"}


def test_a_list_of_many_is_read_page_by_page(world: World) -> None:
    contest = world.opened(data=NEWS)
    for person in (3, 6, 9):
        world.confirmed(contest, world.submitted(contest, person))
    Pump(world).run()
    seen, after = list[str](), None
    while True:
        whose = {"workspace": WORKSPACE, "contest": contest.id}
        page = list_consents(world.context, **whose, after=after, limit=2)
        seen += [each.email for each in page.items]
        after = page.after
        if after is None:
            break
    assert sorted(seen) == [f"person{each}@entrants.example" for each in (3, 6, 9)]


def corrected(world: World, entry: Entry, first_name: str) -> None:
    correct_entry(
        world.context,
        workspace=WORKSPACE,
        token=token(world, entry, MANAGE),
        first_name=first_name,
        country="FR",
    )


def test_a_correction_reaches_the_record_and_leaves_its_proof(world: World) -> None:
    entry = entered(world)
    (before,) = consents(world)
    corrected(world, entry, "Élodie")
    pump = Pump(world)
    pump.run()
    corrected(world, entry, "Élodie B.")
    pump.run()
    pump.deliver_again()
    (after,) = consents(world)
    assert after.first_name == "Élodie B."
    assert replace(after, first_name="", version=0) == replace(before, first_name="", version=0)


def test_a_correction_before_the_record_is_written_is_in_it(world: World) -> None:
    contest = world.opened(data=NEWS)
    entry = world.confirmed(contest, world.submitted(contest, READER))
    corrected(world, entry, "Élodie")
    Pump(world).run()
    assert [each.first_name for each in consents(world)] == ["Élodie"]


def test_a_correction_that_is_told_late_names_nobody_who_left(world: World) -> None:
    entry = entered(world)
    corrected(world, entry, "Élodie")
    erase(world, entry)
    Pump(world).run()
    assert consents(world) == []
    assert "Élodie" not in stored(world)


def test_confirmed_without_the_newsletter_it_was_never_given(world: World) -> None:
    contest = world.opened(data=NEWS)
    entry = world.submitted(contest, READER)
    world.clock.advance(minutes=1)
    confirmed = confirm_entry(
        world.context, workspace=WORKSPACE, token=token(world, entry, CONFIRM), newsletter=False
    ).entry
    Pump(world).run()
    (news,) = [each for each in confirmed.consents if each.purpose == "marketing"]
    assert (news.confirmed_at, news.withdrawn_at) == (None, world.clock.now())
    assert consents(world) == []


def test_what_earlier_code_confirmed_after_it_was_declined_reads_as_never_given(
    world: World,
) -> None:
    entry = entered(world)
    declined = (replace(entry.consents[0], withdrawn_at=START - timedelta(minutes=1)),)
    put_consents(world, entry, declined)
    (news,) = world.context.stores.entries.get(WORKSPACE, entry.contest_id, entry.id).consents
    assert news.confirmed_at is None
    (row,) = world.context.stores.entries.people_rows(
        WORKSPACE, entry.contest_id, after=None, limit=9
    ).items
    assert (row.news_at, row.news_withdrawn_at) == (None, None)


def put_consents(world: World, entry: Entry, consents: tuple[Consent, ...]) -> None:
    world.context.stores.entries.change(
        entry, lambda found: (replace(found, consents=consents), ())
    )
