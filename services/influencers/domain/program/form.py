"""What a team is asked about a program: each field is declared here, and nowhere else.

Rules that join fields are in `blocking.py`, layout is the page's.
"""

from dataclasses import dataclass

from shared.forms.field import Choice, Kind, Texts, asks, both, fields_of
from shared.money import Money

# Of ISO 4217, with 0, 2 and 3 digits behind the comma.
CURRENCIES = (
    Choice("EUR", both("euro", "euro")),
    Choice("CHF", both("franc suisse", "Swiss franc")),
    Choice("GBP", both("livre sterling", "pound sterling")),
    Choice("USD", both("dollar des États-Unis", "US dollar")),
    Choice("CAD", both("dollar canadien", "Canadian dollar")),
    Choice("DKK", both("couronne danoise", "Danish krone")),
    Choice("SEK", both("couronne suédoise", "Swedish krona")),
    Choice("NOK", both("couronne norvégienne", "Norwegian krone")),
    Choice("PLN", both("zloty polonais", "Polish zloty")),
    Choice("CZK", both("couronne tchèque", "Czech koruna")),
    Choice("XOF", both("franc CFA d’Afrique de l’Ouest", "West African CFA franc")),
    Choice("XAF", both("franc CFA d’Afrique centrale", "Central African CFA franc")),
    Choice("XPF", both("franc Pacifique", "CFP franc")),
    Choice("MAD", both("dirham marocain", "Moroccan dirham")),
    Choice("TND", both("dinar tunisien", "Tunisian dinar")),
    Choice("JPY", both("yen", "yen")),
)
_SHARE = both("Part de chaque vente, en pour mille", "Share of each sale, per mille")
_SHARE_HINT = both(
    "125 pour 12,5 %, de la commande hors taxes.", "125 for 12.5 %, of the order before tax."
)


RHYTHMS = (
    Choice("monthly", both("le premier de chaque mois", "on the first of each month")),
    Choice("asked", both("quand quelqu’un le demande", "when somebody asks")),
)


@dataclass(frozen=True, kw_only=True)
class Reward:
    """What is paid: each member that is asked and given."""

    lead: Money | None = asks(Kind.AMOUNT, both("Pour chaque contact", "For each lead"))
    sale_share: int | None = asks(Kind.WHOLE, _SHARE, hint=_SHARE_HINT, minimum=1, maximum=1000)
    sale_flat: Money | None = asks(
        Kind.AMOUNT, both("Somme fixe pour chaque vente", "Fixed sum for each sale")
    )
    fee: Money | None = asks(
        Kind.AMOUNT,
        both("Forfait, une fois par partenaire", "Flat fee, once for each partner"),
    )


@dataclass(frozen=True, kw_only=True)
class Group(Reward):
    """Partners with rates of their own, in place of the program's."""

    name: str = asks(Kind.TEXT, both("Nom du groupe", "Name of the group"), maximum=80)


