"""Who may read the figures of operators: whoever asks from inside, past no proxy."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import NotFound

# In the WSGI environment: the request bore what only proxies say.
FORWARDED = "kermesse.forwarded"


def install(app: Flask, public_url: str) -> None:
    """Keep `/metrics` from everybody outside."""
    public_host = urlsplit(public_url).hostname or ""
    app.before_request(lambda: _check(public_host))


def _check(public_host: str) -> None:
    if request.endpoint != "metrics":
        return
    # The view itself refuses names of others.
    by_public_name = not _inside(public_host) and _host() == public_host
    if by_public_name or FORWARDED in request.environ or not _inside(request.remote_addr or ""):
        raise NotFound


def _host() -> str:
    return urlsplit(f"//{request.host}").hostname or ""


def _inside(host: str) -> bool:
    """Tell whether `host` is this machine, or an address of a network that is not public."""
    if host == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    # Sockets of both families give 10.0.0.1 as ::ffff:10.0.0.1.
    return (getattr(address, "ipv4_mapped", None) or address).is_private
