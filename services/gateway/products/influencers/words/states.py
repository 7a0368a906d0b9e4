"""States and choices of the API in words."""

from services.gateway.kit.i18n import both, gettext
from services.gateway.products.influencers.words import PARTNER_FIELDS


def program_state(state: str) -> tuple[str, str]:
    """Return the word of a program's state, and tone and shape of its badge."""
    words = {
        "draft": (gettext("Draft"), "ring"),
        "open": (gettext("Open to applications"), "good arrow"),
        "paused": (gettext("Paused"), "warn ring"),
        "ended": (gettext("Ended"), "tick"),
    }
    return words.get(state, (state, ""))


def enrollment_state(state: str) -> tuple[str, str]:
    """Return the word of an enrolment's state, and tone and shape of its badge."""
    words = {
        "invited": (gettext("Has still to accept the terms"), "info ring"),
        "pending": (gettext("Applied, to be decided"), "warn arrow"),
        "approved": (gettext("In"), "good tick"),
        "rejected": (gettext("Not taken in"), ""),
        "declined": (gettext("Does not want"), ""),
        "deactivated": (gettext("Ended for now"), "warn ring"),
        "banned": (gettext("Ended for good"), "bad triangle"),
    }
    return words.get(state, (state, ""))


def own_state(state: str) -> tuple[str, str]:
    """Return the same, said to the partner themselves."""
    if state == "invited":
        return gettext("Terms to accept"), "info ring"
    return enrollment_state(state)


def choice_words(name: str, value: str) -> str:
    """Return the label of a choice of the partner's form: its kind, its legal basis, its VAT."""
    [field] = [each for each in PARTNER_FIELDS if each.path == name]
    return next((both(each.label) for each in field.choices if each.value == value), value)


def choices_of(name: str) -> list[tuple[str, str]]:
    """Return what the partner's form offers there."""
    [field] = [each for each in PARTNER_FIELDS if each.path == name]
    return [(each.value, both(each.label)) for each in field.choices]
