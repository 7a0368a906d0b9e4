"""The QR code of a partner's own link: shown, and taken as a file."""

from collections.abc import Mapping
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from services.gateway.kit.sentences import sentence
from services.gateway.products.influencers.portal.blueprint import OWN, portal, read_home
from services.gateway.products.influencers.qr_files import PICTURES, picture_of, readable_code
from shared.webapp.permissions import requires


@portal.get("/links/<key>/qr")
@requires(OWN)
def own_qr(workspace: str, key: str) -> ResponseReturnValue:
    """Show the code, with the files to take."""
    link = _own(key)
    return render_template(
        "influencers/portal/qr.html",
        link=link,
        code=readable_code(link["url"]),
        unreadable=sentence("qr_unreadable"),
    )


@portal.get(f"/links/<key>/qr/{PICTURES}")
@requires(OWN)
def own_qr_file(workspace: str, key: str, picture: str) -> ResponseReturnValue:
    """Hand out a file of it."""
    return picture_of(_own(key)["url"], key, picture)


def _own(key: str) -> Mapping[str, Any]:
    """Return the link of that key, which is the partner's own and leads."""
    links: list[Mapping[str, Any]] = read_home()["links"]
    found = next((each for each in links if each["key"] == key and each["leads"]), None)
    if found is None:
        raise NotFound
    return found
