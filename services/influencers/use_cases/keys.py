"""The key under which a workspace knows the addresses of its partners."""

from services.influencers.use_cases.context import Context
from shared.addresses import address_key

KEY_BYTES = 32
_PARTNERS = "partners"


def partner_key(context: Context, workspace: str, address: str) -> str:
    """Return what stands for an address in a workspace; its key is made when first needed.

    Raises `Invalid` (`email`).
    """
    return address_key(_key(context, workspace), address)


def keys_of_address(context: Context, workspace: str, address: str) -> tuple[str, ...]:
    """Return the keys under which somebody may be known: as they wrote, and without a "+" tag.

    Raises `Invalid` (`email`).
    """
    local, at, domain = address.rpartition("@")
    plain = f"{local.split('+', 1)[0] or local}{at}{domain}"
    key = _key(context, workspace)
    return tuple(dict.fromkeys(address_key(key, each) for each in (address, plain)))


def _key(context: Context, workspace: str) -> bytes:
    wrapped = context.stores.workspace_keys.find(workspace, _PARTNERS)
    if wrapped is None:
        fresh = context.wrapper.wrap(context.ids.secret(KEY_BYTES), workspace, _PARTNERS)
        wrapped = context.stores.workspace_keys.add(workspace, _PARTNERS, fresh)
    return context.wrapper.unwrap(wrapped, workspace, _PARTNERS)
