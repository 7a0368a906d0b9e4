"""What protects every page: hosts, origins, headers, limits, proxies that are trusted."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, ClassVar, TypeVar
from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, current_app, g, request
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import BadRequest
from werkzeug.middleware.proxy_fix import ProxyFix

from services.gateway.door.scraping import FORWARDED
from services.gateway.door.sealed import seal, unseal
from services.gateway.kit.parts import Parts
from shared.errors import AppError, Kind
from shared.webapp.networks import network_of
from shared.webapp.operations import OPERATIONS
from shared.webapp.permissions import is_open


def client_network() -> str:
    """Return from where the present request comes, as limits count it."""
    return network_of(request.remote_addr or "")


csrf = CSRFProtect()
log = structlog.get_logger("gateway")

View = TypeVar("View", bound=Callable[..., Any])
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
MOST_BODY = 512 * 1024
# How long a page may stand open before its form is sent.
OPEN_FOR = timedelta(days=30)
LONGEST_TOLD = 200
UNKNOWN_PROXY = (
    "A request bore X-Forwarded-For, and no proxy is trusted. If the gateway stands behind "
    "proxies, say behind how many: KERMESSE_TRUSTED_PROXIES."
)
_FORWARDED_FOR = {"HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED"}
_STRIPPED = ("HTTP_X_FORWARDED_", "HTTP_X_USER_", "HTTP_FORWARDED", "HTTP_X_REAL_IP")
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class RefusedOrigin(AppError):
    """This form was not sent by one of our own pages."""

    slug: ClassVar[str] = "refused_origin"
    kind: ClassVar[Kind] = Kind.FORBIDDEN


class TrustedHeaders:
    """WSGI layer: takes away what only a trusted proxy may say about a request.

    Where none is trusted, it tells once that somebody speaks as one does: if that is a proxy of
    ours, everybody behind it counts as one for the limits.
    """

    def __init__(self, inner: Any, hops: int = 0) -> None:
        self._inner = inner
        self._wondering = hops == 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Hand the request on without those headers."""
        if self._wondering and _FORWARDED_FOR & environ.keys():
            self._wondering = False
            log.warning("unknown_proxy", remedy=UNKNOWN_PROXY)
        for name in [each for each in environ if each.startswith(_STRIPPED)]:
            del environ[name]
            environ[FORWARDED] = True
        return self._inner(environ, start_response)  # type: ignore[no-any-return]


def install(app: Flask, given: Parts) -> None:
    """Protect `app`."""
    secure = given.public_url.startswith("https:")
    app.config.update(
        SECRET_KEY=given.secret_key,
        SECRET_KEY_FALLBACKS=list(given.secret_key_fallbacks),
        SESSION_COOKIE_NAME="__Host-kermesse" if secure else "kermesse",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=MOST_BODY,
        MAX_FORM_MEMORY_SIZE=MOST_BODY,
        MAX_FORM_PARTS=500,
        WTF_CSRF_TIME_LIMIT=None,
        # Our own check of the origin stands in: pages of mails send no Referer.
        WTF_CSRF_SSL_STRICT=False,
        WTF_CSRF_CHECK_DEFAULT=False,
    )
    hosts = _hosts(given.public_url)
    app.before_request(lambda: _check_host(hosts))
    app.before_request(lambda: _check_origin(given.public_url))
    app.after_request(lambda response: _frame(response, given.framed_by))
    app.after_request(lambda response: _harden(response, secure))
    csrf.init_app(app)


def trust_proxies(app: Flask, hops: int) -> None:
    """Believe `hops` proxies about the address of the client, and nobody else."""
    app.wsgi_app = TrustedHeaders(app.wsgi_app, hops)  # type: ignore[method-assign]
    if hops:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )


def unreferred(view: View) -> View:
    """Declare that the address of a page is a secret: no Referer leaves it."""
    view._kermesse_unreferred = True  # type: ignore[attr-defined]
    return view


