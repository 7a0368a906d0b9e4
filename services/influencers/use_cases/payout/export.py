"""Export payouts: the file that a bank carries out, and the same one again, never another."""

from collections.abc import Sequence
from datetime import date, datetime

from services.influencers.domain.audit import Purpose
from services.influencers.domain.payout import (
    Batch,
    FileNotAgain,
    InAnotherFile,
    Moved,
    PayerMissing,
    Payout,
    PayoutAction,
    PayoutMethod,
    WrongPayoutState,
    actions,
    leave,
    never_given,
    require_again,
)
from services.influencers.use_cases.account.opened import account_of_payout
from services.influencers.use_cases.audit import note_reading
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.acting import acted
from services.influencers.use_cases.payout.transfers import BankFile, bank_file, mark_of


def export_payouts(
    context: Context, *, workspace: str, payouts: Sequence[str], by: str, on: date | None = None
) -> BankFile:
    """Return the file that a bank carries out on the day `on`, the first possible where None.

    The file is made before the first payout is meant to be sent; each carries its id as the
    reference that comes back on the statement. What is in a file already gives that whole file,
    to the byte, so that a bank which gets it twice sees that it is one. That names and accounts are
    handed out is noted first. Raises `NotFound`, `PayerMissing`, `AccountNotReady`,
    `WrongPayoutState`, `InAnotherFile`, `FileNotAgain` or `BankFileRefused`.
    """
    ids = tuple(sorted(set(payouts)))
    try:
        return _exported(context, workspace, ids, by, on)
    except InAnotherFile:
        # Somebody may have exported the same a moment before: theirs is the file then.
        return _exported(context, workspace, ids, by, on)


def _exported(
    context: Context, workspace: str, ids: Sequence[str], by: str, on: date | None
) -> BankFile:
    asked = [_exportable(context, workspace, each) for each in ids]
    known = _given(context, asked)
    whole = _all(context, workspace, known.payouts) if known else asked
    payer = context.stores.payers.find(workspace)
    if payer is None:
        raise PayerMissing
    if known:
        require_again(known, whole)
    paid = [(each, account_of_payout(context, each)) for each in whole]
    batch = known or _begun(context, mark_of(payer, paid), asked, on)
    if batch.mark != mark_of(payer, paid) or on not in (None, batch.on):
        raise FileNotAgain
    file = bank_file(context, payer, paid, batch)
    refs = [each.partner_id for each in whole]
    note_reading(context, workspace=workspace, by=by, purpose=Purpose.PAID, refs=refs)
    for each in whole:
        _leaves(context, each, batch, by)
    return file


def _exportable(context: Context, workspace: str, payout: str) -> Payout:
    found = context.stores.payouts.get(workspace, payout)
    bank = found.method is PayoutMethod.TRANSFER
    if not bank or PayoutAction.EXPORT not in actions(found, ""):
        raise WrongPayoutState(extra={"state": found.state.value})
    return found


def _given(context: Context, asked: Sequence[Payout]) -> Batch | None:
    """Return the file that these are in, None for none. Raises `InAnotherFile` for several."""
    found = {each.batch.id: each.batch for each in asked if each.batch}
    given = [
        each
        for each in found.values()
        if not never_given(each, _all(context, asked[0].workspace_id, each.payouts))
    ]
    if not given:
        return None
    if len(given) > 1 or not {each.id for each in asked} <= set(given[0].payouts):
        raise InAnotherFile
    return given[0]


def _all(context: Context, workspace: str, ids: Sequence[str]) -> list[Payout]:
    return [context.stores.payouts.get(workspace, each) for each in ids]


def _begun(context: Context, mark: str, asked: Sequence[Payout], on: date | None) -> Batch:
    # An id of its own: a file that was never given out is not made again under the same.
    now = context.clock.now()
    return Batch(
        id=context.ids.ulid(),
        mark=mark,
        payouts=tuple(each.id for each in asked),
        made_at=now,
        on=on or now.date(),
        instead={each.id: each.batch.id for each in asked if each.batch},
    )


def _leaves(context: Context, payout: Payout, batch: Batch, by: str) -> None:
    def step(found: Payout, now: datetime) -> Moved:
        return leave(found, batch, now)

    whose = {"workspace": payout.workspace_id, "payout": payout.id}
    acted(context, step, **whose, act="export", by=by)
