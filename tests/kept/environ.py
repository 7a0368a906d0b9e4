"""The settings under which the fixtures were recorded: with these secrets they open again."""

from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

from shared.auth import public_key_of

WORKSPACE = "maison-lumen"
GATEWAY_KEY = bytes(range(32))
PUBLIC_URL = "https://jeux.example"


def environ_of(folder: Path, *, chain: str = "test", beacon: str = "") -> dict[str, str]:
    """Return the environment of every process over `folder`."""
    return {
        "KERMESSE_DATA_DIR": str(folder),
        "KERMESSE_PUBLIC_URL": PUBLIC_URL,
        "KERMESSE_TOKEN_PUBLIC_KEY": b64encode(public_key_of(GATEWAY_KEY)).decode(),
        "KERMESSE_TOKEN_PRIVATE_KEY": b64encode(GATEWAY_KEY).decode(),
        "KERMESSE_CONTESTS_WRAPPING_KEY": b64encode(bytes(range(100, 132))).decode(),
        "KERMESSE_GATEWAY_SECRET_KEY": "the-key-under-which-cookies-were-signed",
        "KERMESSE_BEACON_CHAIN": chain,
        "KERMESSE_BEACON_URLS": beacon or "http://127.0.0.1:9",
        "KERMESSE_SMTP_URL": "smtp://127.0.0.1:9",
        "KERMESSE_MAIL_FROM": "Kermesse <bonjour@jeux.example>",
        "KERMESSE_CONTESTS_URL": "http://127.0.0.1:9",
        "KERMESSE_INSIGHTS_URL": "http://127.0.0.1:9",
        "KERMESSE_INFLUENCERS_URL": "http://127.0.0.1:9",
        "KERMESSE_HEALTH_PORT": "0",
    }


def on_server(url: str, prefix: str) -> Mapping[str, str]:
    """Return the settings that put documents on a server of MongoDB's protocol."""
    return {"KERMESSE_MONGO_URL": url, "KERMESSE_MONGO_PREFIX": prefix}
