"""What the provider says of an account now."""

from services.influencers.domain.account import INCOMPLETE, Account, begun
from services.influencers.use_cases.context import Context
from shared.payments import Account as ProviderAccount


def note_provider_account(context: Context, found: ProviderAccount) -> Account | None:
    """Return the account of ours that `found` is about, as it is afterwards; None for no such.

    Whose it is, is told by the reference that it was opened with.
    """
    workspace, _, partner = found.reference.partition(":")
    known = context.stores.accounts.find(workspace, partner) if partner else None
    if known is None or known.provider_id != found.id:
        return None
    now = context.clock.now()
    fresh = begun(workspace, partner, now)
    return context.stores.accounts.change(
        fresh, lambda each: (each.told(blocks_of(found), now), ())
    )


def blocks_of(found: ProviderAccount) -> str:
    """Return why the provider sends nothing to an account, as a slug; "" where it does."""
    if found.ready:
        return ""
    return "account_restricted" if found.disabled_reason else INCOMPLETE
