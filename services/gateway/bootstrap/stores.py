"""The stores of the gateway, opened by its settings."""

from services.gateway.accounts.stores import Stores, open_stores
from shared.opening import open_store
from shared.settings import CommonSettings


def stores_of(settings: CommonSettings) -> Stores:
    """Open the database; raise `SettingError` naming the setting of one that does not answer."""
    return open_stores(open_store("gateway", settings))
