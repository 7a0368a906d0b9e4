"""A delivery address in words."""

from collections.abc import Mapping

from services.gateway.kit.countries import country_names

_LINES = ("name", "line", "more")


def address_lines(address: Mapping[str, str] | None) -> list[str]:
    """Return an address as it stands on a parcel; none: []."""
    if not address:
        return []
    town = f"{address['postcode']} {address['city']}".strip()
    lines = [*(address[name] for name in _LINES), town, *country_names([address["country"]])]
    return [line for line in (*lines, address["phone"]) if line]
