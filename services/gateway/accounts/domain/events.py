"""What the gateway tells the others: ids and roles, never addresses."""

from datetime import datetime

from services.gateway.accounts.domain.account import Account
from shared.events import Event

TOPIC = "gateway.account"


def account_opened(event_id: str, account: Account, at: datetime) -> Event:
    """Return `AccountOpened`."""
    return Event(
        id=event_id,
        type="kermesse.gateway.account.opened.v1",
        topic=TOPIC,
        key=account.id,
        time=at,
        data={
            "account_id": account.id,
            "workspace_id": account.workspace_id,
            "role": account.role,
        },
    )
