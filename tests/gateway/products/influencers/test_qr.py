"""The QR code of a link: its files are read back by a decoder, as its pages offer them."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
import zxingcpp
from PIL import Image

from services.gateway.products.influencers.domain.query import trigger_of
from services.gateway.products.influencers.qr import PRINT, SCREEN, QrUnreadable, qr_of
from tests.gateway.products.influencers.conftest import Agency, read, words
from tests.gateway.products.influencers.test_links import made, place  # noqa: F401 - a fixture
from tests.influencers.bureau import HOME

LONG = f"{HOME}/l/".ljust(120, "x")
RED = "#c2331a"


def said(png: bytes, width: int = 0) -> str:
    """Return what a decoder reads in a picture, made as wide as that first."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    found = zxingcpp.read_barcode(picture.resize((width, width)) if width else picture)
    return found.text if found else ""


@pytest.mark.parametrize("url", [f"{HOME}/l/zoe", LONG])
@pytest.mark.parametrize("accent", ["", RED, "#767676"])
@pytest.mark.parametrize("pixels", [SCREEN, PRINT])
def test_a_code_says_the_address_and_that_it_is_a_code(url: str, accent: str, pixels: int) -> None:
    code = qr_of(url, accent)
    assert said(code.png(pixels)) == f"{url}?t=qr"
    assert trigger_of(code.address.partition("?")[2]) == "qr"


def test_a_small_picture_of_a_long_address_is_read() -> None:
    assert said(qr_of(LONG, RED).png(PRINT), 250) == f"{LONG}?t=qr"


def test_a_key_with_an_accent_is_written_as_every_phone_reads_it() -> None:
    code = qr_of(f"{HOME}/l/zoé", "")
    assert said(code.png(SCREEN)) == f"{HOME}/l/zo%C3%A9?t=qr"


def test_a_printed_code_is_wide_enough_for_its_modules() -> None:
    with Image.open(BytesIO(qr_of(LONG, "").png(PRINT))) as picture:
        assert min(picture.size) >= PRINT
        assert picture.info["dpi"][0] == pytest.approx(300, abs=0.1)
    assert qr_of(f"{HOME}/l/zoe", "").least_mm < qr_of(LONG, "").least_mm <= 30


def test_a_code_that_no_decoder_reads_is_not_offered() -> None:
    with pytest.raises(QrUnreadable):
        qr_of(f"{HOME}/l/zoe", "#ffffff")


def test_the_picture_for_a_printer_has_the_colour_and_as_many_modules() -> None:
    code = qr_of(f"{HOME}/l/zoe", RED)
    drawing = ElementTree.fromstring(code.svg())
    with Image.open(BytesIO(code.png(SCREEN))) as picture:
        colours = {each for _, each in picture.convert("RGB").getcolors()}
    assert colours == {(194, 51, 26), (255, 255, 255)}
    assert RED.encode() in code.svg() and drawing.get("width", "").endswith("mm")


def test_its_page_offers_the_files(agency: Agency, place: tuple[str, str]) -> None:  # noqa: F811
    team, answer = made(agency, place, key="zoe")
    path = f"{answer.location}/qr"
    assert read(team.get(answer.location)).select_one(f"a[href='{path}']")
    page = read(team.get(path))
    assert page.select_one("img")["src"] == f"{path}/svg"
    for form, kind, name in (
        ("svg", "image/svg+xml", "zoe-qr.svg"),
        ("screen", "image/png", "zoe-qr-screen.png"),
        ("print", "image/png", "zoe-qr-print.png"),
    ):
        assert page.select_one(f"a[href='{path}/{form}']")
        file = team.get(f"{path}/{form}")
        assert (file.status_code, file.mimetype) == (200, kind)
        assert name in file.headers["Content-Disposition"]
    assert said(team.get(f"{path}/print").data) == f"{HOME}/l/zoe?t=qr"


def test_the_workspace_chooses_the_colour(
    agency: Agency,
    place: tuple[str, str],  # noqa: F811
) -> None:
    team, answer = made(agency, place, key="zoe")
    path = f"{answer.location}/qr/colour"
    saved = team.post(path, {"accent": RED})
    assert (saved.status_code, saved.location) == (303, f"{answer.location}/qr")
    assert RED in words(team.get(saved.location))
    assert RED.encode() in team.get(f"{answer.location}/qr/svg").data
    light = team.post(path, {"accent": "#ff9c81"})
    assert light.status_code == 422
    assert "against white is 2" in read(light).select_one(".summary").get_text()
    assert read(light).find(id="accent")["value"] == "#ff9c81"
    assert RED in words(team.get(saved.location))


def test_whoever_only_reads_takes_the_files_and_leaves_the_colour(
    agency: Agency,
    place: tuple[str, str],  # noqa: F811
) -> None:
    _, answer = made(agency, place)
    analyst = agency.team("analyst")
    page = read(analyst.get(f"{answer.location}/qr"))
    assert page.select("a[download]") and not page.select("a[href$='/colour']")
    assert analyst.get(f"{answer.location}/qr/colour").status_code == 403
