"""What is asked to open a venue: see `domain/contest/venue.py`."""

from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_network

from shared.forms.field import Kind, asks, both, fields_of

# Wider than this, a network is no place.
WIDEST = {4: 16, 6: 32}


def check_network(text: str) -> str:
    """Return "" for an address or a network of a place, or for nothing, else `network`."""
    if not text:
        return ""
    try:
        network = ip_network(text.strip(), strict=False)
    except ValueError:
        return "network"
    return "" if network.prefixlen >= WIDEST[network.version] else "network"


@dataclass(frozen=True, kw_only=True)
class Venue:
    """A venue: `network` is an address or a network (CIDR), "" for all of them."""

    network: str = asks(
        Kind.TEXT,
        both("Réseau", "Network"),
        maximum=60,
        check=check_network,
        says={
            "network": both(
                "%(field)s : ce n’est ni une adresse ni un réseau, ou il est trop vaste. Par "
                "exemple 203.0.113.7.",
                "%(field)s: this is no address and no network, or too wide a one. For instance "
                "203.0.113.7.",
            ),
            "too_many": both(
                "%(field)s : il y a déjà beaucoup de lieux ouverts. Fermez-en un d’abord.",
                "%(field)s: many venues are open already. Close one of them first.",
            ),
        },
    )
    until: datetime = asks(
        Kind.INSTANT,
        both("Jusqu’à", "Until"),
        required=True,
        zone="zone",
        says={
            "venue_too_long": both(
                "%(field)s : choisissez un moment à venir, dans trois jours au plus et avant la "
                "fermeture du concours.",
                "%(field)s: choose a moment to come, in three days at the latest and before the "
                "contest closes.",
            )
        },
    )
    per_hour: int = asks(
        Kind.WHOLE,
        both("Formulaires par heure", "Forms per hour"),
        required=True,
        default=500,
        minimum=1,
        maximum=5000,
    )


VENUE_FIELDS = fields_of(Venue)
