"""The QR code of a link: drawn, and read by a decoder before anybody is offered it.

Dark modules have the colour of the workspace, light ones are white: many phones read nothing else.
"""

import math
from dataclasses import dataclass
from io import BytesIO
from typing import Any, ClassVar
from urllib.parse import quote

import segno
import zxingcpp

from services.gateway.accounts.domain.colour import WHITE, channels
from services.gateway.products.influencers.domain.link import WRITTEN
from services.gateway.products.influencers.domain.query import TRIGGER
from shared.errors import AppError, Kind

# So many modules of white stand around, as the standard of QR codes asks.
QUIET = 4
# Pixels of a side, at least; the second is 10 cm at the density of a printer.
SCREEN, PRINT = 600, 1200
PER_INCH = 300
# A module that is smaller is not read at arm's length.
LEAST_MODULE_MM = 0.5
_INK = "#000000"


class QrUnreadable(AppError):
    """No decoder reads this code in this colour: choose a darker one."""

    slug: ClassVar[str] = "qr_unreadable"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True)
class Qr:
    """A code that was read in each size that is offered; `address` is what it says."""

    address: str
    dark: str
    _code: Any

    @property
    def least_mm(self) -> int:
        """Return how wide it must be printed at least, white around it included."""
        return math.ceil(_side(self._code) * LEAST_MODULE_MM)

    def svg(self) -> bytes:
        """Return it as SVG, one millimetre a module; it may be drawn at any size."""
        return self._saved("svg", scale=1, unit="mm")

    def png(self, pixels: int) -> bytes:
        """Return it as PNG, each side `pixels` or a few more."""
        return self._saved("png", scale=_scale(self._code, pixels), dpi=PER_INCH)

    def _saved(self, kind: str, **how: Any) -> bytes:
        file = BytesIO()
        self._code.save(file, kind=kind, border=QUIET, dark=self.dark, light=WHITE, **how)
        return file.getvalue()


def qr_of(url: str, accent: str) -> Qr:
    """Return the code of a link's address; it says that people come by a code.

    `accent` is the colour of the workspace, black where it has none. Raises `QrUnreadable`.
    """
    address, dark = f"{quote(url, safe=WRITTEN)}?{TRIGGER}=qr", accent or _INK
    # Level M, and a higher one where that costs no larger code.
    code = segno.make_qr(address, error="m")
    if any(_read(code, pixels, dark) != address for pixels in (SCREEN, PRINT)):
        raise QrUnreadable
    return Qr(address, dark, code)


def _read(code: Any, pixels: int, dark: str) -> str:
    """Return what a decoder reads in the picture of this size, as a camera sees its colours."""
    scale = _scale(code, pixels)
    seen = (bytes((_light(WHITE),)) * scale, bytes((_light(dark),)) * scale)
    rows = b"".join(
        b"".join(seen[module] for module in row) * scale for row in code.matrix_iter(border=QUIET)
    )
    side = _side(code) * scale
    picture = memoryview(rows).cast("B", (side, side))
    found = zxingcpp.read_barcode(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return str(found.text) if found else ""


def _light(colour: str) -> int:
    red, green, blue = channels(colour)
    return round(0.299 * red + 0.587 * green + 0.114 * blue)


def _side(code: Any) -> int:
    return int(code.symbol_size(border=QUIET)[0])


def _scale(code: Any, pixels: int) -> int:
    return math.ceil(pixels / _side(code))
