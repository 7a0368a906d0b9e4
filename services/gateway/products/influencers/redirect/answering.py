"""The answer to `/l/<key>`, for whoever stands before Flask."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from services.gateway.kit.i18n import language_of
from services.gateway.kit.product import StartResponse
from services.gateway.products.influencers.domain.link import Link
from services.gateway.products.influencers.domain.query import of_visitor, with_query
from services.gateway.products.influencers.redirect.known import Known, KnownLinks
from shared.clock import Clock
from shared.documents import StoreUnavailable
from shared.ids import canonical_key

PREFIX = "/l/"
OUTCOMES = ("followed", "unrecorded", "looked", "fallback", "missing", "away")
LONGEST_PATH = 800
AGAIN_SECONDS = 2
HEADERS = (
    ("Cache-Control", "private, no-store"),
    # The site is told where somebody comes from, never which page.
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Robots-Tag", "noindex"),
    ("X-Content-Type-Options", "nosniff"),
)
_AWAY = (
    '<!doctype html><html lang="fr"><meta charset="utf-8"><title>503</title>'
    "<p>Ce lien ne peut pas être ouvert pour le moment. Réessayez dans un instant.</p>"
    '<p lang="en">This link cannot be opened right now. Try again in a moment.</p></html>'
).encode()

Record = Callable[[Link, dict[str, Any], datetime], bool]


class Redirect:
    """Answers links that are known, asked by the name of `home` at whatever port.

    Everything else is left to Flask, which has a page for it.

    `record` writes a click down and tells whether it is kept, `count` hears what became of each
    request: `followed`, `unrecorded` (followed, and no room for the click), `looked` (by HEAD or
    ahead of a visit: no click), `fallback`, `missing`, `away`. `begin` is called before each.
    """

    def __init__(
        self,
        known: KnownLinks,
        record: Record,
        *,
        count: Callable[[str], None],
        clock: Clock,
        home: str,
        begin: Callable[[], None] = lambda: None,
    ) -> None:
        self._known, self._record, self._count = known, record, count
        self._clock, self._home, self._begin = clock, home, begin
        self._host = _host_of(home)

    def __call__(
        self, environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes] | None:
        """Answer a GET or HEAD of a link; return None for everything else."""
        path = environ["PATH_INFO"]
        if not path.startswith(PREFIX) or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        if not self._is_ours(environ.get("HTTP_HOST", "").lower()):
            return None
        self._begin()
        try:
            known = self._known.find(_key(path)) if len(path) < LONGEST_PATH else None
        except StoreUnavailable:
            return self._away(environ, start_response)
        if known is None:
            self._count("missing")
            return None
        place = self._place(known, environ)
        start_response("302 Found", [("Location", place), ("Content-Length", "0"), *HEADERS])
        return [b""]

    def _is_ours(self, host: str) -> bool:
        """Tell whether we are asked by our own name: a link that leads to another name of this
        machine would come back to itself for ever.
        """
        return host == self._host or host.startswith(f"{self._host}:")

    def _place(self, known: Known, environ: dict[str, Any]) -> str:
        """Write the click down, if it is one; return where the visitor goes."""
        now, link = self._clock.now(), known.link
        if not link.leads(now):
            self._count("fallback")
            return link.otherwise or self._workspace(link, environ)
        if environ["REQUEST_METHOD"] == "HEAD" or _is_ahead(environ):
            self._count("looked")
        else:
            self._count("followed" if self._record(link, environ, now) else "unrecorded")
        query = environ.get("QUERY_STRING", "") if link.pass_query else ""
        return with_query(known.address, of_visitor(query)) if query else known.address

    def _workspace(self, link: Link, environ: dict[str, Any]) -> str:
        language = language_of(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
        return f"{self._home}/{language}/w/{link.workspace_id}/"

    def _away(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        self._count("away")
        body = b"" if environ["REQUEST_METHOD"] == "HEAD" else _AWAY
        told = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(_AWAY))),
            ("Retry-After", str(AGAIN_SECONDS)),
        ]
        start_response("503 Service Unavailable", [*told, *HEADERS])
        return [body]


def _host_of(home: str) -> str:
    """Return the host of an address as a header names it, without its port."""
    name = urlsplit(home).hostname or ""
    return f"[{name}]" if ":" in name else name


def _key(path: str) -> str:
    """Return the canonical key of a path, as WSGI says it: bytes as Latin-1."""
    key = path[len(PREFIX) :].removesuffix("/")
    if not key.isascii():
        key = key.encode("latin-1", "replace").decode("utf-8", "replace")
    return canonical_key(key)


def _is_ahead(environ: dict[str, Any]) -> bool:
    """Tell whether a browser asks before anybody did, to have the page at hand."""
    purpose = environ.get("HTTP_SEC_PURPOSE") or environ.get("HTTP_PURPOSE") or ""
    purpose = purpose or environ.get("HTTP_X_MOZ", "") or environ.get("HTTP_X_PURPOSE", "")
    return bool(purpose) and any(word in purpose.lower() for word in ("prefetch", "preview"))
