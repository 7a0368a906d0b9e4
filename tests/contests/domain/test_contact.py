"""What people can write to or call."""

import pytest

from services.contests.domain.contact import check_contact


@pytest.mark.parametrize(
    "given",
    [
        "",
        "concours@maison-lumen.example.org",
        "jeu@lumen.example",
        "https://maison-lumen.example.org/contact?jeu=1",
        "+33 1 23 45 67 89",
        "01\u202f23\u202f45\u202f67\u202f89",
        "(02) 551.12.34",
        "+41-44-668-18-00",
        "3639",
    ],
)
def test_an_address_a_page_or_a_telephone_reaches_someone(given: str) -> None:
    assert check_contact(given) == ""


@pytest.mark.parametrize(
    "given",
    [
        "abc",
        '{"$gt":1}',
        "jeu@",
        "jeu@lumen",
        "http://maison-lumen.example.org",
        "https://",
        "https://maison lumen.example.org",
        "https://x@maison-lumen.example.org",
        "javascript:alert(1)",
        "12",
        "+33 1 23 45 67 89 01 23 45",
        "++33123456",
        "٠١٢٣٤٥٦",
        "jeu@lumen.example\n",
        "0123456789\n",
        "https://lumen.example.org\n",
    ],
)
def test_anything_else_reaches_nobody(given: str) -> None:
    assert check_contact(given) == "contact"
