"""A first name is what people are called: it leads nowhere."""

import pytest

from services.contests.domain.entry.name import check_name


@pytest.mark.parametrize(
    "name",
    [
        "Inès",
        "علی‌رضا",
        "Zoé 👨‍👩‍👧",
        "O'Brien-Smith",
        "O’Brien",
        "Jean-Paul 2",
        "Zoé 1998",
        "Anna2004",
        "J.R.R.",
        "St.John",
        "Marie-Th. Anne",
        "M. Louis XIV",
        "李小龍",
        "Дмитро",
        "Ana, Bcc: Zoé",
        "N/A",
        "",
    ],
)
def test_a_name_as_people_have_them_is_taken(name: str) -> None:
    assert check_name(name) == ""


@pytest.mark.parametrize(
    "name",
    [
        "WIN 900$ http://evil.example",
        "HTTPS://EVIL.EXAMPLE/x",
        "Anna evil.example",
        "EVIL.COM",
        "www.evil",
        "bit.ly/x1",
        "t.me/anna",
        "evil．example",
        "evil。example",
        "пример.рф",
        "anna@evil.example",
        "@anna",
        "anna＠evil",
        "06 12 34 56 78",
        "+33 6.12.34.56.78",
        "Appelez le 0899123456",
        "٠٦١٢٣٤٥٦٧٨",
        "Zoé (06) 12-34-56",
    ],
)
def test_what_leads_elsewhere_is_no_name(name: str) -> None:
    assert check_name(name) == "not_a_name"
