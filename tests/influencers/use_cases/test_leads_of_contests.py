"""Links carried by the same visit: of an order, and of an entry, which is then a lead."""

from dataclasses import replace
from typing import Any

import pytest

from services.influencers.domain.attribution import BURST
from services.influencers.domain.click import Click, Verdict, Visit
from services.influencers.domain.commission import held_for
from services.influencers.domain.link import Link, LinkKind, link_id
from services.influencers.entrypoints.entries import entry_handlers
from services.influencers.use_cases.click.count import count_clicks
from shared.consumer import Received
from shared.events import instant_text
from tests.contracts.reading import received
from tests.influencers.bureau import HOME, WORKSPACE, Bureau
from tests.influencers.selling import Shop
from tests.influencers.use_cases.test_selling import clicked, eur


@pytest.fixture
def shop(bureau: Bureau) -> Shop:
    return Shop(bureau)


def linked(shop: Shop, partner: str, key: str = "zoe", **more: Any) -> Link:
    """Keep a link of a partner, to a page of ours."""
    now = shop.bureau.clock.now()
    link = Link(
        id=link_id(key), workspace_id=WORKSPACE, program_id=shop.program.id, partner_id=partner,
        kind=LinkKind.PARTNER, key=key, created_at=now, updated_at=now,
        **{"destination": f"{HOME}/fr/w/{WORKSPACE}/c/jeu", **more},
    )  # fmt: skip
    return shop.bureau.context.stores.links.add(link)


def came_by(shop: Shop, *links: Link, verdict: Verdict = Verdict.HUMAN) -> None:
    """Keep a click of now on each of these links, and count it."""
    now, ids = shop.bureau.clock.now(), shop.bureau.context.ids
    clicks = [
        Click(
            Visit(
                id=ids.ulid(), workspace_id=WORKSPACE, link_id=each.id, at=now, trigger="link",
                agent="Mozilla/5.0", network="192.0.2.0/24", mark="m",
                program_id=each.program_id, partner_id=each.partner_id,
            ),
            verdict,
            "",
        )
        for each in links
    ]  # fmt: skip
    shop.bureau.context.stores.clicks.record(WORKSPACE, clicks)
    shop.bureau.context.stores.click_rounds.call(WORKSPACE, now)
    count_clicks(shop.bureau.context, workspace=WORKSPACE)


def entered(shop: Shop, number: int, contest: str = "contest-1") -> Received:
    """Return what contests tells of the confirmation of one of many entries, by the link `zoe`."""
    names = {"entry_id": f"entry-{number}", "contest_id": contest, "link": "zoe"}
    at = instant_text(shop.bureau.clock.now())
    example = received("kermesse.contests.entry.confirmed.v1", **names, confirmed_at=at)
    return replace(example, workspace_id=WORKSPACE, sequence=1, id=f"confirmed-{number}")


def told(verb: str, sequence: int = 1, **more: str) -> Received:
    """Return what contests tells of one entry."""
    example = received(f"kermesse.contests.entry.{verb}.v1", entry_id="entry-1", **more)
    return replace(example, workspace_id=WORKSPACE, sequence=sequence, id=f"{verb}-{sequence}")


def hear(shop: Shop, *events: Received) -> None:
    """Let the worker read these events, then do what is due."""
    handlers = entry_handlers(shop.bureau.context)
    for event in events:
        handlers[event.type](event)
    shop.work()


def test_a_link_of_the_same_visit_brings_an_order_whatever_its_capitals(shop: Shop) -> None:
    zoe = shop.partner()
    link = linked(shop, zoe)
    came_by(shop, link)
    shop.tell(shop.sale(link="ZOE"))
    shop.work()
    assert (shop.earned(zoe), shop.commission(zoe).link_id) == (eur(1_250), link.id)


def test_a_code_of_whom_nobody_came_by_is_held_until_somebody_does(shop: Shop) -> None:
    zoe = shop.partner()
    linked(shop, zoe)
    shop.code(zoe, "ZOE10")
    shop.tell(shop.sale("A-1", code="ZOE10"))
    shop.work()
    assert "code_without_visit" in shop.commission(zoe).reasons
    clicked(shop, zoe)
    shop.bureau.context.stores.click_rounds.call(WORKSPACE, shop.bureau.clock.now())
    count_clicks(shop.bureau.context, workspace=WORKSPACE)
    shop.tell(shop.sale("A-2", code="ZOE10"))
    shop.work()
    assert [each.reasons for each in shop.commissions(zoe)].count(("waited",)) == 1


def test_a_confirmed_entry_is_a_lead_of_its_link_once(shop: Shop) -> None:
    zoe = shop.partner()
    came_by(shop, linked(shop, zoe))
    at = shop.sale()["ordered_at"]
    confirmed = told("confirmed", 2, link="zoe", confirmed_at=at)
    hear(shop, confirmed, confirmed)
    assert shop.earned(zoe) == eur(50)


def test_an_entry_that_goes_takes_its_commission_back_and_brings_it_back(shop: Shop) -> None:
    zoe = shop.partner()
    came_by(shop, linked(shop, zoe))
    at = shop.sale()["ordered_at"]
    confirmed = told("confirmed", 2, link="zoe", confirmed_at=at)
    out, back = told("excluded", 3), told("reinstated", 4)
    hear(shop, confirmed, out, out)
    assert shop.commission(zoe).void == "entry_excluded"
    hear(shop, back, out)
    assert (shop.commission(zoe).void, shop.earned(zoe)) == ("", eur(50))
    hear(shop, told("withdrawn", 5), confirmed, back)
    assert (shop.commission(zoe).void, shop.earned(zoe)) == ("entry_withdrawn", eur(0))


