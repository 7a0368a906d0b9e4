"""What the contest form lets one type, the service takes."""

from typing import Any

from bs4 import BeautifulSoup
from marshmallow import ValidationError

from services.contests.entrypoints.schemas.contests import DraftSchema
from tests.gateway.forms import EDIT


def test_the_service_takes_each_text_as_long_as_the_form_lets_it_be(gateway):
    gateway.services.add("c-1")
    page = BeautifulSoup(gateway.signed_in().get(EDIT).text, "html.parser")
    longest = {each["name"]: int(each["maxlength"]) for each in page.select("[maxlength]")}
    assert len(longest) >= 6
    assert [name for name, most in longest.items() if not _taken(name, "a" * most)] == []


def _taken(path: str, value: Any) -> bool:
    for name in reversed(path.split(".")):
        value = [value] if name.isdigit() else {name: value}
    try:
        DraftSchema().load(value)
    except ValidationError:
        return False
    return True
