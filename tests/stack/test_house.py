"""What the gateway knows of the services is what they declare."""

import json
import re
from collections.abc import Iterator
from typing import Any

from stack.house import FILE, written

# A straight apostrophe, or a blank that French typography would have to put by hand.
WRONG = re.compile(r"'|[\u00a0\u202f]")


def texts_in(told: Any) -> Iterator[dict[str, str]]:
    """Yield every text of a description, in its languages."""
    if isinstance(told, dict) and set(told) == {"fr", "en"}:
        yield told
    elif isinstance(told, dict | list):
        for each in told.values() if isinstance(told, dict) else told:
            yield from texts_in(each)


def test_the_file_is_what_the_services_declare() -> None:
    assert FILE.read_text("utf-8") == written(), "run `make house`"


def test_every_text_of_a_form_exists_in_both_languages_as_they_are_typed() -> None:
    texts = list(texts_in(json.loads(written())))
    assert len(texts) > 50
    assert all(text["fr"].strip() and text["en"].strip() for text in texts)
    assert [text["fr"] for text in texts if WRONG.search(text["fr"])] == []


def test_both_languages_fill_in_the_same_places() -> None:
    for text in texts_in(json.loads(written())):
        places = [set(re.findall(r"%\((\w+)\)s", text[language])) for language in ("fr", "en")]
        assert places[0] == places[1], text
