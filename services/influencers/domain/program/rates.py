"""What a partner of a program earns: the program's rates, or those of their group in their place.

A group replaces what it names, of leads, sales and the fee; for the rest the program's hold.
"""

from dataclasses import dataclass

from services.influencers.domain.program.program import Program
from shared.money import Money


@dataclass(frozen=True, slots=True)
class Rates:
    """`sale_share` is in per mille; a sale earns a share or a flat sum. None: nothing."""

    lead: Money | None = None
    sale_share: int = 0
    sale_flat: Money | None = None
    fee: Money | None = None


def rates_of(program: Program, group: str) -> Rates:
    """Return the rates of a group, "" for those of the program."""
    form, own = program.form, program.group(group) if group else None
    if own is None:
        return Rates(form.lead, form.sale_share or 0, form.sale_flat, form.fee)
    sale = own if own.sale_share or own.sale_flat else form
    return Rates(own.lead or form.lead, sale.sale_share or 0, sale.sale_flat, own.fee or form.fee)
