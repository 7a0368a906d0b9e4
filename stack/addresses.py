"""Are the servers that the settings name there at all? Asked before anything is started."""

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

from stack.errors import WrongSetting
from stack.settings import StackSettings

SECONDS = 4.0
USUAL_PORTS = {"mongodb": 27017, "kafka": 9092, "smtp": 25, "smtps": 465}


def hosts_of(value: str, scheme: str) -> list[tuple[str, int]]:
    """Return the (host, port) pairs of a server list or URL; user and password are dropped."""
    scheme, _, rest = value.rpartition("://") if "://" in value else (scheme, "", value)
    places = rest.partition("/")[0].partition("?")[0].rpartition("@")[2]
    parts = [urlsplit(f"//{place.strip()}") for place in places.split(",") if place.strip()]
    usual = USUAL_PORTS.get(scheme, 0)
    return [(part.hostname or "", part.port or usual) for part in parts]


def is_there(host: str, port: int) -> bool:
    """Tell whether something accepts connections at `host`:`port`."""
    try:
        with socket.create_connection((host, port), SECONDS):
            return True
    except (OSError, ValueError):
        return False


def _named(settings: StackSettings) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    yield "KERMESSE_KAFKA_BOOTSTRAP", hosts_of(settings.kafka_bootstrap, "kafka")
    yield "KERMESSE_SMTP_URL", hosts_of(settings.smtp_url, "smtp")
    # The hosts of mongodb+srv are found in DNS alone: the services' own check names them.
    if not settings.mongo_url.startswith("mongodb+srv:"):
        yield "KERMESSE_MONGO_URL", hosts_of(settings.mongo_url, "mongodb")


def require_there(settings: StackSettings) -> None:
    """Raise `WrongSetting` naming the setting and its hosts where none of them answers."""
    for name, hosts in _named(settings):
        if hosts and not any(is_there(host, port) for host, port in hosts[:3]):
            shown = ", ".join(f"{host}:{port}" for host, port in hosts)
            raise WrongSetting(f"{name}: nothing answers at {shown}.")
