"""What is asked about a partner: of the team that enters one, and of whoever applies."""

from dataclasses import dataclass

from shared.forms.field import Choice, Kind, asks, both, fields_of

KINDS = (
    Choice("influencer", both("influence", "influencer")),
    Choice("blogger", both("blog", "blogger")),
    Choice("press", both("presse", "press")),
    Choice("spokesperson", both("porte-parole", "spokesperson")),
    Choice("ambassador", both("ambassade", "ambassador")),
)
LANGUAGES = (Choice("fr", both("français", "French")), Choice("en", both("anglais", "English")))
BASES = (
    Choice("consent", both("son consentement", "their consent")),
    Choice("contract", both("un contrat, ou ce qui le prépare", "a contract, or what prepares it")),
    Choice("interest", both("un intérêt légitime", "a legitimate interest")),
)
VAT = (
    Choice("unknown", both("pas encore connu", "not known yet")),
    Choice("exempt", both("sans TVA", "without VAT")),
    Choice("liable", both("avec TVA", "with VAT")),
)
_NAME = both("Nom public", "Public name")
_EMAIL = both("Adresse électronique", "E-mail address")


@dataclass(frozen=True, kw_only=True)
class PartnerForm:
    """A partner as the team enters one. `country` is ISO 3166-1 alpha-2 or ""."""

    name: str = asks(Kind.TEXT, _NAME, required=True, maximum=120)
    email: str = asks(
        Kind.TEXT,
        _EMAIL,
        hint=both("Une par partenaire.", "One for each partner."),
        required=True,
        maximum=320,
    )
    kind: str = asks(Kind.CHOICE, both("Genre", "Kind"), required=True, choices=KINDS)
    country: str = asks(Kind.COUNTRY, both("Pays", "Country"))
    language: str = asks(Kind.CHOICE, both("Langue", "Language"), default="fr", choices=LANGUAGES)
    source: str = asks(
        Kind.TEXT,
        both("Origine des données", "Where the data come from"),
        hint=both(
            "Le RGPD veut qu’on le lui dise : « page publique de sa chaîne », « salon de mars ».",
            "The GDPR wants them told: “public page of their channel”, “fair in March”.",
        ),
        required=True,
        maximum=300,
    )
    legal_basis: str = asks(
        Kind.CHOICE, both("Base légale", "Legal basis"), required=True, choices=BASES
    )
    vat: str = asks(Kind.CHOICE, both("TVA", "VAT"), default="unknown", choices=VAT)


@dataclass(frozen=True, kw_only=True)
class ApplicationForm:
    """What whoever applies to a program types and ticks."""

    name: str = asks(
        Kind.TEXT,
        both("Votre nom public", "Your public name"),
        hint=both("Celui de votre page ou de votre chaîne.", "That of your page or channel."),
        required=True,
        maximum=120,
    )
    email: str = asks(
        Kind.TEXT, both("Votre courriel", "Your e-mail address"), required=True, maximum=320
    )
    kind: str = asks(Kind.CHOICE, both("Vous êtes", "You are"), required=True, choices=KINDS)
    country: str = asks(Kind.COUNTRY, both("Votre pays", "Your country"), required=True)
    of_age: bool = asks(
        Kind.TRUTH,
        both("J’ai 18 ans ou plus.", "I am 18 or older."),
        required=True,
        says={
            "missing": both(
                "Il faut avoir 18 ans ou plus. Cochez la case si c’est le cas.",
                "You must be 18 or older. Tick the box if you are.",
            )
        },
    )
    accept_terms: bool = asks(
        Kind.TRUTH,
        both("J’accepte les conditions du programme.", "I accept the terms of the program."),
        required=True,
        says={
            "missing": both(
                "Acceptez les conditions pour candidater : cochez la case.",
                "Accept the terms to apply: tick the box.",
            )
        },
    )


@dataclass(frozen=True, kw_only=True)
class OwnForm:
    """What a partner puts right by themselves; another address is the team's to check."""

    name: str = asks(Kind.TEXT, both("Votre nom public", "Your public name"), required=True,
                     maximum=120)  # fmt: skip
    country: str = asks(Kind.COUNTRY, both("Votre pays", "Your country"))
    language: str = asks(
        Kind.CHOICE, both("Votre langue", "Your language"), default="fr", choices=LANGUAGES
    )
    vat: str = asks(Kind.CHOICE, both("TVA", "VAT"), required=True, choices=VAT)


@dataclass(frozen=True, kw_only=True)
class ImportForm:
    """What is said once of all the partners of a file."""

    source: str = asks(
        Kind.TEXT,
        both("Origine des données", "Where the data come from"),
        hint=both(
            "Pour toutes les lignes : « salon de mars », « ancien tableau ».",
            "For every line: “fair in March”, “former table”.",
        ),
        required=True,
        maximum=300,
    )
    legal_basis: str = asks(
        Kind.CHOICE, both("Base légale", "Legal basis"), required=True, choices=BASES
    )
    kind: str = asks(
        Kind.CHOICE,
        both("Genre, où la ligne n’en dit rien", "Kind, where a line says nothing"),
        default="influencer",
        choices=KINDS,
    )
    language: str = asks(
        Kind.CHOICE,
        both("Langue, où la ligne n’en dit rien", "Language, where a line says nothing"),
        default="fr",
        choices=LANGUAGES,
    )


PARTNER_FIELDS = fields_of(PartnerForm)
IMPORT_FIELDS = fields_of(ImportForm)
APPLICATION_FIELDS = fields_of(ApplicationForm)
OWN_FIELDS = fields_of(OwnForm)
