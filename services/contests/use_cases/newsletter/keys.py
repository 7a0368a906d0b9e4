"""The key under which a workspace knows the addresses of its newsletter."""

from services.contests.use_cases.context import Context
from shared.addresses import address_key

KEY_BYTES = 32
_NEWSLETTER = "newsletter"


def newsletter_key(context: Context, workspace: str, address: str) -> str:
    """Return what stands for an address in consents and suppressions of a workspace.

    The key is made when it is first needed, and never destroyed: a suppression holds for good.
    """
    known = known_key(context, workspace, address)
    if known is not None:
        return known
    fresh = context.wrapper.wrap(context.ids.secret(KEY_BYTES), workspace, _NEWSLETTER)
    wrapped = context.stores.workspace_keys.add(workspace, _NEWSLETTER, fresh)
    return address_key(context.wrapper.unwrap(wrapped, workspace, _NEWSLETTER), address)


def known_key(context: Context, workspace: str, address: str) -> str | None:
    """Return the same, None where nothing was ever kept of this workspace: for whoever reads."""
    wrapped = context.stores.workspace_keys.find(workspace, _NEWSLETTER)
    if wrapped is None:
        return None
    return address_key(context.wrapper.unwrap(wrapped, workspace, _NEWSLETTER), address)