@dataclass(frozen=True, kw_only=True)
class ProgramForm:
    """A program as its team prepares it."""

    name: str = asks(
        Kind.TEXT,
        both("Nom du programme", "Name of the program"),
        path="settings.name",
        required=True,
        maximum=120,
    )
    objective: str = asks(
        Kind.TEXT,
        both("Objectif promotionnel", "Promotional objective"),
        path="settings.objective",
        hint=both(
            "Ce que l’on fait connaître. Argent et cadeaux d’une année s’y additionnent.",
            "What is made known. Money and gifts of a year add up by objective.",
        ),
        required=True,
        maximum=200,
    )
    year: int = asks(
        Kind.WHOLE,
        both("Année", "Year"),
        path="settings.year",
        required=True,
        minimum=2020,
        maximum=2100,
    )
    currency: str = asks(
        Kind.CHOICE,
        both("Monnaie", "Currency"),
        path="settings.currency",
        hint=both("Celle de tous les montants.", "That of every amount."),
        default="EUR",
        choices=CURRENCIES,
    )
    budget: Money | None = asks(Kind.AMOUNT, both("Budget", "Budget"), path="settings.budget")
    lead: Money | None = asks(
        Kind.AMOUNT,
        both("Pour chaque contact", "For each lead"),
        path="settings.lead",
        hint=both(
            "Une participation confirmée, une inscription.", "A confirmed entry, a registration."
        ),
    )
    sale_share: int | None = asks(
        Kind.WHOLE,
        _SHARE,
        path="settings.sale_share",
        hint=_SHARE_HINT,
        minimum=1,
        maximum=1000,
    )
    sale_flat: Money | None = asks(
        Kind.AMOUNT,
        both("Somme fixe pour chaque vente", "Fixed sum for each sale"),
        path="settings.sale_flat",
        hint=both("À la place d’une part.", "In place of a share."),
    )
    fee: Money | None = asks(
        Kind.AMOUNT,
        both("Forfait, une fois par partenaire", "Flat fee, once for each partner"),
        path="settings.fee",
    )
    hold_days: int = asks(
        Kind.WHOLE,
        both("Délai de retenue, en jours", "Hold, in days"),
        path="settings.hold_days",
        hint=both(
            "Le temps des retours : ce qui est gagné n’est dû qu’après.",
            "The time for returns: what is earned is due after it.",
        ),
        default=30,
        minimum=0,
        maximum=365,
    )
    partner_cap: Money | None = asks(
        Kind.AMOUNT,
        both("Plafond par partenaire", "Cap for each partner"),
        path="settings.partner_cap",
        hint=both("Au-delà, plus rien n’est gagné.", "Beyond it nothing more is earned."),
    )
    minimum_payout: Money | None = asks(
        Kind.AMOUNT,
        both("Versement minimum", "Minimum payout"),
        path="settings.minimum_payout",
        hint=both(
            "En dessous, la somme attend le versement suivant.",
            "Below it, the sum waits for the next payout.",
        ),
    )
    payout_rhythm: str = asks(
        Kind.CHOICE,
        both("Versements proposés", "Payouts are proposed"),
        path="settings.payout_rhythm",
        hint=both(
            "Rien n’est versé sans l’accord d’une personne.",
            "Nothing is paid unless a person approves it.",
        ),
        default="monthly",
        choices=RHYTHMS,
    )
    groups: tuple[Group, ...] = asks(
        Kind.ROWS,
        both("Groupes", "Groups"),
        path="settings.groups",
        maximum=10,
        row=Group,
    )
    organiser: str = asks(
        Kind.TEXT,
        both("Qui paie, tel que les conditions le nomment", "Who pays, as the terms name them"),
        path="settings.organiser",
        required=True,
        maximum=200,
    )
    contact: str = asks(
        Kind.TEXT,
        both("Adresse de contact", "Contact address"),
        path="settings.contact",
        hint=both(
            "Où les partenaires écrivent, de leurs données aussi.",
            "Where partners write, about their data too.",
        ),
        required=True,
        maximum=320,
    )
    intro: Texts = asks(
        Kind.TEXTS,
        both("Présentation", "Introduction"),
        path="settings.intro.{language}",
        hint=both("En tête de la page de candidature.", "At the head of the application page."),
        maximum=2000,
    )
    terms: Texts = asks(
        Kind.TEXTS,
        both("Conditions", "Terms"),
        path="settings.terms.{language}",
        hint=both(
            "Parties, missions, paiement, droits et devoirs, droit applicable : le contrat que le "
            "partenaire accepte.",
            "Parties, tasks, pay, rights and duties, law: the contract that the partner accepts.",
        ),
        maximum=20000,
        says={
            "missing": both(
                "Les conditions manquent %(language)s. Écrivez-les.",
                "The terms are missing %(language)s. Write them.",
            )
        },
    )


FIELDS = fields_of(ProgramForm)
