"""A form of every kind, as a domain would declare it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.forms.field import Choice, Kind, Texts, When, asks, both, fields_of
from shared.money import Money


@dataclass(frozen=True, kw_only=True)
class Stall:
    """A row of the fair."""

    name: str = asks(Kind.TEXT, both("Nom", "Name"), required=True, maximum=20)
    places: int = asks(Kind.WHOLE, both("Places", "Places"), minimum=0, maximum=50)
    fee: Money | None = asks(Kind.AMOUNT, both("Prix", "Fee"))
    until: datetime | None = asks(Kind.INSTANT, both("Fin", "End"), zone="plan.zone")


@dataclass(frozen=True, kw_only=True)
class Fair:
    """What is asked of whoever prepares a fair."""

    slug: str = asks(
        Kind.TEXT,
        both("Adresse", "Address"),
        check=lambda text: "" if text.isascii() and text.islower() else "slug",
        says={"slug": both("L’adresse est en minuscules.", "The address is in small letters.")},
    )
    about: str = asks(Kind.LONG_TEXT, both("Texte", "Text"), path="plan.about", maximum=500)
    password: str = asks(Kind.SECRET, both("Mot", "Word"), path="plan.door.word", minimum=4)
    children: int = asks(
        Kind.WHOLE,
        both("Enfants", "Children"),
        path="plan.door.children",
        default=12,
        minimum=3,
        maximum=99,
        hint=both("De 3 à 99.", "3 to 99."),
    )
    fee: Money | None = asks(Kind.AMOUNT, both("Entrée", "Entrance"), path="plan.fee")
    zone: str = asks(Kind.ZONE, both("Fuseau", "Zone"), path="plan.zone", default="Europe/Paris")
    opens_at: datetime = asks(
        Kind.INSTANT,
        both("Début", "Opening"),
        path="plan.opens_at",
        zone="plan.zone",
        required=True,
    )
    within: timedelta = asks(
        Kind.DURATION,
        both("Délai", "Time left"),
        path="plan.within",
        default=timedelta(hours=24),
        minimum=0,
        maximum=90 * 86400,
    )
    kind: str = asks(
        Kind.CHOICE,
        both("Genre", "Kind"),
        path="plan.kind",
        default="fete",
        choices=(Choice("fete", both("Fête", "Fête")), Choice("ball", both("Bal", "Ball"))),
    )
    band: str = asks(
        Kind.TEXT,
        both("Orchestre", "Band"),
        path="plan.band",
        name="ball.band",
        required=True,
        when=When("plan.kind", "ball"),
    )
    games: tuple[str, ...] = asks(
        Kind.CHOICES,
        both("Jeux", "Games"),
        path="plan.games",
        choices=(Choice("hoop", both("Cerceau", "Hoop")), Choice("pipe", both("Pipe", "Pipe"))),
    )
    home: str = asks(Kind.COUNTRY, both("Pays", "Country"), path="plan.home", excluded=("IT",))
    open_to: tuple[str, ...] = asks(
        Kind.COUNTRIES, both("Pays", "Countries"), path="plan.open_to", default=("FR", "BE")
    )
    languages: tuple[str, ...] = asks(
        Kind.LANGUAGES, both("Langues", "Languages"), path="plan.languages", minimum=1, maximum=2
    )
    rain: bool = asks(Kind.TRUTH, both("Abri", "Shelter"), path="plan.rain")
    title: Texts = asks(
        Kind.TEXTS, both("Titre", "Title"), path="texts.{language}.title", maximum=40
    )
    motto: Texts = asks(Kind.TEXTS, both("Devise", "Motto"), path="plan.motto", maximum=40)
    poster: str = asks(Kind.FILE, both("Affiche", "Poster"), path="plan.poster")
    stalls: tuple[Stall, ...] = asks(
        Kind.ROWS, both("Stands", "Stalls"), path="plan.stalls", row=Stall, maximum=3
    )


FAIR = fields_of(Fair)
FEE = {"amount": 100, "currency": "EUR"}
UNTIL = "2026-06-20T18:00:00.000Z"
COMPLETE: Mapping[str, object] = {
    "slug": "fair",
    "plan": {
        "about": "Un jour\nà l’école",
        "door": {"word": "ouvre", "children": 30},
        "fee": {"amount": 250, "currency": "EUR"},
        "zone": "Europe/Brussels",
        "opens_at": "2026-06-20T08:00:00.000Z",
        "within": 7200,
        "kind": "ball",
        "band": "Les Sept",
        "games": ["pipe"],
        "home": "FR",
        "open_to": ["FR", "LU"],
        "languages": ["fr"],
        "rain": True,
        "motto": {"fr": "Dehors", "en": "Out"},
        "poster": "f-01",
        "stalls": [
            {
                "name": "Crêpes",
                "places": 4,
                "fee": {"amount": 100, "currency": "EUR"},
                "until": UNTIL,
            },
            {"name": "Thé", "places": 0, "fee": {"amount": 5, "currency": "EUR"}, "until": UNTIL},
        ],
    },
    "texts": {"fr": {"title": "La fête"}, "en": {"title": "The fair"}},
}
