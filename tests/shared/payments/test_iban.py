"""An IBAN is checked before money is sent to it."""

import pytest
from stdnum import iban

from shared.errors import Invalid
from shared.payments import checked_iban


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),
        ("de89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        (" BE68-5390-0754-7034 ", "BE68539007547034"),
    ],
)
def test_an_iban_is_read_as_people_type_it(typed: str, expected: str) -> None:
    assert checked_iban(typed) == expected


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("FR76 3000 6000 0112 3456 7890 188", "iban_digits"),
        ("FR77 3000 6000 0112 3456 7890 189", "iban_digits"),
        ("DE89 3704 0044 0532 0130", "iban_digits"),
        ("", "iban_form"),
        ("FR", "iban_digits"),
        ("ÉÉÉÉ", "iban_form"),
    ],
)
def test_a_slip_is_named(typed: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_iban(typed, "bank.iban")
    assert [(each.field, each.code) for each in refused.value.fields] == [("bank.iban", code)]


def test_a_country_without_ibans_is_named() -> None:
    digits = iban.calc_check_digits("USxx12345678901234567890")
    with pytest.raises(Invalid) as refused:
        checked_iban(f"US{digits}12345678901234567890")
    assert [each.code for each in refused.value.fields] == ["iban_country"]
