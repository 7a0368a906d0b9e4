"""What people are asked when they enter; a mechanic adds its own questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from services.contests.domain.entry.name import check_name
from shared.forms.field import Kind, Texts, asks, both, fields_of

# Italy asks for a bond, a notary and a local server (DPR 430/2001): out unless law changes. So
# everybody is asked for their country.
EXCLUDED_COUNTRIES = ("IT",)
_ACCEPT = both(
    "Acceptez le règlement pour participer : cochez la case.",
    "Accept the rules to enter: tick the box.",
)
_OLD_ENOUGH = both(
    "Il faut avoir %(age)s ans ou plus pour participer. Cochez la case si c’est le cas.",
    "You must be %(age)s or older to enter. Tick the box if you are.",
)


@dataclass(frozen=True, kw_only=True)
class EntryForm:
    """What a person typed and ticked. `country` is ISO 3166-1 alpha-2 or "".

    `source` names where they came from, `link` is the key of the partner's link that led them
    here, `answers` are the mechanic's.
    """

    first_name: str = asks(
        Kind.TEXT,
        both("Votre prénom", "Your first name"),
        required=True,
        maximum=100,
        check=check_name,
        says={
            "missing": both("Indiquez votre prénom.", "Enter your first name."),
            "not_a_name": both(
                "Votre prénom seul : sans lien, ni adresse électronique, ni numéro de téléphone. "
                "Corrigez-le.",
                "Your first name alone: no link, no e-mail address, no telephone number. "
                "Correct it.",
            ),
        },
    )
    email: str = asks(
        Kind.TEXT,
        both("Votre courriel", "Your e-mail address"),
        hint=both(
            "Pour confirmer, puis pour vous prévenir si vous gagnez.",
            "To confirm, then to tell you if you win.",
        ),
        required=True,
        maximum=320,
        says={
            "missing": both("Indiquez votre adresse électronique.", "Enter your e-mail address."),
            "email": both(
                "Ce n’est pas une adresse électronique. Vérifiez-la : nom@exemple.fr.",
                "This is not an e-mail address. Check it: name@example.org.",
            ),
        },
    )
    country: str = asks(
        Kind.COUNTRY,
        both("Votre pays", "Your country"),
        excluded=EXCLUDED_COUNTRIES,
        says={
            "missing": both("Choisissez votre pays.", "Choose your country."),
            "country_excluded": both(
                "Ce concours n’est pas ouvert dans votre pays. Rien de vous n’a été enregistré.",
                "This contest is not open in your country. Nothing about you was stored.",
            ),
            "country_not_open": both(
                "Ce concours n’est pas ouvert dans ce pays. S’il est le vôtre, effacez votre "
                "participation.",
                "This contest is not open in that country. If it is yours, erase your entry.",
            ),
        },
    )
    of_age: bool = asks(
        Kind.TRUTH,
        both("Âge", "Age"),
        required=True,
        says={
            "missing": _OLD_ENOUGH,
            "minor": _OLD_ENOUGH,
        },
    )
    accept_rules: bool = asks(
        Kind.TRUTH,
        both("Règlement", "Rules"),
        required=True,
        says={"missing": _ACCEPT, "rules_not_accepted": _ACCEPT},
    )
    opt_in: bool = asks(
        Kind.TRUTH,
        both("Lettre d’information", "Newsletter"),
        hint=both(
            "Facultatif, sans effet sur vos chances.", "Optional, without effect on your chances."
        ),
    )
    language: str = "fr"
    source: str = ""
    link: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)


ENTRY_FIELDS = fields_of(EntryForm)
# The address stands for the entry: another one is another entry.
CORRECTABLE = tuple(each for each in ENTRY_FIELDS if each.path in ("first_name", "country"))
_TO_STAFF: Mapping[str, tuple[Texts, Mapping[str, Texts]]] = {
    "first_name": (
        both("Prénom", "First name"),
        {
            "missing": both("Indiquez le prénom.", "Enter the first name."),
            "not_a_name": both(
                "Le prénom seul : sans lien, ni adresse électronique, ni numéro de téléphone. "
                "Corrigez-le.",
                "The first name alone: no link, no e-mail address, no telephone number. "
                "Correct it.",
            ),
        },
    ),
    "country": (
        both("Pays", "Country"),
        {
            "missing": both("Choisissez le pays.", "Choose the country."),
            **dict.fromkeys(
                ("country_excluded", "country_not_open"),
                both(
                    "Ce concours n’est pas ouvert dans ce pays. Si c’est bien le sien, excluez sa "
                    "participation.",
                    "This contest is not open in that country. If it is theirs, exclude the entry.",
                ),
            ),
        },
    ),
}
# The same, as it is asked of the team.
CORRECTED_BY_STAFF = tuple(
    replace(each, label=_TO_STAFF[each.path][0], says=_TO_STAFF[each.path][1])
    for each in CORRECTABLE
)
