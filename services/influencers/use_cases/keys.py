"""The keys of a workspace: of the addresses of its partners, of their accounts."""

import hashlib
import hmac

from services.influencers.use_cases.context import Context
from shared.addresses import address_key

KEY_BYTES = 32
_PARTNERS = "partners"


def partner_key(context: Context, workspace: str, address: str) -> str:
    """Return what stands for an address in a workspace; its key is made when first needed.

    Raises `Invalid` (`email`).
    """
    return address_key(_key(context, workspace, _PARTNERS), address)


def keys_of_address(context: Context, workspace: str, address: str) -> tuple[str, ...]:
    """Return the keys under which somebody may be known: as they wrote, and without a "+" tag.

    Raises `Invalid` (`email`).
    """
    local, at, domain = address.rpartition("@")
    plain = f"{local.split('+', 1)[0] or local}{at}{domain}"
    key = _key(context, workspace, _PARTNERS)
    return tuple(dict.fromkeys(address_key(key, each) for each in (address, plain)))


def stands_for(context: Context, workspace: str, purpose: str, text: str) -> str:
    """Return what stands for a text in a workspace, for one purpose: its HMAC, hexadecimal."""
    key = _key(context, workspace, purpose)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _key(context: Context, workspace: str, purpose: str) -> bytes:
    wrapped = context.stores.workspace_keys.find(workspace, purpose)
    if wrapped is None:
        fresh = context.wrapper.wrap(context.ids.secret(KEY_BYTES), workspace, purpose)
        wrapped = context.stores.workspace_keys.add(workspace, purpose, fresh)
    return context.wrapper.unwrap(wrapped, workspace, purpose)
