"""Converters: the text of a variable → its value, or a ValueError that says what is expected."""

import base64
import binascii
from collections.abc import Callable
from email.policy import SMTP
from typing import Any
from urllib.parse import urlsplit

Converter = Callable[[str], Any]


def text(value: str) -> str:
    """Return the text as it is."""
    return value


def integer(value: str) -> int:
    """Return a whole number."""
    try:
        return int(value)
    except ValueError:
        raise ValueError("a whole number") from None


def integer_between(low: int, high: int) -> Converter:
    """Return a converter to whole numbers from `low` to `high`, both included."""

    def convert(value: str) -> int:
        try:
            number = int(value)
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return number

    return convert


def seconds(value: str) -> float:
    """Return a duration in seconds, zero or more."""
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise ValueError("a number of seconds, zero or more")
    return number


def boolean(value: str) -> bool:
    """Return whether it is `true` (also 1, yes, on) or `false` (0, no, off)."""
    lowered = value.strip().lower()
    if lowered in ("true", "1", "yes", "on"):
        return True
    if lowered in ("false", "0", "no", "off"):
        return False
    raise ValueError("true or false")


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


def mail_server(value: str) -> str:
    """Return the URL of a mail server: `smtp` or `smtps`."""
    try:
        right = urlsplit(url(value)).scheme in ("smtp", "smtps")
    except ValueError:
        right = False
    if not right:
        raise ValueError("smtp://host:port or smtps://host:port")
    return url(value)


def mailbox(value: str) -> str:
    """Return one address of RFC 5322, with a name before it or without."""
    header: Any = SMTP.header_factory("from", value)
    found = header.addresses
    if header.defects or len(found) != 1 or not found[0].domain or not value.isprintable():
        raise ValueError("an address, such as Name <name@example.org>")
    return value


def server_list(value: str) -> str:
    """Return the hosts, with their ports, of a comma-separated list."""
    try:
        if "//" in value:
            raise ValueError(value)
        _check_ports(value)
    except ValueError:
        raise ValueError("host:port, with commas between them") from None
    return value


def url_list(value: str) -> tuple[str, ...]:
    """Return the URLs of a comma-separated list."""
    try:
        return tuple(url(each) for each in text_list(value))
    except ValueError:
        raise ValueError("complete URLs with commas between them") from None


def text_list(value: str) -> tuple[str, ...]:
    """Return the members of a comma-separated list."""
    return tuple(each.strip() for each in value.split(",") if each.strip())


def base64_key(size: int) -> Converter:
    """Return a converter to `size` bytes written in base64."""

    def convert(value: str) -> bytes:
        try:
            raw = base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            raw = b""
        if len(raw) != size:
            raise ValueError(f"{size} bytes in base64")
        return raw

    return convert


def choice(*values: str) -> Converter:
    """Return a converter that accepts these values alone."""

    def convert(value: str) -> str:
        if value not in values:
            raise ValueError(f"one of {', '.join(values)}")
        return value

    return convert
