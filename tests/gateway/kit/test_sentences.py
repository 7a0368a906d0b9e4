"""A sentence names what is wrong and what to do, in the words of the product whose page it is."""

import pytest
from flask import g

from services.gateway.kit.sentences import SENTENCES, field_name, sentence
from shared.forms.sentences import GENERAL


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("code", [*SENTENCES, *GENERAL, "something_new"])
def test_a_sentence_stands_without_its_parameters_too(gateway, code, language):
    with gateway.app.test_request_context(f"/{language}/sign-in"):
        g.lang = language
        said = sentence(code, "some.field")
        assert said.strip()
        assert "%(" not in said


def test_a_field_without_a_name_of_its_own_has_that_of_its_group(gateway):
    with gateway.app.test_request_context("/en/contests"):
        assert field_name("settings.prizes.0.count") == "Exact number"
        assert field_name("settings.mechanic.wheel") == "Mechanic"
        assert field_name("some.field") == "some.field"


def test_one_product_does_not_speak_with_the_words_of_another(gateway):
    with gateway.app.test_request_context("/en/sign-in"):
        assert field_name("settings.prizes") == "settings.prizes"
        assert sentence("contest_closed") == GENERAL["invalid"]["en"] % {"field": ""}
