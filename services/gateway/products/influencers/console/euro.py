"""How a click becomes a euro: each rule from a visit to a statement, for whoever runs a program."""

from flask import render_template
from flask.typing import ResponseReturnValue

from services.gateway.kit.i18n import gettext
from services.gateway.products.influencers.console.blueprint import READ, console
from services.gateway.products.influencers.words.sales import REASONS
from shared.webapp.permissions import requires


@console.get("/programs/how-a-click-becomes-a-euro")
@requires(READ)
def euro() -> ResponseReturnValue:
    """Tell the rules in the order in which they act."""
    return render_template(
        "influencers/console/euro.html", reasons=[gettext(each) for each in REASONS.values()]
    )
