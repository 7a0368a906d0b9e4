"""A postcode is one of its country, however people part it; what is not known is not refused."""

import pytest

from services.contests.adapters.postcodes import wrong_postcode


@pytest.mark.parametrize(
    ("country", "postcode"),
    [
        ("FR", "69001"), ("FR", "06 000"), ("FR", "F-69001"), ("FR", "97110"), ("FR", "２００００"),
        ("GB", "sw1a 1aa"), ("GB", "SW1A1AA"), ("PT", "1250-096"), ("PT", "1250 096"),
        ("PT", "1250096"), ("MC", "MC-98000"), ("LU", "L-4750"), ("BE", "B-1000"), ("BE", "4000"),
        ("NL", "1234ab"), ("CA", "H3Z2Y7"), ("US", "95014-1234"), ("PL", "00950"),
        ("JP", "1000001"), ("IE", "A65 F4E2"), ("DE", "D-10115"), ("CH", "CH-1200"),
    ],
)  # fmt: skip
def test_a_right_one_is_taken_as_people_write_it(country: str, postcode: str) -> None:
    assert wrong_postcode(country, postcode) == ""


@pytest.mark.parametrize(
    ("country", "postcode", "example"),
    [("FR", "123", "33380"), ("FR", "690011", "33380"), ("GB", "69001", "EC1Y 8SY"),
     ("BE", "69001", "4000"), ("PT", "1250", "2725-079"), ("DE", "chez moi", "26133")],
)  # fmt: skip
def test_a_wrong_one_is_answered_by_one_of_the_country(
    country: str, postcode: str, example: str
) -> None:
    assert wrong_postcode(country, postcode) == example


@pytest.mark.parametrize("country", ["HK", "XX", "", "AO", "../fr", "QA"])
def test_nothing_is_refused_where_nothing_is_known(country: str) -> None:
    assert wrong_postcode(country, "anything at all") == ""


def test_each_example_of_the_data_is_right_itself() -> None:
    for code in ("AT", "BR", "CZ", "ES", "GR", "HU", "IT", "KR", "MT", "SE", "SK", "TW", "UA"):
        example = wrong_postcode(code, "?")
        assert example
        assert wrong_postcode(code, example) == ""