def is_unreferred() -> bool:
    """Tell whether the present page's address is a secret."""
    return _declares("_kermesse_unreferred")


def _declares(what: str) -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, what, False)


def framed(view: View) -> View:
    """Declare that a page may stand in a frame of the sites that the operator names."""
    view._kermesse_framed = True  # type: ignore[attr-defined]
    return view


def is_framed() -> bool:
    """Tell whether the present page may."""
    return _declares("_kermesse_framed")


def check_token() -> None:
    """Check the form's token; raise `CSRFError`."""
    token = request.form.get("csrf_token", "")
    if _is_of_audience() and unseal(_audience(), token, OPEN_FOR) is not None:
        return
    # The team's, or of a page of earlier code, whose token belongs to a cookie for everybody.
    csrf.protect()


def audience_token() -> str:
    """Return the token of a form for the audience of a workspace: signed, without a cookie.

    Whoever refuses cookies, or stands before a frame on another site, can enter. It guards no
    session, as there is none: what a form may do follows from what is typed, or from the secret in
    its address; forms that other sites send are refused by their origin.
    """
    return seal(_audience(), {})


def _audience() -> str:
    return f"form of {(request.view_args or {}).get('workspace', '')}"


def _is_of_audience() -> bool:
    """Tell whether the present page is anybody's: behind a session its own token is asked for."""
    view = current_app.view_functions.get(request.endpoint or "")
    return "workspace" in (request.view_args or {}) and is_open(view)


def _hosts(public_url: str) -> list[str]:
    host = _without_port(urlsplit(public_url).netloc)
    return list(LOOPBACK) if host in LOOPBACK else [host]


def _without_port(place: str) -> str:
    return place if place.endswith("]") else place.rsplit(":", 1)[0]


def _check_host(hosts: list[str]) -> None:
    if request.endpoint in OPERATIONS:
        return
    if _without_port(request.host).lower() not in hosts:
        log.warning("refused_host", host=request.host[:LONGEST_TOLD], expected=hosts)
        raise BadRequest("This host is not served here.")


def _check_origin(public_url: str) -> None:
    """Accept changes from our own pages alone, told by the browser itself."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None and site not in ("same-origin", "none"):
        raise _refused_origin(origin, public_url)
    own = {public_url, request.host_url.rstrip("/").lower()}
    if origin is None or origin.lower() in own:
        return
    # A page without Referer sends "null": there the form's token decides.
    if origin != "null" or not (site == "same-origin" or is_unreferred()):
        raise _refused_origin(origin, public_url)


def _refused_origin(origin: str | None, public_url: str) -> RefusedOrigin:
    """Tell the operator both addresses: a wrong setting looks just like an attack."""
    sent = (origin or "")[:LONGEST_TOLD]
    log.warning("refused_origin", origin=sent, host=request.host[:LONGEST_TOLD], own=public_url)
    return RefusedOrigin()


def _frame(response: Response, sites: tuple[str, ...]) -> Response:
    """Let the sites of the operator frame a page that may be: over what was set for every page."""
    if sites and is_framed():
        allowed = f"frame-ancestors {' '.join(sites)}"
        policy = POLICY.replace("frame-ancestors 'none'", allowed)
        response.headers["Content-Security-Policy"] = policy
        # It knows no list of sites; whoever knows the policy's follows that one.
        response.headers.remove("X-Frame-Options")
    return response


def _harden(response: Response, secure: bool) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    policy = "no-referrer" if is_unreferred() else "same-origin"
    response.headers.setdefault("Referrer-Policy", policy)
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers["X-Request-Id"] = g.get("request_id", "")
    if secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


__all__ = [
    "CSRFError",
    "audience_token",
    "check_token",
    "client_network",
    "csrf",
    "framed",
    "install",
    "is_unreferred",
    "trust_proxies",
    "unreferred",
]
