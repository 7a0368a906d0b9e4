"""The key under which a workspace knows the addresses of its partners."""

from services.influencers.use_cases.context import Context
from shared.addresses import address_key

KEY_BYTES = 32
_PARTNERS = "partners"


def partner_key(context: Context, workspace: str, address: str) -> str:
    """Return what stands for an address in a workspace; its key is made when first needed.

    Raises `Invalid` (`email`).
    """
    wrapped = context.stores.workspace_keys.find(workspace, _PARTNERS)
    if wrapped is None:
        fresh = context.wrapper.wrap(context.ids.secret(KEY_BYTES), workspace, _PARTNERS)
        wrapped = context.stores.workspace_keys.add(workspace, _PARTNERS, fresh)
    return address_key(context.wrapper.unwrap(wrapped, workspace, _PARTNERS), address)
