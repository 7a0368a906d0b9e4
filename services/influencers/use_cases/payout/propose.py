"""Propose a payout: a draft that a worker fills."""

from services.influencers.domain.account import AccountNotReady
from services.influencers.domain.payout import NothingDue, Payout, payout_id, propose
from services.influencers.use_cases.audit import act_of
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.owed import owed_to
from shared.errors import NotFound


def propose_payout(
    context: Context, *, workspace: str, program: str, partner: str, by: str, request: str = ""
) -> Payout:
    """Return the draft; the same `request` gives the same one. `by` is "" for the rules.

    Raises `NotFound`, `AccountNotReady` where nobody said how this partner is paid, `NothingDue`.
    """
    stores, now = context.stores, context.clock.now()
    id_ = payout_id(workspace, program, partner, request or context.ids.ulid())
    if made := stores.payouts.find(workspace, id_):
        return made
    found = stores.programs.get(workspace, program)
    account = stores.accounts.find(workspace, stores.partners.get(workspace, partner).id)
    if account is None or account.method is None:
        raise AccountNotReady("account_missing")
    if not owed_to(context, found, partner).amount:
        raise NothingDue
    draft = propose(
        id_,
        workspace=workspace,
        program=program,
        partner=partner,
        currency=found.form.currency,
        method=account.method,
        by=by,
        now=now,
    )
    told = {"workspace": workspace, "partner": partner, "program": program}
    events = [act_of(context, act="payout_propose", by=by, **told)] if by else []
    return stores.payouts.add(draft, events)


def ask_payout(
    context: Context, *, workspace: str, partner: str, program: str, key: str = ""
) -> Payout:
    """Return the draft that a partner asks for; the team approves it.

    One who is in no such program finds none. Raises `NotFound` or `AccountNotReady`.
    """
    if context.stores.enrollments.of_both(workspace, program, partner) is None:
        raise NotFound
    whose = {"workspace": workspace, "program": program, "partner": partner}
    return propose_payout(context, **whose, by=partner, request=key)
