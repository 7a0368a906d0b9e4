"""Links carried by the same visit: of an order, and of an entry, which is then a lead."""

from dataclasses import replace

import pytest

from services.influencers.domain.link import Link, LinkKind, link_id
from services.influencers.entrypoints.entries import entry_handlers
from services.influencers.use_cases.click.count import count_clicks
from shared.consumer import Received
from tests.contracts.reading import received
from tests.influencers.bureau import WORKSPACE, Bureau
from tests.influencers.selling import Shop
from tests.influencers.use_cases.test_selling import clicked, eur


@pytest.fixture
def shop(bureau: Bureau) -> Shop:
    return Shop(bureau)


def linked(shop: Shop, partner: str, key: str = "zoe") -> Link:
    """Keep a link of a partner."""
    now = shop.bureau.clock.now()
    link = Link(
        id=link_id(key), workspace_id=WORKSPACE, program_id=shop.program.id, partner_id=partner,
        kind=LinkKind.PARTNER, key=key, destination="https://shop.example/", created_at=now,
        updated_at=now,
    )  # fmt: skip
    return shop.bureau.context.stores.links.add(link)


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
    linked(shop, zoe)
    at = shop.sale()["ordered_at"]
    confirmed = told("confirmed", 2, link="zoe", confirmed_at=at)
    hear(shop, confirmed, confirmed)
    assert shop.earned(zoe) == eur(50)


def test_an_entry_that_goes_takes_its_commission_back_and_brings_it_back(shop: Shop) -> None:
    zoe = shop.partner()
    linked(shop, zoe)
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
