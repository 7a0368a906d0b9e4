"""What a page learns of a form."""

import json
from dataclasses import replace

from shared.forms.described import described, fields_from
from shared.forms.field import Field, Kind, both
from shared.forms.field.values import in_json
from tests.shared.forms.fair import FAIR


def test_a_description_is_json_and_tells_the_same_fields() -> None:
    told = json.loads(json.dumps([described(field) for field in FAIR]))
    back = fields_from(told)
    assert back == tuple(replace(field, default=in_json(field.default)) for field in FAIR)


def test_the_members_that_an_api_shows_are_always_there() -> None:
    assert described(Field(Kind.TEXT, both("Rue", "Street"), path="street", maximum=80)) == {
        "name": "street",
        "type": "text",
        "label": {"fr": "Rue", "en": "Street"},
        "hint": {},
        "required": False,
        "choices": [],
        "minimum": None,
        "maximum": 80,
    }
