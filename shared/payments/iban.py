"""An account at a bank, as people type it."""

from stdnum import iban
from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError

from shared.errors import FieldError, Invalid


def checked_iban(text: str, field: str = "iban") -> str:
    """Return an IBAN in its compact form, without blanks.

    Raises `Invalid` for `field`: `iban_digits` where its check digits do not fit, as after a slip,
    `iban_country` for a country that has none, else `iban_form`.
    """
    try:
        # Lists of a country's banks grow old, and would refuse the accounts of a new one.
        return iban.validate(text, check_country=False)
    except InvalidChecksum:
        code = "iban_digits"
    except InvalidComponent:
        code = "iban_country"
    except ValidationError:
        code = "iban_form"
    raise Invalid(fields=[FieldError(field, code)])
