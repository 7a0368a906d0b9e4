"""A program whose partners have codes, a shop that tells of orders, a worker that follows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from services.influencers.bootstrap.work import sales_due
from services.influencers.domain.code import DiscountCode
from services.influencers.domain.commission import Commission, Order, order_id
from services.influencers.domain.delivery import Answer
from services.influencers.domain.enrollment import Decision, Enrollment
from services.influencers.domain.program import Program
from services.influencers.entrypoints.telling import parts_of_leads, parts_of_orders
from services.influencers.use_cases.code.make import make_code
from services.influencers.use_cases.commission.balances import balances
from services.influencers.use_cases.enrollment.decide import decide_enrollment
from services.influencers.use_cases.order.take import Part, take_parts
from shared.events import instant_text
from shared.ledger import Balance
from shared.money import Money
from tests.influencers.bureau import WORKSPACE, Bureau

MOST_TURNS = 2000


def euros(amount: int) -> dict[str, Any]:
    """Return an amount as a shop sends it."""
    return {"amount": amount, "currency": "EUR"}


@dataclass
class Shop:
    """One program and what happens in it."""

    bureau: Bureau
    settings: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.program: Program = self.bureau.opened(**self.settings)
        self._people = 0

    def partner(self, *, group: str = "", email: str = "") -> str:
        """Take somebody in; return their id."""
        self._people += 1
        email = email or f"p{self._people}@partners.example"
        enrolled = self.bureau.pending(self.program, email=email)
        self.decide(enrolled, Decision.APPROVE, group=group)
        return enrolled.partner_id

    def decide(self, enrolled: Enrollment, decision: Decision, **more: Any) -> None:
        """Decide about a partnership."""
        decide_enrollment(
            self.bureau.context, decision, workspace=WORKSPACE, enrollment=enrolled.id,
            by="ada", **more,
        )  # fmt: skip

    def code(self, partner: str, code: str) -> DiscountCode:
        """Make a code of a partner."""
        return make_code(
            self.bureau.context, workspace=WORKSPACE, program=self.program.id, partner=partner,
            code=code, by="ada",
        )  # fmt: skip

    def sale(self, order: str = "A-1", *amounts: int, **clues: str) -> dict[str, Any]:
        """Return an order of now as a shop sends it, a line for each amount."""
        lines = [
            {"line_id": f"l{place}", "amount": euros(amount)}
            for place, amount in enumerate(amounts or (10_000,))
        ]
        at = instant_text(self.bureau.clock.now())
        return {"type": "sale", "order_id": order, "ordered_at": at, "lines": lines, **clues}

    def refund(self, amount: int, refund: str = "r1", order: str = "A-1", line: str = "") -> Any:
        """Return a refund as a shop sends it."""
        told = {"order_id": order, "refund_id": refund, "line_id": line}
        return {"type": "refund", **told, "amount": euros(amount)}

    def tell(self, *orders: Any, key: str = "", by: str = "") -> list[Answer]:
        """Tell of orders, by hand where `by` is somebody; return the answers."""
        return self._take(parts_of_orders(orders, self.bureau.clock.now()), orders, key, by)

    def lead(self, *leads: Any) -> list[Answer]:
        """Tell of leads; return the answers."""
        return self._take(parts_of_leads(leads, self.bureau.clock.now()), leads, "")

    def work(self) -> None:
        """Do all that is due, as the worker does."""
        for _ in range(MOST_TURNS):
            if not any(self._turn(due) for due in sales_due(self.bureau.context)):
                return
        raise AssertionError("something is due for ever")

    def _turn(self, due: Any) -> bool:
        claimed = due.collection.claim_due(self.bureau.clock.now(), due.lease)
        if claimed is None:
            return False
        due.handle(claimed)
        return True

    def _take(self, parts: Sequence[Part], asked: Any, key: str, by: str = "") -> list[Answer]:
        delivery = take_parts(
            self.bureau.context, parts, workspace=WORKSPACE, program=self.program.id,
            source="api", asked=repr(asked), key=key, by=by,
        )  # fmt: skip
        return list(delivery.answers or ())

    def order(self, reference: str = "A-1") -> Order:
        """Return an order as it is kept."""
        id_ = order_id(WORKSPACE, self.program.id, reference)
        return self.bureau.context.stores.orders.get(WORKSPACE, id_)

    def commissions(self, partner: str = "") -> list[Commission]:
        """Return the commissions of the program, of a partner if given, newest first."""
        store = self.bureau.context.stores.commissions
        return store.of_program(WORKSPACE, self.program.id, partner=partner, limit=500).items

    def commission(self, partner: str = "") -> Commission:
        """Return the only one."""
        [found] = self.commissions(partner)
        return found

    def balance(self, partner: str) -> Balance:
        """Return what a partner has."""
        return balances(
            self.bureau.context, workspace=WORKSPACE, program=self.program.id, partner=partner
        )

    def earned(self, partner: str) -> Money:
        """Return what a partner has earned."""
        return self.balance(partner).earned
