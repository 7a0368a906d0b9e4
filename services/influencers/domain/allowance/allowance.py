"""A cap is kept by reserving of it before a commission is written, and looking afterwards.

Whoever dies in between leaves a reservation: the next one who reserves looks at its commission. It
holds what was written under this reservation, or it does not, and then the reservation goes.
What a refund takes back later leaves no new room: what a cap has let through counts for good.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from services.influencers.domain.commission import Commission
from services.influencers.domain.commission.earning import ACCRUAL
from shared.ids import derived_id
from shared.money import Money


@dataclass(frozen=True, slots=True)
class Reserved:
    """What is kept for a commission, in minor units, under a name of its own."""

    commission_id: str
    amount: int
    name: str


@dataclass(frozen=True)
class Allowance:
    """How much a partner of a program, or a whole program, has earned under its limit.

    `used` is what was written, in minor units; `reserved` what is being written now.
    """

    id: str
    workspace_id: str
    program_id: str
    partner_id: str
    currency: str
    used: int = 0
    reserved: tuple[Reserved, ...] = ()
    version: int = 1

    def reservation(self, commission: str) -> Reserved | None:
        """Return what is kept for a commission, or None."""
        return next((e for e in self.reserved if e.commission_id == commission), None)

    def looked_at(self, written: Mapping[str, Commission | None]) -> "Allowance":
        """Return it once the commissions that have begun count by what was written of them."""
        done = {id_: each for id_, each in written.items() if each and each.ledger.knows(ACCRUAL)}
        used = sum(
            _accrued(done[each.commission_id])
            for each in self.reserved
            if each.commission_id in done and done[each.commission_id].allowance == each.name
        )
        left = tuple(each for each in self.reserved if each.commission_id not in done)
        return replace(self, used=self.used + used, reserved=left)

    def reserving(self, asked: Reserved, limit: Money) -> "Allowance":
        """Return it with what is left, at most what is asked, kept for a commission, once."""
        if self.reservation(asked.commission_id):
            return self
        taken = self.used + sum(each.amount for each in self.reserved)
        amount = max(min(asked.amount, limit.amount - taken), 0)
        return replace(self, reserved=(*self.reserved, replace(asked, amount=amount)))


def allowance_id(workspace: str, program: str, partner: str = "") -> str:
    """Return the identifier: of a partner of a program, or of the whole program."""
    return derived_id("allowance", workspace, program, partner)


def _accrued(commission: Commission) -> int:
    return next(each.amount for each in commission.ledger.entries if each.id == ACCRUAL)
