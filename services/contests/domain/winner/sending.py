"""How a prize goes to its winner: a parcel that somebody carries, or a code."""

from dataclasses import dataclass
from datetime import datetime

from shared.errors import FieldError, Invalid
from shared.forms.field import Kind, asks, both, fields_of


@dataclass(frozen=True, kw_only=True)
class SendingForm:
    """What staff note: carrier and tracking number of a parcel, or the code that is given."""

    carrier: str = asks(
        Kind.TEXT,
        both("Transporteur", "Carrier"),
        hint=both("Colissimo, Mondial Relay, coursier…", "Colissimo, UPS, a courier…"),
        maximum=80,
        says={
            "missing": both(
                "Rien ne dit comment le lot part. Indiquez le transporteur, ou un code.",
                "Nothing says how the prize goes. Enter the carrier, or a code.",
            )
        },
    )
    tracking: str = asks(
        Kind.TEXT,
        both("Numéro de suivi", "Tracking number"),
        hint=both("Le gagnant le reçoit par courriel.", "The winner gets it by mail."),
        maximum=80,
    )
    voucher: str = asks(
        Kind.TEXT,
        both("Code donné", "Code that is given"),
        path="voucher",
        hint=both(
            "Un bon, un accès : le gagnant le lit sur sa page.",
            "A voucher, an access: the winner reads it on their page.",
        ),
        maximum=200,
        says={
            "one_way": both(
                "Un colis ou un code : videz l’un des deux.",
                "A parcel or a code: empty one of the two.",
            )
        },
    )


SENDING_FIELDS = fields_of(SendingForm)


@dataclass(frozen=True, slots=True)
class Sending:
    """A prize that has gone: by a `carrier`, or as a `voucher`. `by` is the account that noted it.

    What would lead to the person, `tracking` and `voucher`, is empty once they are forgotten.
    """

    by: str
    at: datetime
    carrier: str = ""
    tracking: str = ""
    voucher: str = ""

    def says(self, carrier: str, tracking: str, voucher: str) -> bool:
        """Return whether it says exactly this."""
        return (self.carrier, self.tracking, self.voucher) == (carrier, tracking, voucher)


def sending_of(*, carrier: str, tracking: str, voucher: str, by: str, at: datetime) -> Sending:
    """Return what staff noted. Raises `Invalid` unless it is a parcel or a code."""
    if voucher and (carrier or tracking):
        raise Invalid(fields=[FieldError("voucher", "one_way")])
    if not voucher and not carrier:
        raise Invalid(fields=[FieldError("carrier", "missing")])
    return Sending(by, at, carrier, tracking, voucher)
