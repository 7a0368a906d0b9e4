"""The shop tells of sales and a refund; one is held by the rules, one by the team, and let go."""

from typing import Any

from stack.driver.kit.waiting import expect, wait_until
from stack.driver.stories.influencers.book import share
from stack.driver.stories.influencers.scene import SECONDS, Scene, euros
from stack.driver.stories.influencers.shop import Shop, refund, sale

REFUSED = 401
BY_LINK, SMALL, BY_CODE, OWN, NOBODYS = "L-1001", "L-1002", "L-1003", "L-1004", "L-1005"
OWN_PURCHASE, LOOKED_INTO = "self_referral", "checking"


def sell(scene: Scene) -> None:
    """Play the act."""
    step, shop = scene.journal.step, shop_of(scene)
    first, second, third = scene.partners
    told = [
        sale(BY_LINK, 8000, 1999, link=first.key),
        sale(SMALL, 4000, link=first.key),
        sale(BY_CODE, 12000, code=second.code, link=first.key),
        sale(OWN, 6000, code=third.code, buyer=third.email),
        sale(NOBODYS, 3000),
    ]
    with step("The shop tells of five sales and a refund, signed; a forger is turned away"):
        expect(shop.forge(told) == REFUSED, "a message that somebody else signed was taken")
        once = shop.tell([*told, refund(BY_LINK, "2", 1999, "R-1")], "orders-1")
        again = shop.tell([*told, refund(BY_LINK, "2", 1999, "R-1")], "orders-1")
        expect(once == again, "the same message was answered otherwise")
        first.book.orders |= {BY_LINK: 8000, SMALL: 4000}
        second.book.orders |= {BY_CODE: 12000}
        third.book.orders |= {OWN: 6000}
        third.book.held += share(6000)
    with step("A partner's own purchase is held by the rules") as remarks:
        scene.wait_for_balances()
        held = commission_of(scene, OWN)
        expect(held["reasons"] == [OWN_PURCHASE], f"it is held for {held['reasons']}")
        (nobodys,) = lines_of(scene, NOBODYS)
        expect(not nobodys["commissions"], f"a sale of nobody's earned {nobodys['commissions']}")
        remarks.append(f"{third.name}: {euros(share(6000))} held, {OWN_PURCHASE}")
    with step("The team keeps a commission back to look into it, then lets it go"):
        looked_into = commission_of(scene, SMALL)["id"]
        scene.proposes.decide(looked_into, "hold", LOOKED_INTO)
        first.book.held += share(4000)
        scene.wait_for_balances()
        scene.proposes.decide(looked_into, "release", LOOKED_INTO)
        first.book.held -= share(4000)
        scene.wait_for_balances()


def shop_of(scene: Scene) -> Shop:
    """Return the shop of the workspace."""
    stage = scene.stage
    return Shop(f"{stage.pages}/shops/{stage.workspace}/orders", scene.program, scene.secret)


def commission_of(scene: Scene, reference: str) -> dict[str, Any]:
    """Return the one commission of an order."""
    ((found,),) = [line["commissions"] for line in lines_of(scene, reference)]
    return dict(found)


def lines_of(scene: Scene, reference: str) -> list[dict[str, Any]]:
    """Return the lines of an order, with who brought each and what it earned."""
    listed = scene.api.every(f"/programs/{scene.program}/orders")
    order = next(each["id"] for each in listed if each["reference"] == reference)

    def decided() -> dict[str, Any] | None:
        found: dict[str, Any] = scene.api.get(f"/orders/{order}")
        return found if found["decided"] else None

    found = wait_until(decided, f"who brought {reference}", SECONDS)
    return list(found["lines"])
