"""What the gateway reads from its environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from limits import parse_many

from shared.assembly.house import house
from shared.settings import (
    CommonSettings,
    ProxySettings,
    base64_key,
    health_port,
    list_of,
    long_text,
    service_url,
    setting,
    setting_each,
    site,
    text,
)
from shared.settings import WorkerSettings as EveryWorkerSettings

secret = long_text(32)
# The library takes "30 per 0 hours" for 30 per hour.
_OF_NOTHING = re.compile(r"(?:/|\bper)\s*0+\b", re.IGNORECASE)


def rate(value: str) -> str:
    """Return a rate, or several with `;` between them, each of one or more.

    One that cannot be read would limit nothing, and one of nothing lets nobody in.
    """
    try:
        if _OF_NOTHING.search(value) or any(item.amount < 1 for item in parse_many(value)):
            raise ValueError(value)
    except ValueError:
        raise ValueError(
            "a rate of one or more, such as 30 per hour, or several with ; between them"
        ) from None
    return value


@dataclass(frozen=True)
class WorkerSettings(EveryWorkerSettings):
    """The settings of the worker."""

    health_port: int = health_port(8220)


@dataclass(frozen=True)
class ClicksSettings(EveryWorkerSettings):
    """The settings of the process that ships clicks."""

    health_port: int = health_port(8221)


@dataclass(frozen=True)
class GatewaySettings(CommonSettings, ProxySettings):
    """The settings of the web process."""

    public_url: str = setting(
        "KERMESSE_PUBLIC_URL",
        example="https://contests.example.org",
        help="address under which people reach the pages",
        converter=site,
    )
    services: Mapping[str, str] = setting_each(
        (each.name for each in house() if each.api),
        "KERMESSE_{KEY}_URL",
        example="http://127.0.0.1:8001",
        help="address of the {key} service",
        converter=service_url,
    )
    token_private_key: bytes = setting(
        "KERMESSE_TOKEN_PRIVATE_KEY",
        example="AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        help="Ed25519 private key with which the gateway signs its calls",
        secret=True,
        converter=base64_key(32),
    )
    secret_key: str = setting(
        "KERMESSE_GATEWAY_SECRET_KEY",
        example="thirty-two-characters-that-nobody-guesses",
        help="signs the cookie of the pages, 32 characters or more",
        secret=True,
        converter=secret,
    )
    secret_key_fallbacks: tuple[str, ...] = setting(
        "KERMESSE_GATEWAY_SECRET_KEY_FALLBACKS",
        default=(),
        example="the-former-key-of-thirty-two-letters,the-one-before-of-thirty-two-letters",
        help="former keys that are still accepted, 32 characters or more each",
        secret=True,
        converter=list_of(secret),
    )
    framed_by: tuple[str, ...] = setting(
        "KERMESSE_GATEWAY_FRAMED_BY",
        default=(),
        example="https://www.example.org,https://shop.example.org",
        help="sites whose frames may hold the pages by which people enter; none by default",
        converter=list_of(site),
    )
    entry_rate: str = setting(
        "KERMESSE_GATEWAY_ENTRY_RATE",
        default="30 per hour",
        example="300 per hour",
        help="forms of entries from one network (IPv4 address, IPv6 /64), in each process",
        converter=rate,
    )
    sign_in_rate: str = setting(
        "KERMESSE_GATEWAY_SIGNIN_RATE",
        default="10 per minute",
        example="5 per minute",
        help="wrong passwords from one network, and ten times as many for one account",
        converter=rate,
    )
    legal_publisher: str = setting(
        "KERMESSE_LEGAL_PUBLISHER",
        default="",
        example="Maison Lumen SAS, capital 10 000 €, RCS Paris 123 456 789, 01 23 45 67 89",
        help="legal notice: who publishes the site, with form, registration, address and telephone",
        converter=text,
    )
    legal_director: str = setting(
        "KERMESSE_LEGAL_DIRECTOR",
        default="",
        example="Inès Robert",
        help="legal notice: who answers for what is published",
        converter=text,
    )
    legal_contact: str = setting(
        "KERMESSE_LEGAL_CONTACT",
        default="",
        example="contact@example.org",
        help="legal notice: where one writes to the publisher",
        converter=text,
    )
    legal_host: str = setting(
        "KERMESSE_LEGAL_HOST",
        default="",
        example="Example SAS, 2 rue des Serveurs, 59100 Roubaix, 09 72 10 10 07",
        help="legal notice and page about data: who hosts the site, with address and telephone",
        converter=text,
    )
    legal_dpo: str = setting(
        "KERMESSE_LEGAL_DPO",
        default="",
        example="dpo@example.org",
        help="page about data: the data-protection officer of contests that name none",
        converter=text,
    )
    legal_processors: str = setting(
        "KERMESSE_LEGAL_PROCESSORS",
        default="",
        example="Example SAS (hosting), Mail SARL (mails)",
        help="page about data: who works on it under contract",
        converter=text,
    )
    legal_transfers: str = setting(
        "KERMESSE_LEGAL_TRANSFERS",
        default="",
        example="Mail Inc., United States: standard contractual clauses",
        help="page about data: transfers outside the European Economic Area, and what covers them",
        converter=text,
    )
    legal_authority: str = setting(
        "KERMESSE_LEGAL_AUTHORITY",
        default="CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, https://www.cnil.fr",
        example="APD-GBA, rue de la Presse 35, 1000 Bruxelles, contact@apd-gba.be",
        help="page about data: the authority to which people complain",
        converter=text,
    )
