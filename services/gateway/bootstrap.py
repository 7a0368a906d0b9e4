"""The one place where the gateway's objects are built and joined."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from flask import Flask

from services.gateway.accounts.domain.events import TOPIC
from services.gateway.accounts.passwords import Passwords
from services.gateway.accounts.stores import Stores, open_stores
from services.gateway.accounts.use_cases.clean_up import clean_up
from services.gateway.accounts.use_cases.context import Context
from services.gateway.accounts.use_cases.open_account import open_account as open_account_in
from services.gateway.accounts.use_cases.open_workspace import open_workspace
from services.gateway.application import create_app
from services.gateway.kit.parts import Parts
from services.gateway.kit.services import HttpServices
from services.gateway.settings import GatewaySettings, WorkerSettings
from shared.auth import TokenSigner
from shared.bus import Topic
from shared.clock import SystemClock
from shared.ids import RandomIds
from shared.metrics import Metrics
from shared.opening import open_broker, open_store
from shared.process import Loop
from shared.relay import Relay
from shared.settings import CommonSettings, load


def _stores(settings: CommonSettings) -> Stores:
    """Open the database; raise `SettingError` naming the setting of one that does not answer."""
    return open_stores(open_store("gateway", settings))


def build_app(settings: GatewaySettings) -> Flask:
    """Return the web application."""
    clock, ids = SystemClock(), RandomIds()
    accounts = Context(_stores(settings), Passwords(), clock, ids)
    addresses = {"contests": settings.contests_url, "insights": settings.insights_url}
    signer = TokenSigner(settings.token_private_key, clock, ids)
    return create_app(
        Parts(
            public_url=settings.public_url,
            secret_key=settings.secret_key,
            secret_key_fallbacks=settings.secret_key_fallbacks,
            trusted_proxies=settings.trusted_proxies,
            sign_in_rate=settings.sign_in_rate,
            entry_rate=settings.entry_rate,
            services=HttpServices(addresses, signer),
            accounts=accounts,
            clock=clock,
            ids=ids,
            ready=accounts.stores.database.ping,
            registry=Metrics("gateway").registry,
        )
    )


@dataclass(frozen=True)
class Worker:
    """What the worker runs: loops by name, its readiness, its upkeep, what it closes."""

    loops: Mapping[str, Loop]
    ready: Callable[[], None]
    upkeep: Callable[[], None]
    stopping: tuple[Callable[[], None], ...]
    closing: tuple[Callable[[], None], ...]


def build_worker(settings: WorkerSettings, metrics: Metrics) -> Worker:
    """Return the worker; raise `SettingError` naming what does not answer."""
    stores = _stores(settings)
    bus = open_broker(settings, [Topic(TOPIC)])
    metrics.watch_producer(bus.unresolved_seconds)
    clock = SystemClock()
    relay = Relay(
        "gateway", [stores.accounts.documents], cache(bus.publisher), clock=clock, metrics=metrics
    )

    def upkeep() -> None:
        clean_up(stores, clock)
        stores.database.idle()

    return Worker(
        loops={"relay": relay.run_once},
        ready=stores.database.ping,
        upkeep=upkeep,
        stopping=(relay.stop,),
        closing=(bus.close, stores.database.close),
    )


def open_account(
    environ: Mapping[str, str],
    *,
    workspace_id: str,
    workspace_name: str,
    email: str,
    password: str,
    role: str,
    must_be_new: bool = False,
) -> str:
    """Open a workspace and an account in it, and return the account's id.

    Harmless when repeated: what exists stays as it is, unless it `must_be_new`.
    Raise `SettingError`, `Invalid`, or `AddressTaken` for an address of another workspace.
    """
    stores = _stores(load(CommonSettings, environ))
    context = Context(stores, Passwords(), SystemClock(), RandomIds())
    try:
        open_workspace(stores.workspaces, workspace_id=workspace_id, name=workspace_name)
        account = open_account_in(
            context,
            workspace_id=workspace_id,
            email=email,
            password=password,
            role=role,
            must_be_new=must_be_new,
        )
    finally:
        stores.database.close()
    return account.id
