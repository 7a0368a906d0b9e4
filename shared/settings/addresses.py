"""Converters of addresses: where servers are, where people reach us, whom mails are from."""

import ipaddress
import re
from urllib.parse import SplitResult, parse_qs, urlsplit

from shared.mail import MailRefused
from shared.mail.mailboxes import mailbox_of
from shared.settings.converters import text_list

USUAL_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?(?:\.[A-Za-z0-9_-]+)*\.?")
_NUMBERS = re.compile(r"[0-9.]+")


def url(value: str) -> str:
    """Return an absolute URL, without the slash at its end."""
    try:
        parts = urlsplit(value)
        complete = bool(parts.scheme and parts.netloc and parts.hostname)
        _check_ports(parts.netloc.rpartition("@")[2])
    except ValueError:
        complete = False
    if not complete or value != value.strip():
        raise ValueError("a complete URL, scheme and host included")
    return value.rstrip("/")


def _check_ports(places: str) -> None:
    """Raise `ValueError` where a host of the comma-separated list has an impossible port."""
    for place in places.split(","):
        host = urlsplit(f"//{place.strip()}")
        if not host.hostname or host.port == 0:
            raise ValueError(place)


def web_url(value: str) -> str:
    """Return where a service answers over HTTP, without the slash at its end."""
    try:
        parts = _web(value)
    except ValueError:
        raise ValueError("http://host or https://host, a path at most behind it") from None
    return f"{_origin(parts)}{parts.path}".rstrip("/")


def service_url(value: str) -> str:
    """Return where a service answers: scheme, host and port alone, as its paths are its own."""
    try:
        parts = _web(value)
        if parts.path not in ("", "/"):
            raise ValueError(parts.path)
    except ValueError:
        raise ValueError("http://host or https://host, its port at most behind it") from None
    return _origin(parts)


def site(value: str) -> str:
    """Return the address of a site as browsers say it: in lower case, no usual port, no path."""
    try:
        parts = _web(value)
        # Requests that bear a host with an underscore have none (RFC 1123, 2.1).
        if parts.path not in ("", "/") or "_" in parts.netloc:
            raise ValueError(parts.path)
    except ValueError:
        raise ValueError(
            "https://host or http://host alone, a name beyond ASCII in its form xn--…"
        ) from None
    return _origin(parts)


def _web(value: str) -> SplitResult:
    parts = urlsplit(value)
    plain = value.isascii() and value.isprintable() and " " not in value and "\\" not in value
    if not plain or parts.scheme not in USUAL_PORTS or "@" in parts.netloc:
        raise ValueError(value)
    if "?" in value or "#" in value or parts.port == 0:
        raise ValueError(value)
    host(parts.hostname or "")
    return parts


def _origin(parts: SplitResult) -> str:
    name = parts.hostname or ""
    place = f"[{ipaddress.ip_address(name)}]" if ":" in name else name
    usual = parts.port in (None, USUAL_PORTS[parts.scheme])
    return f"{parts.scheme}://{place}" if usual else f"{parts.scheme}://{place}:{parts.port}"


def host(value: str) -> str:
    """Return the name or the number of a machine."""
    try:
        if ":" in value or _NUMBERS.fullmatch(value):
            ipaddress.ip_address(value)
        elif not _NAME.fullmatch(value):
            raise ValueError(value)
    except ValueError:
        raise ValueError("the name or the IP address of a machine") from None
    return value


def host_name(value: str) -> str:
    """Return the same as requests bear it: in lower case."""
    return host(value).lower().rstrip(".")


def mail_server(value: str) -> str:
    """Return the URL of a mail server: `smtp` or `smtps`, `starttls=1` where it must encrypt."""
    try:
        parts = urlsplit(url(value))
        asked = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        right = parts.scheme in ("smtp", "smtps") and parts.path in ("", "/") and not parts.fragment
        right = right and asked in ({}, {"starttls": ["1"]}, {"starttls": ["0"]})
    except ValueError:
        right = False
    if not right:
        raise ValueError("smtp://host:port or smtps://host:port, ?starttls=1 at most behind it")
    return url(value)


def mailbox(value: str) -> str:
    """Return one address of RFC 5322, with a name before it or without."""
    try:
        if not mailbox_of(value).address.isascii():
            raise ValueError(value)
    except (MailRefused, ValueError):
        raise ValueError("an address, such as Name <name@example.org>") from None
    return value


def server_list(value: str) -> str:
    """Return the hosts, with their ports, of a comma-separated list."""
    try:
        for place in value.split(","):
            there = urlsplit(f"//{place.strip()}")
            if not there.port or "@" in place or there.netloc != place.strip():
                raise ValueError(place)
            host(there.hostname or "")
    except ValueError:
        raise ValueError("host:port, with commas between them") from None
    return value


def url_list(value: str) -> tuple[str, ...]:
    """Return the web addresses of a comma-separated list, one at least."""
    try:
        return tuple(web_url(each) for each in text_list(value))
    except ValueError:
        raise ValueError("web addresses with commas between them, none of them empty") from None
