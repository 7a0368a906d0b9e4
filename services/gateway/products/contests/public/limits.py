"""How many forms a network may send: few, or as many as a venue of the contest allows."""

from collections.abc import Callable, Mapping
from ipaddress import ip_network
from typing import Any

from services.gateway.door.counting import TooManyAttempts, count_attempt
from services.gateway.door.rates import count_request
from services.gateway.door.security import client_network
from services.gateway.kit.formats import instant
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.public.memory import last_known_contest

Count = Callable[[str, str, str], object]


def count_form(workspace: str, slug: str) -> None:
    """Count a form of the present network; raise `TooManyAttempts`."""
    _count(count_request, "entry", client_network(), workspace, slug)


def count_guess(workspace: str, slug: str) -> None:
    """Count a form with a text that may be guessed, by all processes; raise `TooManyAttempts`."""
    who = f"{client_network()} {workspace}/{slug}"
    _count(count_attempt, "code", who, workspace, slug)


def _count(count: Count, what: str, who: str, workspace: str, slug: str) -> None:
    try:
        count(what, who, parts().entry_rate)
    except TooManyAttempts:
        venue = _venue(workspace, slug)
        if venue is None:
            raise
        # Its number is its own: what the network sent before does not count against it.
        count(f"{what} at a venue of {workspace}/{slug}", who, f"{venue['per_hour']} per hour")


def _venue(workspace: str, slug: str) -> Mapping[str, Any] | None:
    """Return the venue of the present network that allows most, None where there is none."""
    try:
        known = last_known_contest(workspace, slug).get("venues") or ()
    except ServiceProblem:
        return None
    now = parts().clock.now()
    here = [each for each in known if now < instant(each["until"]) and _holds(each["network"])]
    return max(here, key=lambda each: int(each["per_hour"]), default=None)


def _holds(network: str) -> bool:
    """Tell whether the present request comes from a network; "" is all of them."""
    try:
        venue, here = ip_network(network or "::/0", strict=False), ip_network(client_network())
    except ValueError:
        return not network
    if not network:
        return True
    # A household of IPv6 counts as one, so a number in it is the whole of it.
    return venue.version == here.version and (
        venue.supernet_of(here) or here.supernet_of(venue)  # type: ignore[arg-type]
    )
