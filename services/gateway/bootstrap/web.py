"""The web process, built and joined."""

from pathlib import Path

from flask import Flask
from prometheus_client import CollectorRegistry

from services.gateway.accounts.passwords import Passwords
from services.gateway.accounts.use_cases.context import Context
from services.gateway.audit.stores import open_audit
from services.gateway.bootstrap.application import create_app
from services.gateway.bootstrap.stores import stores_of
from services.gateway.kit.legal import legal_of
from services.gateway.kit.parts import Parts
from services.gateway.kit.services import HttpServices
from services.gateway.products.contests.product import CONTESTS
from services.gateway.products.influencers.product import INFLUENCERS
from services.gateway.settings import GatewaySettings
from shared.auth import TokenSigner, public_key_of
from shared.clock import SystemClock
from shared.ids import RandomIds
from shared.settings import SettingError

# In the order of the navigation.
PRODUCTS = (CONTESTS, INFLUENCERS)


def build_app(settings: GatewaySettings) -> Flask:
    """Return the web application; raise `SettingError` for what does not answer or fit."""
    if public_key_of(settings.token_private_key) != settings.token_public_key:
        raise SettingError(
            ("KERMESSE_TOKEN_PUBLIC_KEY: it does not belong to KERMESSE_TOKEN_PRIVATE_KEY",)
        )
    clock, ids = SystemClock(), RandomIds()
    accounts = Context(stores_of(settings), Passwords(), clock, ids)
    signer = TokenSigner(settings.token_private_key, clock, ids)
    return create_app(
        Parts(
            public_url=settings.public_url,
            secret_key=settings.secret_key,
            secret_key_fallbacks=settings.secret_key_fallbacks,
            trusted_proxies=settings.trusted_proxies,
            sign_in_rate=settings.sign_in_rate,
            entry_rate=settings.entry_rate,
            services=HttpServices(settings.services, signer),
            accounts=accounts,
            audit=open_audit(accounts.stores.database),
            clock=clock,
            ids=ids,
            ready=accounts.stores.database.ping,
            registry=CollectorRegistry(),
            data_dir=Path(settings.data_dir),
            legal=legal_of(settings),
            framed_by=settings.framed_by,
        ),
        PRODUCTS,
    )
