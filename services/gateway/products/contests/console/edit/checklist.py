"""What blocks publishing, by card of the form: lines to do, then what is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.gateway.kit.forms import PageForm
from services.gateway.kit.i18n import gettext
from services.gateway.kit.sentences import N_
from shared.errors import FieldError

# Card, its number, what is said when it is done, the paths it answers for.
CARDS = (
    (1, N_("What can be won"), N_("Prizes, number and value"), ("settings.prizes",)),
    (1, N_("What can be won"), N_("Time to answer and alternates"),
     ("settings.alternates", "settings.answer_within", "settings.claims_end_at")),
    (2, N_("Dates"), N_("Dates, in one time zone"),
     ("settings.opens_at", "settings.closes_at", "settings.draw_at", "settings.zone",
      "settings.confirm_within", "settings.review_within")),
    (3, N_("Mechanic"), N_("Entry without any purchase"), ("settings.mechanic",)),
    (4, N_("Who can enter"), N_("Countries and age"), ("settings.eligibility",)),
    (5, N_("Organiser"), N_("Organiser named in the rules"), ("settings.organiser",)),
    (6, N_("Data"), N_("Separate consents, unticked"), ("settings.data",)),
    (7, N_("Page"), N_("Address, languages and texts"),
     ("slug", "texts", "settings.languages")),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line: `field` is the id to jump to, "" where it is done."""

    text: str
    card: str
    field: str = ""


@dataclass(frozen=True)
class Checklist:
    """The lines, and how many of the topics are done."""

    todo: tuple[Line, ...]
    done: tuple[Line, ...]
    topics: int = len(CARDS)


def checklist(form: PageForm, errors: Sequence[FieldError]) -> Checklist:
    """Sort what blocks by card, each line leading to its field of the form."""
    todo = tuple(
        Line(form.said_of(each), _card_of(each.field), form.anchor(each.field)) for each in errors
    )
    open_topics = {_topic(each.field) for each in errors}
    done = tuple(
        Line(gettext(said), f"{number}. {gettext(card)}")
        for place, (number, card, said, _) in enumerate(CARDS)
        if place not in open_topics
    )
    return Checklist(todo, done)


def _topic(path: str) -> int:
    for place, (_, _, _, prefixes) in enumerate(CARDS):
        if any(path == prefix or path.startswith(prefix + ".") for prefix in prefixes):
            return place
    return -1


def _card_of(path: str) -> str:
    place = _topic(path)
    return f"{CARDS[place][0]}. {gettext(CARDS[place][1])}" if place >= 0 else ""
