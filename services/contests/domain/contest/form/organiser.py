"""Who promises the prizes, and where they are reached."""

from dataclasses import dataclass

from services.contests.domain.contact import check_contact
from shared.forms.field import Kind, asks, both

_NOWHERE = both(
    "%(field)s : personne n’y est joignable. Indiquez une adresse électronique, un numéro de "
    "téléphone ou une page qui commence par https://.",
    "%(field)s: nobody can be reached there. Enter an e-mail address, a telephone number or a page "
    "that begins with https://.",
)


@dataclass(frozen=True, kw_only=True)
class Organiser:
    """The organiser, as the rules name them."""

    organiser_name: str = asks(
        Kind.TEXT,
        both("Nom de l’organisateur", "Organiser's name"),
        path="settings.organiser.name",
        required=True,
        maximum=200,
        says={
            "missing": both(
                "Il manque au règlement le nom de l’organisateur. Indiquez-le.",
                "The rules lack the organiser's name. Enter it.",
            )
        },
    )
    legal_form: str = asks(
        Kind.TEXT,
        both("Forme juridique", "Legal form"),
        path="settings.organiser.legal_form",
        maximum=120,
    )
    registration: str = asks(
        Kind.TEXT,
        both("Numéro d’immatriculation", "Registration number"),
        path="settings.organiser.registration",
        maximum=200,
    )
    address: str = asks(
        Kind.LONG_TEXT,
        both("Adresse de l’organisateur", "Organiser's address"),
        path="settings.organiser.address",
        maximum=500,
    )
    contact: str = asks(
        Kind.TEXT,
        both("Adresse de contact", "Contact address"),
        path="settings.organiser.contact",
        hint=both(
            "Où écrire au sujet de ses données ou d’une exclusion : adresse électronique, numéro "
            "de téléphone ou page en https.",
            "Where people write about their data or an exclusion: an e-mail address, a telephone "
            "number or a page in https.",
        ),
        maximum=320,
        check=check_contact,
        says={"contact": _NOWHERE},
    )
    dpo: str = asks(
        Kind.TEXT,
        both("Délégué à la protection des données", "Data-protection officer"),
        path="settings.organiser.dpo",
        hint=both(
            "Où lui écrire : adresse électronique, numéro de téléphone ou page en https. Vide : "
            "celui du site, s’il en a un.",
            "Where one writes to them: an e-mail address, a telephone number or a page in https. "
            "Empty: the site's own, if it has one.",
        ),
        maximum=320,
        check=check_contact,
        says={"contact": _NOWHERE},
    )
