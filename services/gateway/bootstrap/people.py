"""What the command about one address stands on: every service, and the gateway's own accounts."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.gateway.accounts.domain.account import Account, canonical_email
from services.gateway.accounts.stores import Stores
from services.gateway.bootstrap.stores import stores_of
from services.gateway.kit.people import OPERATOR, Told, ask_everyone
from services.gateway.kit.questions import Services
from services.gateway.kit.services import HttpServices
from services.gateway.settings import GatewaySettings
from shared.assembly.house import house
from shared.auth import Caller, Role, TokenSigner
from shared.clock import SystemClock
from shared.ids import IdSource, RandomIds


@dataclass(frozen=True)
class People:
    """Everything of one address, on behalf of whoever operates the machine."""

    stores: Stores
    services: Services
    ids: IdSource

    def told(self, verb: str, email: str, workspaces: list[str]) -> Iterator[Told]:
        """Yield what each service says, workspace by workspace."""
        roles, request = frozenset({Role.OWNER.value}), self.ids.ulid()
        callers = [Caller(OPERATOR, each, roles, request) for each in workspaces]
        return ask_everyone(self.services, house(), callers, verb, email)

    def colleague(self, email: str) -> Account | None:
        """Return the account that signs in with the address."""
        return self.stores.accounts.by_email(canonical_email(email))

    def workspaces(self) -> list[str]:
        """Return the id of every workspace."""
        return [each.id for each in self.stores.workspaces.every()]

    def close(self) -> None:
        """Let go of the database."""
        self.stores.database.close()


def people_of(settings: GatewaySettings) -> People:
    """Open the accounts; raise `SettingError` naming what does not answer."""
    ids = RandomIds()
    signer = TokenSigner(settings.token_private_key, SystemClock(), ids)
    return People(stores_of(settings), HttpServices(settings.services, signer), ids)
