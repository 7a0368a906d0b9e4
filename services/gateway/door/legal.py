"""The legal notice of the site: who publishes it, who hosts it."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from services.gateway.kit.parts import parts
from shared.webapp.permissions import open_to_all

blueprint = Blueprint("legal", __name__)


@blueprint.get("/<any(fr, en):lang>/legal")
@open_to_all
def notice() -> ResponseReturnValue:
    """Show what the settings say."""
    return render_template("legal.html", legal=parts().legal)
