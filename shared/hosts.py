"""Which hosts a request from inside may bear: those that nobody's name on the internet leads to.

A stranger's page reaches a machine of ours by a name of its own that leads to our address (DNS
rebinding), and then its requests bear that name.
"""

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

# What such names end with; nobody can own one on the internet (RFC 6761, 6762; `svc` is a
# cluster's).
_INSIDE = frozenset({"internal", "local", "localhost", "svc"})


def is_inside(host: str, names: Collection[str] = ()) -> bool:
    """Tell whether a Host header is absent, an address, a name of the inside or one of `names`."""
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    return _is_address(name) or name in names or _ends_inside(name)


def _ends_inside(name: str) -> bool:
    first, *more = name.split(".")
    return not more or (more[-1] in _INSIDE and bool(first))


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
