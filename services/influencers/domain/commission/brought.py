"""What partners brought in some time: sales, leads, and what was earned for all of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.influencers.domain.commission.commission import Cause, Commission
from shared.ledger import Standing
from shared.money import Money


@dataclass(frozen=True, slots=True)
class Brought:
    """Sales and leads that still count, and what was earned, fees among it, less what was taken
    back. An order that several partners brought counts for each.
    """

    sales: int
    leads: int
    earned: Money

    def __add__(self, other: "Brought") -> "Brought":
        return Brought(
            self.sales + other.sales, self.leads + other.leads, self.earned + other.earned
        )

    @classmethod
    def nothing(cls, currency: str) -> "Brought":
        """Return that nothing was brought."""
        return cls(0, 0, Money.zero(currency))


def brought_by(commissions: Iterable[Commission], currency: str) -> Mapping[str, Brought]:
    """Return what each partner brought by these commissions, by the partner's id."""
    found: dict[str, list[Commission]] = {}
    for each in commissions:
        found.setdefault(each.partner_id, []).append(each)
    return {partner: _brought(each, currency) for partner, each in found.items()}


def _brought(commissions: Iterable[Commission], currency: str) -> Brought:
    listed = list(commissions)
    count = [each for each in listed if each.standing is not Standing.REVERSED]
    return Brought(
        sales=len({each.order_id for each in count if each.cause is Cause.SALE}),
        leads=sum(each.cause is Cause.LEAD for each in count),
        earned=Money.total((each.ledger.earned for each in listed), currency),
    )
