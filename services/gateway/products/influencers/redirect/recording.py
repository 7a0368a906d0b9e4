"""A click, written down before it is answered."""

import hashlib
import hmac
import json
from datetime import datetime
from functools import lru_cache
from ipaddress import IPv4Address, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import structlog

from services.gateway.products.influencers.domain.click import LONGEST_AGENT
from services.gateway.products.influencers.domain.link import Link
from services.gateway.products.influencers.domain.query import trigger_of
from services.gateway.products.influencers.spill.salts import Salts
from services.gateway.products.influencers.spill.writing import Spill
from shared.events import instant_text
from shared.ids import IdSource
from shared.webapp.networks import SITE, network_of

# Of an agent's bytes nothing further is read: a letter has four at most.
MOST_BYTES = 4 * LONGEST_AGENT
log = structlog.get_logger(__name__)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Recording:
    """Writes clicks of one process to its spill files, marked with the salt of the day."""

    def __init__(self, folder: Path, ids: IdSource) -> None:
        self._ids = ids
        self._salts = Salts(folder)
        self._spill = Spill(folder, ids.ulid)

    def record(self, link: Link, environ: dict[str, Any], now: datetime) -> bool:
        """Write the visit of a WSGI request down; False where it is not kept."""
        try:
            click = self._click(link, environ, instant_text(now))
        except OSError as error:
            log.warning("click_not_marked", error=error.strerror or str(error))
            return False
        return self._spill.append(f"{_encode(click)}\n".encode(), link.workspace_id)

    def _click(self, link: Link, environ: dict[str, Any], at: str) -> dict[str, str]:
        """Return what is told of a visit; raise `OSError` where the day has no salt."""
        address = environ.get("REMOTE_ADDR", "")
        agent = _text(environ.get("HTTP_USER_AGENT", "")[:MOST_BYTES])[:LONGEST_AGENT]
        return {
            "click_id": self._ids.ulid(),
            "workspace_id": link.workspace_id,
            "link_id": link.id,
            "key": link.key,
            "program_id": link.program_id,
            "partner_id": link.partner_id,
            "at": at,
            "trigger": trigger_of(environ.get("QUERY_STRING", "")),
            "agent": agent,
            "network": cut(address),
            "mark": _mark(self._salts.of(at[:10]), link.id, address, agent),
            "method_seen": environ["REQUEST_METHOD"],
            "referrer": _host(environ.get("HTTP_REFERER", "")),
        }

    def upkeep(self, now: datetime) -> None:
        """Destroy the salts of other days, and leave a file that is old."""
        self._salts.destroy_before(instant_text(now)[:10])
        self._spill.rest()


@lru_cache(maxsize=10_000)
def cut(address: str) -> str:
    """Return the network of an address: /24 of IPv4, /48 of IPv6, "" of anything else."""
    whole = network_of(address, SITE)
    if ":" in whole:
        return whole if "/" in whole else ""
    try:
        return str(ip_network((int(IPv4Address(whole)) >> 8 << 8, 24)))
    except ValueError:
        return ""


def _mark(salt: bytes, *what: str) -> str:
    return hmac.digest(salt, "|".join(what).encode(), hashlib.sha256).hex()[:32]


@lru_cache(maxsize=10_000)
def _text(header: str) -> str:
    """Return a header as it was meant: WSGI hands bytes over as Latin-1."""
    return header.encode("latin-1", "replace").decode("utf-8", "replace")


@lru_cache(maxsize=1_000)
def _host(referrer: str) -> str:
    """Return the host of the page that the visitor came from, "" where none is told."""
    try:
        return (urlsplit(referrer).hostname or "")[:253]
    except ValueError:
        return ""
