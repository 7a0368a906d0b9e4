"""Every text exists in both languages, spaced as French is."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.gateway.accounts.pages import ACCOUNTS
from services.gateway.audit.pages import AUDIT
from services.gateway.bootstrap.web import PRODUCTS
from services.gateway.kit.i18n import compiled, read_catalogue
from services.gateway.kit.product import folders
from shared.assembly.house import house
from shared.errors import FieldError
from shared.forms.described import fields_from
from shared.forms.finding import find
from shared.forms.sentences import GENERAL, sentence

sys.path.insert(0, str(Path(__file__).parent))
from catalogue import in_context, texts

PLACES = re.compile(r"%\((\w+)\)[sd]")
NUMBER = re.compile(r"\d+")
WRONG_SPACE = re.compile(
    r"[ \w»)][:%€](?![\w/(\\])|(?<![\u202f])[;!?](?=\s|$)|« |[^\u00a0]»|«[^\u00a0]|\d (?:h|%|€)\b|'"
)


FOLDERS = folders((AUDIT, ACCOUNTS, *PRODUCTS), "translations")


def _french() -> dict[object, object]:
    return {
        in_context(message.context, message.id): message.string
        for message in read_catalogue("fr", FOLDERS)
    }


def test_every_text_has_its_french():
    french = _french()
    missing = sorted(
        {
            f"{file}: {text!r}"
            for file, text in texts()
            if not french.get(text) or not all(french[text])
        }
    )
    assert not missing, "\n" + "\n".join(missing)


def test_the_catalogue_holds_nothing_that_is_no_longer_shown():
    shown = {text for _, text in texts()}
    assert not [text for text in _french() if text and text not in shown]


def test_both_languages_say_the_same_numbers():
    apart = {
        text: french
        for text, french in _french().items()
        if text and isinstance(text, str) and NUMBER.findall(text) != NUMBER.findall(str(french))
    }
    assert not apart


def test_both_languages_fill_in_the_same_places():
    for text, french in _french().items():
        originals = text if isinstance(text, tuple) else (text,)
        translated = french if isinstance(french, tuple) else (french,)
        for each in translated:
            assert set(PLACES.findall(each)) <= set(PLACES.findall("".join(originals))), text


def test_every_room_brings_its_own_texts():
    assert [folder.parent.name for folder in FOLDERS] == [
        "kit",
        "audit",
        "accounts",
        "contests",
        "influencers",
    ]


def test_a_text_has_its_french_in_one_place():
    several = [_texts_of(folder) for folder in FOLDERS]
    counted = Counter(text for texts in several for text in texts)
    assert not [text for text, count in counted.items() if count > 1]


def _texts_of(folder):
    return [
        in_context(message.context, message.id)
        for message in read_catalogue("fr", [folder])
        if message.id
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_french_is_spaced_as_french_is(folder):
    for message in read_catalogue("fr", [folder]):
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in strings if message.id else ():
            bare = PLACES.sub("x", text)
            found = WRONG_SPACE.search(bare)
            assert not found, f"{text!r}: {bare[max(found.start() - 8, 0) : found.end() + 4]!r}"


def _one_colon(text: str) -> bool:
    return all(len(re.findall("\u00a0:", each)) < 2 for each in re.split(r"(?<=[.?!])\s", text))


def test_no_french_sentence_has_two_colons():
    known = _french().values()
    texts = [text for each in known for text in (each if isinstance(each, tuple) else (each,))]
    assert [text for text in texts if not _one_colon(text)] == []


def _declared() -> Iterator[tuple[str, str]]:
    for service in house():
        for fields in service.forms.values():
            for field in fields_from(fields):
                found = find([field], field.path.format(language="fr"))
                for code in {*GENERAL, *field.says}:
                    said = sentence(FieldError(field.path, code), found, "fr")
                    yield f"{field.path} {code}", said or ""


def test_no_sentence_of_a_declared_field_has_two_colons_or_a_straight_apostrophe():
    wrong = [each for each in _declared() if not _one_colon(each[1]) or "'" in each[1]]
    assert wrong == []


def test_english_is_shown_as_it_is_written():
    assert compiled("en", FOLDERS).ugettext("Sign in") == "Sign in"
