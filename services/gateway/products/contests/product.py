"""Contests, as the gateway joins them."""

from collections.abc import Sequence
from pathlib import Path

from flask import request, url_for

from services.gateway.kit.i18n import gettext
from services.gateway.kit.product import Group, Link, Product
from services.gateway.products.contests.console import console
from services.gateway.products.contests.public import public
from services.gateway.products.contests.words import WORDS

LIST = "contests.console.contests"


def navigation() -> Sequence[Group]:
    """Return the lists of contests by state, in the order of a contest's life."""
    return (
        _group(gettext("Launch"), ("", gettext("All contests")), ("draft", gettext("Drafts"))),
        _group(gettext("Animate"), ("open", gettext("Open"))),
        _group(
            gettext("Draw"), ("closed", gettext("Being checked")), ("sealed", gettext("Sealed"))
        ),
        _group(gettext("Reward"), ("drawn", gettext("Drawn"))),
        _group(
            gettext("Keep"), ("settled", gettext("Settled")), ("cancelled", gettext("Cancelled"))
        ),
    )


def _group(title: str, *lists: tuple[str, str]) -> Group:
    here = request.args.get("state", "") if request.endpoint == LIST else None
    links = (Link(text, url_for(LIST, state=state or None), here == state) for state, text in lists)
    return Group(title, tuple(links))


CONTESTS = Product(
    name="contests",
    folder=Path(__file__).parent,
    console=console,
    public=public,
    first_page=LIST,
    navigation=navigation,
    words=WORDS,
)
