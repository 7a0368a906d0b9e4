"""What is sold in a program: an order by a code, a lead, and what their partners earn."""

import json
from datetime import timedelta

from services.influencers.domain.commission import (
    Cause,
    Commission,
    accrue,
)
from services.influencers.domain.enrollment import EnrollmentState
from services.influencers.domain.program import Program
from services.influencers.domain.shop import signed
from services.influencers.use_cases.shop.secret import make_shop_secret
from shared.ledger import Ledger
from shared.money import Money
from tests.influencers.bureau import WORKSPACE, Bureau
from tests.influencers.selling import Shop
from tests.walls.stand import Stand

# The subject of whoever calls a service: a partner's own, where they call as one.
OWN = "a-7"
# The story goes on before anybody calls.
LATER = timedelta(minutes=30)


class Running(Shop):
    """A shop of a program that is open already."""

    def __init__(self, bureau: Bureau, program: Program) -> None:
        self.bureau, self.program = bureau, program


def sell_in(bureau: Bureau, stand: Stand, program: Program) -> None:
    """Sell by the code of the partner who is in, whose own address the buyer has."""
    shop = Running(bureau, program)
    [partner] = [
        each.partner_id
        for each in bureau.enrollments(program)
        if each.state is EnrollmentState.APPROVED
    ]
    code = shop.code(partner, "WALLS10")
    sale = shop.sale("A-1", 10_000, code="walls10", buyer=stand.guests[partner].email)
    shop.tell(sale)
    lead = {"type": "lead", "lead_id": "L-1", "came_at": sale["ordered_at"], "code": "walls10"}
    shop.lead(lead)
    shop.work()
    stores, order = bureau.context.stores, shop.order()
    leads = stores.leads.page(WORKSPACE, program.id).items
    sold = [order.id, *(each.id for each in leads)]
    decided = [
        each for id_ in sold for each in stores.attributions.of_order(WORKSPACE, id_).values()
    ]
    own = _held_of(OWN, program, shop)
    stand.values |= {
        "code_id": [code.id],
        "order_id": [order.id],
        "lead_id": [each.id for each in leads],
        "attribution_id": [each.id for each in decided],
        "commission_id": [
            each.id for each in shop.commissions(partner) if each.order_id == order.id
        ]
        + [own.id],
    }
    _bodies(bureau, stand, shop, partner)


def _held_of(partner: str, program: Program, shop: Shop) -> Commission:
    """Store what a partner may appeal against."""
    now = shop.bureau.clock.now()
    begun = Commission(
        id="c-own",
        workspace_id=WORKSPACE,
        program_id=program.id,
        partner_id=partner,
        cause=Cause.SALE,
        ledger=Ledger("EUR"),
        created_at=now,
        updated_at=now,
        wait_until=now,
    )
    held, events = accrue(begun, Money(100, "EUR"), ("self_referral",), now)
    return shop.bureau.context.stores.commissions.add(held, events)


def _bodies(bureau: Bureau, stand: Stand, shop: Shop, partner: str) -> None:
    """Note what commands take that names the program, and how the shop signs it."""
    whose = {"program_id": shop.program.id}
    orders = {**whose, "orders": [shop.sale("A-2", 100)]}
    secret, at = make_shop_secret(bureau.context, workspace=WORKSPACE, by=partner)
    raw = json.dumps(orders).encode()
    stand.bodies |= {
        "orders.orders": orders,
        "orders.shop": orders,
        "orders.leads": {**whose, "leads": [{"type": "withdrawal", "lead_id": "L-9"}]},
        "codes.make": {**whose, "code": "WALLS20"},
    }
    stand.headers["orders.shop"] = {"Kermesse-Signature": signed(raw, secret, at + LATER)}
