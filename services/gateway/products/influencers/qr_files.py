"""The files of a QR code, for whoever may see its link: in the colour of their workspace."""

from io import BytesIO

from flask import send_file
from flask.typing import ResponseReturnValue

from services.gateway.kit.parts import parts, signed_in
from services.gateway.products.influencers.qr import PRINT, SCREEN, Qr, QrUnreadable, qr_of

PICTURES = "<any(svg, screen, print):picture>"


def own_colour() -> str:
    """Return the colour of the workspace, "" where it has none."""
    workspace = parts().accounts.stores.workspaces.get(signed_in().workspace_id)
    return workspace.accent if workspace else ""


def readable_code(url: str) -> Qr | None:
    """Return the code of a link's address; None where no decoder reads it in this colour."""
    try:
        return qr_of(url, own_colour())
    except QrUnreadable:
        return None


def picture_of(url: str, key: str, picture: str) -> ResponseReturnValue:
    """Return the answer with a file: SVG, PNG for a screen, PNG for a printer.

    Raises `QrUnreadable`.
    """
    code = qr_of(url, own_colour())
    if picture == "svg":
        return _file(code.svg(), "image/svg+xml", f"{key}-qr.svg")
    pixels = SCREEN if picture == "screen" else PRINT
    return _file(code.png(pixels), "image/png", f"{key}-qr-{picture}.png")


def _file(data: bytes, kind: str, name: str) -> ResponseReturnValue:
    return send_file(BytesIO(data), mimetype=kind, as_attachment=True, download_name=name)
