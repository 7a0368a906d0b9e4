"""The pages of the audit log, joined as those of a product are."""

from collections.abc import Sequence
from pathlib import Path

from flask import g, request, url_for

from services.gateway.audit.pages.log import READ_AUDIT, pages
from services.gateway.kit.i18n import gettext
from services.gateway.kit.product import Group, Link, Product

LOG = "audit.console.log"


def navigation() -> Sequence[Group]:
    """Return the way to the log, for whoever may read it."""
    who = g.get("signed_in")
    if who is None or who.role not in READ_AUDIT.roles:
        return ()
    here = (request.endpoint or "").startswith("audit.console.")
    return (Group(gettext("Watch over"), (Link(gettext("Audit log"), url_for(LOG), here),)),)


AUDIT = Product(
    name="audit",
    folder=Path(__file__).parent.parent,
    console=pages,
    navigation=navigation,
)
