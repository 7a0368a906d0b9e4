"""The people of the demo, and what each of them does with the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from stack.driver.kit.agents import browser_of

FIRST_NAMES = (
    "Ada", "Basile", "Chloé", "Dina", "Élise", "Félix", "Gaëlle", "Hugo", "Inès", "Jules",
    "Karim", "Léa", "Mélanie", "Noé", "Océane", "Paul", "Quitterie", "Rachid", "Sofia", "Théo",
)  # fmt: skip
ELSEWHERE = "ZZ"
COUNTRIES = ("FR", "FR", "FR", "BE", "CH", "LU")
SOURCES = ("instagram", "newsletter", "poster")
WANT_NEWS = 3
# More from one network, which this machine is, would be looked at before they are paid.
MOST_BY_LINK = 15


class Manner(Enum):
    """What is special about someone."""

    PLAIN = "plain"
    TWO_SPELLINGS = "two spellings"
    NO_AGE = "age not ticked"
    ABROAD = "country"
    NO_RULES = "rules not ticked"
    LATE = "late"


REFUSED = (Manner.NO_AGE, Manner.ABROAD, Manner.NO_RULES)
# A box that was forgotten is asked for again, and counted nowhere.
COUNTED = (Manner.ABROAD, Manner.LATE)


@dataclass(frozen=True)
class Person:
    """Someone with an address, who came by a link of `source`."""

    email: str
    first_name: str
    country: str
    source: str
    language: str
    wants_news: bool
    manner: Manner = Manner.PLAIN
    agent: str = ""

    @property
    def other_spelling(self) -> str:
        """The same mailbox, written otherwise."""
        name, _, domain = self.email.partition("@")
        return f"{name.capitalize()}@{domain.upper()}"


def _person(number: int, manner: Manner, group: str) -> Person:
    return Person(
        email=f"person-{number:03}@{group}.example.org",
        first_name=FIRST_NAMES[number % len(FIRST_NAMES)],
        country=ELSEWHERE if manner is Manner.ABROAD else COUNTRIES[number % len(COUNTRIES)],
        source=SOURCES[number % len(SOURCES)],
        language="en" if number % 7 == 3 else "fr",
        # All but a few refuse the newsletter, so that among more winners than these few one is
        # sure to have refused it.
        wants_news=number < WANT_NEWS,
        manner=manner,
        agent=browser_of(number),
    )


def make_people(count: int, group: str = "people") -> list[Person]:
    """Return `count` people whose entries are taken, and one of each who is refused.

    People of another `group` have other addresses.
    """
    manners = [Manner.PLAIN] * count
    manners[count // 3] = Manner.TWO_SPELLINGS
    return [_person(number, manner, group) for number, manner in enumerate([*manners, *REFUSED])]


def led_by(people: Sequence[Person], links: Mapping[str, str]) -> dict[str, str]:
    """Return the links by which people come, by their addresses; `links` are by source.

    Half of them at the most, so that somebody is left who came by no link.
    """
    most, found = min(len(people) // 6, MOST_BY_LINK), dict[str, str]()
    for source, link in links.items():
        them = [one for one in people if one.source == source and _may_be_led(one)]
        found |= {one.email: link for one in them[:most]}
    return found


def _may_be_led(person: Person) -> bool:
    return person.manner is Manner.PLAIN and person.language == "fr"


def late_person(number: int) -> Person:
    """Return someone who comes after the end."""
    return _person(number, Manner.LATE, "people")
