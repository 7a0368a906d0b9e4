"""What a winner gives so that the prize reaches them: an address, a choice, or nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from services.contests.domain.contact import is_telephone
from services.contests.domain.contest.form import PrizeAsk
from shared.errors import FieldError, Invalid
from shared.forms.field import Field, Kind, Texts, asks, both, fields_of, filled, missing_of

# Countries whose post knows no codes, as far as the Universal Postal Union tells.
_CODES = (
    "AE AG AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM DJ DM ER FJ GA GD GH GM GN GQ GY HK JM KI "
    "KM KN KP LC ML MO MR MW NR NU PA QA RW SB SC SL SR ST SY TD TG TK TO TV UG VU YE ZW"
)
WITHOUT_POSTCODE = frozenset(_CODES.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a parcel goes. `country` is ISO 3166-1 alpha-2."""

    name: str = asks(
        Kind.TEXT,
        both("Nom et prénom, pour l’étiquette", "Full name, for the label"),
        path="address.name",
        required=True,
        maximum=120,
    )
    line: str = asks(
        Kind.TEXT,
        both("Numéro et rue", "Number and street"),
        path="address.line",
        required=True,
        maximum=200,
    )
    more: str = asks(
        Kind.TEXT,
        both("Étage, bâtiment, lieu-dit", "Floor, building, place"),
        path="address.more",
        maximum=200,
    )
    postcode: str = asks(
        Kind.TEXT,
        both("Code postal", "Postcode"),
        path="address.postcode",
        maximum=20,
        says={
            "postcode": both(
                "%(field)s : ce n’est pas un code de ce pays. Corrigez-le, comme %(example)s.",
                "%(field)s: this is not one of this country. Correct it, as in %(example)s.",
            )
        },
    )
    city: str = asks(
        Kind.TEXT, both("Ville", "Town"), path="address.city", required=True, maximum=120
    )
    country: str = asks(
        Kind.COUNTRY, both("Pays", "Country"), path="address.country", required=True
    )
    phone: str = asks(
        Kind.TEXT,
        both("Téléphone", "Telephone"),
        path="address.phone",
        hint=both("Pour le livreur seulement.", "For the carrier alone."),
        maximum=40,
        check=lambda text: "" if not text or is_telephone(text) else "telephone",
        says={
            "telephone": both(
                "%(field)s : ce n’est pas un numéro. Corrigez-le, ou laissez vide.",
                "%(field)s: this is not a number. Correct it, or leave it empty.",
            )
        },
    )


# The page says the question of the prize instead of its label.
CHOICE = Field(
    Kind.TEXT,
    both("Votre choix", "Your choice"),
    path="choice",
    maximum=2000,
    says={
        "missing": both("Choisissez une des réponses.", "Choose one of the answers."),
        "choice": both(
            "Cette réponse n’est plus proposée. Choisissez-en une de la liste.",
            "This answer is not offered any more. Choose one of the list.",
        ),
    },
)
ADDRESS_FIELDS = fields_of(Address)
DETAILS_FIELDS = (*ADDRESS_FIELDS, CHOICE)


@dataclass(frozen=True, slots=True)
class Details:
    """What a winner gave. `choice` is the option, in each language as it was offered."""

    address: Address | None = None
    choice: Texts | None = None

    def lacks(self, ask: PrizeAsk) -> bool:
        """Return whether something that the prize asks was not given."""
        return bool((ask.address and not self.address) or (ask.options and not self.choice))


# Of a country and a postcode: one of the country's where this cannot be one, else "".
WrongPostcode = Callable[[str, str], str]


def details_of(
    ask: PrizeAsk,
    given: Mapping[str, Any],
    *,
    wrong_postcode: WrongPostcode = lambda country, postcode: "",
) -> Details:
    """Return what a prize asks of what was given, and nothing else. Raises `Invalid`.

    `given` is JSON at the paths of `DETAILS_FIELDS`; `choice` is an option in any language.
    Without `wrong_postcode` a postcode is taken as it is.
    """
    paths = [field.path for field in DETAILS_FIELDS]
    faults = list(_faults(ask, given, wrong_postcode))
    if faults:
        raise Invalid(fields=sorted(faults, key=lambda each: paths.index(each.field)))
    return Details(
        filled(Address, given) if ask.address else None,
        _chosen(ask, given) if ask.options else None,
    )


def _faults(
    ask: PrizeAsk, given: Mapping[str, Any], wrong_postcode: WrongPostcode
) -> Iterator[FieldError]:
    if ask.address:
        yield from missing_of(ADDRESS_FIELDS, given)
        yield from _of_postcode(given.get("address") or {}, wrong_postcode)
    if ask.options and not given.get("choice"):
        yield FieldError("choice", "missing")
    elif ask.options and _chosen(ask, given) is None:
        yield FieldError("choice", "choice")


def _of_postcode(address: Mapping[str, Any], wrong_postcode: WrongPostcode) -> Iterator[FieldError]:
    postcode, country = address.get("postcode"), address.get("country")
    if not postcode and country not in WITHOUT_POSTCODE:
        yield FieldError("address.postcode", "missing")
    elif postcode and country and (example := wrong_postcode(country, postcode)):
        yield FieldError("address.postcode", "postcode", {"example": example})


def _chosen(ask: PrizeAsk, given: Mapping[str, Any]) -> Texts | None:
    return next((each for each in ask.options if given["choice"] in each.values()), None)
