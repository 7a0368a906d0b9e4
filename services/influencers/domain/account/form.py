"""What is asked of a partner who is paid by transfer, and of a team that pays."""

from dataclasses import dataclass

from services.influencers.domain.partner.form import VAT
from shared.forms.field import Kind, asks, both, fields_of

# What a bank takes of a name (EPC, SEPA credit transfer).
LONGEST_NAME = 70
_IBAN = both("IBAN", "IBAN")


@dataclass(frozen=True, kw_only=True)
class BankForm:
    """A partner's account at a bank."""

    legal_name: str = asks(
        Kind.TEXT,
        both("Nom légal du titulaire", "Legal name of the holder"),
        hint=both("Tel que la banque le connaît.", "As the bank knows it."),
        required=True,
        maximum=LONGEST_NAME,
    )
    iban: str = asks(
        Kind.TEXT,
        _IBAN,
        hint=both(
            "Les blancs ne comptent pas. Seuls les quatre derniers signes restent lisibles.",
            "Blanks do not count. Only the last four signs can be read afterwards.",
        ),
        required=True,
        maximum=50,
    )
    vat: str = asks(Kind.CHOICE, both("TVA", "VAT"), required=True, choices=VAT)


@dataclass(frozen=True, kw_only=True)
class PayerForm:
    """The account that a team pays from."""

    name: str = asks(
        Kind.TEXT,
        both("Titulaire du compte", "Holder of the account"),
        required=True,
        maximum=LONGEST_NAME,
    )
    iban: str = asks(
        Kind.TEXT,
        _IBAN,
        hint=both(
            "Le compte qui paie. Il est écrit dans le fichier pour la banque.",
            "The account that pays. It is written in the file for the bank.",
        ),
        required=True,
        maximum=50,
    )


BANK_FIELDS = fields_of(BankForm)
PAYER_FIELDS = fields_of(PayerForm)
