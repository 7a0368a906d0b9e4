"""Where a link may lead: the hosts that a workspace named, and our own pages.

Never to an address of a machine or a name of the inside, never by a name that only looks like
another's, and to one of our own links only where that one is older: then no chain of them is a
circle, whatever is edited at the same time.
"""

import re
import string
import unicodedata
from collections.abc import Collection
from urllib.parse import SplitResult, unquote, urlsplit

from services.influencers.domain.link.errors import BadLink
from shared.errors import FieldError
from shared.ids import canonical_key

LONGEST = 2000
MOST_HOSTS = 200
_INSIDE = frozenset(
    {"arpa", "corp", "home", "internal", "intranet", "lan", "local", "localdomain"}
    | {"localhost", "onion", "private", "svc"}
)
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)\Z")
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)\Z")


def checked_destination(text: str, hosts: Collection[str], home: str, field: str) -> str:
    """Return a destination as it is kept: its host in ASCII. Raises `BadLink` (`field`).

    `hosts` are those that the workspace allows, `home` the address of our own pages (scheme and
    host), which are always allowed.
    """
    address = text.strip()
    if len(address) > LONGEST:
        raise _wrong(field, "too_long", max=LONGEST)
    if not address.isprintable() or any(each in address for each in '\\ <>"'):
        raise _wrong(field, "link_characters")
    parts = _parts(address, field)
    if is_home(parts, home):
        return _written(parts, urlsplit(home).netloc.lower())
    host = checked_host(parts.hostname or "", field)
    if host == _name(urlsplit(home)):
        raise _wrong(field, "link_own_port", host=host)
    if host not in hosts:
        raise _wrong(field, "link_host", host=host)
    return _written(parts, host + (f":{parts.port}" if parts.port else ""))


def checked_host(text: str, field: str) -> str:
    """Return a host in ASCII, as the network knows it. Raises `BadLink` (`field`)."""
    host = text.strip().rstrip(".").lower()
    if unicodedata.normalize("NFKC", host) != host or len(_scripts(host)) > 1:
        raise _wrong(field, "host_lookalike", host=_ascii(host) or ascii(host))
    known = _ascii(host)
    labels = known.split(".")
    if not known or ":" in host or not all(map(_LABEL.match, labels)):
        raise _wrong(field, "host_unknown")
    if len(labels) < 2 or labels[-1] in _INSIDE or _NUMBER.match(labels[-1]):
        raise _wrong(field, "host_inside", host=known)
    return known


def is_home(parts: SplitResult, home: str) -> bool:
    """Tell whether an address is one of our own pages, with or without the port of its scheme."""
    ours = urlsplit(home)
    return (_name(parts), _port(parts)) == (_name(ours), _port(ours))


def own_key(address: str, home: str) -> str | None:
    """Return the key of our own link that an address is, however it is written; None for others."""
    parts = urlsplit(address)
    if not address or not is_home(parts, home):
        return None
    path: list[str] = []
    for step in _plain(parts.path).split("/"):
        if step == "..":
            path = path[:-1]
        elif step not in ("", "."):
            path.append(step)
    return canonical_key("/".join(path[1:])) if path[:1] == ["l"] else None


def _name(parts: SplitResult) -> str:
    return (parts.hostname or "").rstrip(".")


def _port(parts: SplitResult) -> int | None:
    """Return the port, None for that of its scheme."""
    return None if parts.port == {"http": 80, "https": 443}.get(parts.scheme) else parts.port


def _plain(path: str) -> str:
    """Return a path without percents, however often they were put on each other."""
    while (plain := unquote(path)) != path:
        path = plain
    return path


def _parts(address: str, field: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise _wrong(field, "link_unreadable") from error
    if parts.scheme not in ("http", "https"):
        raise _wrong(field, "link_scheme")
    if "@" in parts.netloc:
        raise _wrong(field, "link_credentials")
    if (
        not parts.hostname
        or port == 0
        or not address.startswith(f"{address[: len(parts.scheme)]}://")
    ):
        raise _wrong(field, "link_unreadable")
    return parts


def _written(parts: SplitResult, netloc: str) -> str:
    return parts._replace(netloc=netloc, path=parts.path or "/").geturl()


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _scripts(host: str) -> set[str]:
    """Return the alphabets of a host's letters, in punycode or not."""
    letters = (each for each in _shown(host) if each.isalpha())
    return {
        "LATIN" if each in string.ascii_letters else unicodedata.name(each, "?").split()[0]
        for each in letters
    }


def _shown(host: str) -> str:
    """Return the labels of a host as people read them, without the last one."""
    try:
        shown = host.encode("idna").decode("idna") if "xn--" in host else host
    except UnicodeError:
        shown = host
    # What ends a name is Latin for nearly all: it says nothing of the name itself.
    return shown.rpartition(".")[0] or shown


def _wrong(field: str, code: str, **params: int | str) -> BadLink:
    return BadLink(fields=[FieldError(field, code, params)])
