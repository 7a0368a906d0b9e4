"""The secrets of one contest: made at opening, wrapped for storage, opened when needed."""

from services.contests.domain.contest import Contest, Secrets
from services.contests.use_cases.context import Context
from services.contests.use_cases.ports import Signer

KEY_BYTES = 32
_RECEIPT = "receipt_key"
_ADDRESS = "address_key"


def new_secrets(context: Context, contest: Contest) -> tuple[Secrets, str]:
    """Return fresh secrets, and the public key of the contest's receipts (hexadecimal)."""
    seed, key = context.ids.secret(KEY_BYTES), context.ids.secret(KEY_BYTES)
    secrets = Secrets(
        receipt_key=context.wrapper.wrap(seed, contest.workspace_id, contest.id, _RECEIPT),
        address_key=context.wrapper.wrap(key, contest.workspace_id, contest.id, _ADDRESS),
    )
    return secrets, context.signers(seed).public_key


def signer_of(context: Context, contest: Contest) -> Signer:
    """Return what signs the contest's receipts."""
    wrapped = contest.secrets.receipt_key
    seed = context.wrapper.unwrap(wrapped, contest.workspace_id, contest.id, _RECEIPT)
    return context.signers(seed)


def address_secret(context: Context, contest: Contest) -> bytes:
    """Return the key of the contest's address HMACs and of the tokens in its mails."""
    wrapped = contest.secrets.address_key
    return context.wrapper.unwrap(wrapped, contest.workspace_id, contest.id, _ADDRESS)
