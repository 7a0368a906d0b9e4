"""What the contest form lets one type, the service takes."""

from typing import Any

from bs4 import BeautifulSoup
from marshmallow import ValidationError

from services.contests.domain.mechanics import mechanics
from services.contests.entrypoints.schemas.contests import DraftSchema
from tests.gateway.forms import EDIT

# What a text has to begin with, to be one that its field knows.
LIKE = dict.fromkeys(
    ("settings.organiser.contact", "settings.organiser.dpo"), "https://lumen.example/"
)


def test_the_service_takes_each_text_as_long_as_the_form_lets_it_be(gateway):
    gateway.services.add("c-1")
    page = BeautifulSoup(gateway.signed_in().get(EDIT).text, "html.parser")
    longest = {each["name"]: int(each["maxlength"]) for each in page.select("[maxlength]")}
    assert len(longest) >= 12
    texts = {name: LIKE.get(name, "").ljust(most, "a") for name, most in longest.items()}
    assert [name for name, text in texts.items() if not _taken(name, text)] == []


def _taken(path: str, value: Any) -> bool:
    first, *names = path.split(".")
    if first == "mechanic":
        kind, name = names
        faults = mechanics()[kind].check({name: value})
        return not any(fault.field.endswith(f".{name}") for fault in faults)
    for name in reversed([first, *names]):
        value = [value] if name.isdigit() else {name: value}
    try:
        DraftSchema().load(value)
    except ValidationError:
        return False
    return True
