"""Read payouts with the names that people know them by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.influencers.domain.account import Account
from services.influencers.domain.audit import Purpose
from services.influencers.domain.commission import Commission
from services.influencers.domain.payout import Payout
from services.influencers.use_cases.audit import note_reading
from services.influencers.use_cases.context import Context
from shared.documents import Page


@dataclass(frozen=True)
class PayoutView:
    """A payout with the names of its program and of its partner, "" where that is not shown."""

    payout: Payout
    program: str
    partner: str = ""


@dataclass(frozen=True)
class WholePayout:
    """A payout with the commissions that it takes from, and the account it goes to."""

    view: PayoutView
    lines: Sequence[Commission]
    account: Account | None


def list_payouts(
    context: Context,
    *,
    workspace: str,
    by: str,
    program: str = "",
    state: str = "",
    after: str | None = None,
    limit: int = 50,
) -> Page[PayoutView]:
    """Return payouts, the newest first, once it is noted whose names are shown."""
    page = context.stores.payouts.page(
        workspace, program=program, state=state, after=after, limit=limit
    )
    names = names_of(context, workspace, [each.partner_id for each in page.items], by)
    programs = _programs(context, workspace, page.items)
    return page.of(
        lambda each: PayoutView(each, programs[each.program_id], names.get(each.partner_id, ""))
    )


def read_payout(context: Context, *, workspace: str, payout: str, by: str) -> WholePayout:
    """Return a payout with its lines, once it is noted whose it is. Raises `NotFound`."""
    found = context.stores.payouts.get(workspace, payout)
    names = names_of(context, workspace, [found.partner_id], by)
    return whole_payout(context, found, names.get(found.partner_id, ""))


def payouts_of(
    context: Context, *, workspace: str, partner: str, after: str | None = None, limit: int = 50
) -> Page[PayoutView]:
    """Return the payouts of a partner, for that partner."""
    page = context.stores.payouts.of_partner(workspace, partner, after=after, limit=limit)
    programs = _programs(context, workspace, page.items)
    return page.of(lambda each: PayoutView(each, programs[each.program_id]))


def whole_payout(context: Context, payout: Payout, name: str) -> WholePayout:
    """Return a payout with its lines, for whoever sees it already."""
    workspace, stores = payout.workspace_id, context.stores
    program = _programs(context, workspace, [payout])[payout.program_id]
    lines = stores.commissions.several(workspace, list(payout.lines))
    account = stores.accounts.find(workspace, payout.partner_id)
    ordered = sorted(lines, key=lambda each: (each.created_at, each.id))
    return WholePayout(PayoutView(payout, program, name), ordered, account)


def names_of(
    context: Context, workspace: str, partners: Sequence[str], by: str
) -> Mapping[str, str]:
    """Return the names of partners by their ids, once it is noted that `by` sees them."""
    refs = tuple(dict.fromkeys(partners))
    note_reading(context, workspace=workspace, by=by, purpose=Purpose.PARTNERS, refs=refs)
    return {each.id: each.name for each in context.stores.partners.several(workspace, refs)}


def _programs(context: Context, workspace: str, payouts: Sequence[Payout]) -> Mapping[str, str]:
    ids = {each.program_id for each in payouts}
    return {id_: context.stores.programs.get(workspace, id_).form.name for id_ in ids}
