"""Every code that a contest may answer has a sentence that says what to do."""

import re
from pathlib import Path

import pytest
from flask import g

from services.gateway.kit.sentences import SENTENCES as SHARED
from services.gateway.kit.sentences import sentence
from services.gateway.products.contests.words import WORDS
from shared.errors import FieldError
from shared.forms.sentences import GENERAL

CONTESTS = Path(__file__).parents[4] / "services" / "contests"
CODE = re.compile(r"FieldError\(\s*f?\"[^\"]*\",\s*\"([a-z_]+)\"")
SLUG = re.compile(r'slug: ClassVar\[str\] = "([a-z_]+)"')
ERRORS = CONTESTS / "domain" / "errors.py"
ASKED = [each for field in WORDS.forms for each in (field, *field.fields)]
DECLARED = {code for field in ASKED for code in field.says}
KNOWN = {*SHARED, *GENERAL, *WORDS.sentences, *DECLARED}
# Programs meet this one, never somebody at a page.
FOR_PROGRAMS = {"idempotency_conflict"}


def _said(pattern: re.Pattern[str], folder: Path) -> set[str]:
    texts = [path.read_text("utf-8") for path in folder.rglob("*.py")]
    return {code for text in texts for code in pattern.findall(text)}


def test_every_code_of_a_field_has_a_sentence():
    found = _said(CODE, CONTESTS)
    assert len(found) >= 15
    assert found - KNOWN - {code for _, code in WORDS.exact} == set()


def test_every_refusal_of_a_contest_has_a_sentence():
    slugs = set(SLUG.findall(ERRORS.read_text("utf-8")))
    assert len(slugs) >= 10
    assert slugs - KNOWN - FOR_PROGRAMS == set()


def test_a_sentence_names_field_and_remedy_in_both_languages(gateway):
    told = []
    for language in ("fr", "en"):
        with gateway.app.test_request_context(f"/{language}/contests"):
            g.lang = language
            told.append(sentence("window_too_short", "settings.answer_within", {"shortest": 3600}))
    assert told == [
        "Délai de réponse\u00a0: c’est plus court que 1\u00a0heure. Choisissez un temps plus long.",
        "Time to answer: this is shorter than 1\u00a0hour. Choose a longer time.",
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("code", [*WORDS.sentences, "something_new"])
def test_a_sentence_stands_without_its_parameters_too(gateway, code, language):
    with gateway.app.test_request_context(f"/{language}/contests"):
        g.lang = language
        error = FieldError("settings.prizes.0.count", code)
        said = sentence(error.code, error.field, error.params)
        assert said.strip()
        assert "%(" not in said
