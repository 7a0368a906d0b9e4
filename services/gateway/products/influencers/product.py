"""Influencers, as the gateway joins them."""

from collections.abc import Sequence
from pathlib import Path

from flask import request, url_for

from services.gateway.kit.i18n import gettext
from services.gateway.kit.parts import signed_in
from services.gateway.kit.product import Group, Link, Product
from services.gateway.products.influencers.console import console
from services.gateway.products.influencers.console.bringing import offered
from services.gateway.products.influencers.portal import portal
from services.gateway.products.influencers.public import public
from services.gateway.products.influencers.redirect.joining import redirect_of
from services.gateway.products.influencers.words import WORDS
from shared.auth import READ_PEOPLE, Role

LISTS = "influencers.console"


def navigation() -> Sequence[Group]:
    """Return the lists of programs and, for whoever may read them, of partners."""
    links = [_link("programs", gettext("Programs"))]
    if signed_in().role in READ_PEOPLE.roles:
        links.append(_link("partners", gettext("Partners")))
        links.append(_link("payouts", gettext("Payouts")))
    return (Group(gettext("Make known"), tuple(links)),)


def _link(name: str, text: str) -> Link:
    endpoint = f"{LISTS}.{name}"
    return Link(text, url_for(endpoint), request.endpoint == endpoint)


INFLUENCERS = Product(
    name="influencers",
    folder=Path(__file__).parent,
    console=console,
    public=public,
    portal=portal,
    doors={Role.PARTNER.value: "influencers.public.portal_sign_in"},
    navigation=navigation,
    words=WORDS,
    before_flask=redirect_of,
    pieces={"contests.contest": offered},
)
