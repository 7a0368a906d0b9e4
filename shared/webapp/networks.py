"""From where a request comes, as far as limits count: a household is one, however many numbers."""

import re
from ipaddress import IPv4Address, IPv6Network, ip_address

# Providers give a household a whole network of this length (RFC 6177), and its machines change
# their number in it every day (RFC 8981).
HOUSEHOLD = 64
# What one site may be given at most (the same), 65,536 households.
SITE = 48
_BRACKETED = re.compile(r"\[([^\]]*)\](?::\d+)?")
_WITH_PORT = re.compile(r"([0-9.]+):\d+")


def network_of(address: str, length: int = HOUSEHOLD) -> str:
    """Return what counts as one: an IPv4 address, an IPv6 network of /64, else the text itself.

    `length` is that of another IPv6 network.

    Some proxies write a port behind the address; sockets of both families write 192.0.2.1 as
    ::ffff:192.0.2.1.
    """
    found = _BRACKETED.fullmatch(address) or _WITH_PORT.fullmatch(address)
    plain = (found[1] if found else address).partition("%")[0]
    try:
        number = ip_address(plain.strip())
    except ValueError:
        return address[:64]
    if isinstance(number, IPv4Address):
        return str(number)
    if number.ipv4_mapped is not None:
        return str(number.ipv4_mapped)
    return str(IPv6Network((number, length), strict=False))
