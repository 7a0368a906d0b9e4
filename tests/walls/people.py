"""People whose every word is known: wherever one of their marks stands, it is them."""

from collections.abc import Iterable
from dataclasses import dataclass

# No page, mail or program of ours has these words; each stands for one person.
MARKS = (
    *("quetzalie", "zephyrine", "oxandre", "wilfriedo", "yvelinda", "kasimirac", "bruxelline"),
    *("tancredine", "ulyxette", "fulgencia", "nepomuk", "ghislaneta", "hildegunde", "isidorax"),
    *("jacquemort", "leontynka", "mirobolan", "ostrowska", "pantalea", "quirinusz", "rodolphina"),
    *("scholastika", "theobaldus", "valdemarra", "xanthippee"),
)


@dataclass(frozen=True)
class Guest:
    """Somebody who enters. `mark` is in their name, their address and whatever they give."""

    mark: str

    @property
    def first_name(self) -> str:
        """What they call themselves."""
        return self.mark.capitalize()

    @property
    def email(self) -> str:
        """Their address."""
        return f"{self.mark}@mail.example"

    @property
    def home(self) -> dict[str, str]:
        """Where a parcel reaches them, at the paths of the form."""
        return {
            "name": f"{self.first_name} {self.mark.upper()}SON",
            "line": f"12 rue {self.first_name}",
            "postcode": "06000",
            "city": f"Saint-{self.first_name}",
            "country": "FR",
        }


GUESTS = tuple(Guest(mark) for mark in MARKS)


def marks_in(*texts: str) -> set[str]:
    """Return the marks that stand in texts."""
    low = "\n".join(texts).lower()
    return {mark for mark in MARKS if mark in low}


def addresses_in(text: str) -> set[str]:
    """Return whose addresses stand in a text."""
    return {guest.email for guest in GUESTS if guest.email in text}


def marks_of(guests: Iterable[Guest]) -> set[str]:
    """Return the marks of some guests."""
    return {guest.mark for guest in guests}
