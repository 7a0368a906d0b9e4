"""The key under which a workspace knows the addresses of its newsletter."""

from services.contests.use_cases.context import Context
from shared.addresses import address_key

KEY_BYTES = 32
_NEWSLETTER = "newsletter"


def newsletter_secret(context: Context, workspace: str) -> bytes:
    """Return the key of a workspace under which addresses of its newsletter are hashed.

    It is made when it is first needed, and never destroyed: a suppression holds for good.
    """
    known = known_secret(context, workspace)
    if known is not None:
        return known
    fresh = context.wrapper.wrap(context.ids.secret(KEY_BYTES), workspace, _NEWSLETTER)
    wrapped = context.stores.workspace_keys.add(workspace, _NEWSLETTER, fresh)
    return context.wrapper.unwrap(wrapped, workspace, _NEWSLETTER)


def known_secret(context: Context, workspace: str) -> bytes | None:
    """Return the same, None where nothing was ever kept of this workspace: for whoever reads."""
    wrapped = context.stores.workspace_keys.find(workspace, _NEWSLETTER)
    return None if wrapped is None else context.wrapper.unwrap(wrapped, workspace, _NEWSLETTER)


def newsletter_key(context: Context, workspace: str, address: str) -> str:
    """Return what stands for an address in consents and suppressions of a workspace."""
    return address_key(newsletter_secret(context, workspace), address)


def known_key(context: Context, workspace: str, address: str) -> str | None:
    """Return the same, None where nothing was ever kept of this workspace: for whoever reads."""
    secret = known_secret(context, workspace)
    return None if secret is None else address_key(secret, address)
