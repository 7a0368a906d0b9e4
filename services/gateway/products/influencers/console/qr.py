"""The QR code of a link: shown, handed out as files, and the colour that it has."""

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.gateway.accounts.domain.colour import WHITE, contrast
from services.gateway.accounts.use_cases.paint_workspace import paint_workspace
from services.gateway.kit.calling import staff_api
from services.gateway.kit.formats import number_text
from services.gateway.kit.forms.sent import typed
from services.gateway.kit.parts import parts, signed_in
from services.gateway.kit.sentences import sentence
from services.gateway.products.influencers.console.blueprint import READ, WRITE, console
from services.gateway.products.influencers.console.link_view import link_row
from services.gateway.products.influencers.qr_files import (
    PICTURES,
    own_colour,
    picture_of,
    readable_code,
)
from shared.errors import FieldError, Invalid
from shared.webapp.permissions import requires


@console.get("/links/<link_id>/qr")
@requires(READ)
def link_qr(link_id: str) -> ResponseReturnValue:
    """Show the code of a link, with its files to take."""
    found = _link(link_id)
    return render_template(
        "influencers/console/qr.html",
        unreadable=sentence("qr_unreadable"),
        link=link_row(found),
        program=url_for(".program_links", program_id=found["program_id"]),
        code=readable_code(found["url"]),
        colour=own_colour(),
        # Whoever may edit the link may choose the colour.
        may="edit" in found["actions"],
    )


@console.get(f"/links/<link_id>/qr/{PICTURES}")
@requires(READ)
def link_qr_file(link_id: str, picture: str) -> ResponseReturnValue:
    """Hand out a file: SVG, PNG for a screen, PNG for a printer."""
    found = _link(link_id)
    return picture_of(found["url"], found["key"], picture)


@console.get("/links/<link_id>/qr/colour")
@requires(WRITE)
def qr_colour(link_id: str) -> ResponseReturnValue:
    """Show the colour of the workspace, to be changed."""
    return _colour_page(_link(link_id), own_colour() or "#000000")


@console.post("/links/<link_id>/qr/colour")
@requires(WRITE)
def save_qr_colour(link_id: str) -> ResponseReturnValue:
    """Give the workspace this colour; one that is too light is refused with its contrast."""
    store, own = parts().accounts.stores.workspaces, signed_in().workspace_id
    found = _link(link_id)
    try:
        paint_workspace(store, workspace_id=own, accent=typed("accent"))
    except Invalid as wrong:
        return _colour_page(found, typed("accent"), wrong.fields[0]), 422
    return redirect(url_for(".link_qr", link_id=link_id), 303)


def _link(link_id: str) -> dict[str, Any]:
    return dict(staff_api("influencers").get(f"/links/{link_id}").body)


def _colour_page(found: Mapping[str, Any], colour: str, wrong: FieldError | None = None) -> str:
    return render_template(
        "influencers/console/qr_colour.html",
        link=link_row(found),
        colour=colour,
        ratio="" if wrong else number_text(round(contrast(colour, WHITE), 1)),
        problems=[("accent", _said(wrong))] if wrong else [],
    )


def _said(wrong: FieldError) -> str:
    figures = {name: number_text(value) for name, value in wrong.params.items()}
    return sentence(wrong.code, wrong.field, figures)