def test_an_entry_without_a_link_or_by_one_of_nobody_is_no_lead(shop: Shop) -> None:
    at = shop.sale()["ordered_at"]
    without = told("confirmed", 2, confirmed_at=at)
    without = replace(without, data={k: v for k, v in without.data.items() if k != "link"})
    hear(shop, without, told("confirmed", 2, link="nobody", confirmed_at=at), told("withdrawn", 3))
    assert shop.bureau.context.stores.leads.page(WORKSPACE, shop.program.id).items == []


@pytest.mark.parametrize("verdict", [Verdict.HUMAN, Verdict.DUPLICATE])
def test_what_a_link_brings_beyond_its_visits_is_held_with_its_reason(
    shop: Shop, verdict: Verdict
) -> None:
    zoe = shop.partner()
    came_by(shop, linked(shop, zoe), verdict=verdict)
    hear(shop, entered(shop, 1))
    shop.bureau.clock.advance(seconds=1)
    hear(shop, entered(shop, 2), entered(shop, 3))
    shop.bureau.clock.advance(minutes=11)
    shop.work()
    reasons = sorted(each.reasons for each in shop.commissions(zoe))
    held = ("waited", "link_without_visit")
    assert reasons == [("waited",), held, held]


def test_one_visit_may_bring_an_entry_and_an_order(shop: Shop) -> None:
    zoe = shop.partner()
    came_by(shop, linked(shop, zoe))
    hear(shop, entered(shop, 1))
    shop.tell(shop.sale(link="zoe"))
    shop.work()
    assert [each.reasons for each in shop.commissions(zoe)] == [("waited",)] * 2


@pytest.mark.parametrize("verdict", [Verdict.BOT, Verdict.PREVIEW, Verdict.SCANNER])
def test_no_machine_is_a_visit_that_brings_an_entry(shop: Shop, verdict: Verdict) -> None:
    zoe = shop.partner()
    came_by(shop, linked(shop, zoe), verdict=verdict)
    hear(shop, entered(shop, 1))
    shop.bureau.clock.advance(minutes=11)
    shop.work()
    assert "link_without_visit" in shop.commission(zoe).reasons


def test_a_visit_that_is_told_behind_its_entry_holds_nothing(shop: Shop) -> None:
    zoe = shop.partner()
    link = linked(shop, zoe)
    hear(shop, entered(shop, 1))
    assert shop.commissions(zoe) == []
    came_by(shop, link)
    shop.bureau.clock.advance(minutes=1)
    shop.work()
    assert shop.commission(zoe).reasons == ("waited",)


def test_a_visit_that_is_told_long_behind_its_entry_lets_go_what_was_held(shop: Shop) -> None:
    zoe = shop.partner()
    link = linked(shop, zoe)
    hear(shop, entered(shop, 1))
    shop.bureau.clock.advance(minutes=11)
    shop.work()
    assert held_for(shop.commission(zoe)) == ["link_without_visit"]
    shop.bureau.clock.advance(hours=2)
    shop.work()
    assert held_for(shop.commission(zoe)) == ["link_without_visit"]
    came_by(shop, link)
    shop.bureau.clock.advance(hours=3)
    shop.work()
    assert held_for(shop.commission(zoe)) == []
    [decided] = shop.bureau.context.stores.attributions.of_order(
        WORKSPACE, shop.commission(zoe).order_id
    ).values()
    assert (decided.suspicions, decided.due_at) == ((), None)


def test_a_burst_by_one_link_is_held(shop: Shop) -> None:
    zoe = shop.partner()
    linked(shop, zoe)
    for number in range(BURST):
        hear(shop, entered(shop, number))
        shop.bureau.clock.advance(seconds=1)
    shop.bureau.clock.advance(minutes=11)
    shop.work()
    assert ["burst" in held_for(each) for each in shop.commissions(zoe)].count(True) == 1


def test_who_came_long_ago_brings_nothing_now(shop: Shop) -> None:
    zoe = shop.partner()
    came_by(shop, linked(shop, zoe))
    shop.bureau.clock.advance(days=9)
    hear(shop, entered(shop, 1))
    shop.bureau.clock.advance(minutes=11)
    shop.work()
    assert "link_without_visit" in shop.commission(zoe).reasons


@pytest.mark.parametrize(
    ("made", "leads"),
    [
        ({}, 1),
        ({"contest_id": "contest-1"}, 1),
        ({"contest_id": "contest-2"}, 0),
        ({"destination": "https://shop.example/"}, 0),
        ({"destination": "https://shop.example/", "contest_id": "contest-1"}, 1),
    ],
)
def test_an_entry_is_a_lead_of_a_link_that_leads_to_its_contest(
    shop: Shop, made: dict[str, str], leads: int
) -> None:
    came_by(shop, linked(shop, shop.partner(), **made))
    hear(shop, entered(shop, 1))
    kept = shop.bureau.context.stores.leads.page(WORKSPACE, shop.program.id).items
    assert len(kept) == leads
