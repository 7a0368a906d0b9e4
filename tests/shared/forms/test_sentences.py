"""An error is said with the name of its field and what to do."""

import pytest

from shared.errors import FieldError
from shared.forms.finding import find
from shared.forms.sentences import GENERAL, label_of, sentence
from tests.shared.forms.fair import FAIR


def said(path: str, code: str, language: str = "en", **params: object) -> str | None:
    return sentence(FieldError(path, code, params), find(FAIR, path), language)


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("slug", "Address"),
        ("plan.door.children", "Children"),
        ("plan.fee.amount", "Entrance"),
        ("plan.open_to.3", "Countries"),
        ("plan.stalls.2.fee.currency", "Fee"),
        ("plan.stalls.2", "Stalls"),
        ("plan.stalls", "Stalls"),
        ("texts.fr.title", "Title in French"),
        ("plan.motto.en", "Motto in English"),
        ("plan.door", "Word"),
    ],
)
def test_a_field_is_found_by_the_path_of_an_error(path: str, label: str) -> None:
    found = find(FAIR, path)
    assert found is not None
    assert label_of(found, "en") == label


@pytest.mark.parametrize(
    ("path", "own"),
    [
        ("plan.fee.currency", "plan.fee"),
        ("plan.stalls.2.fee.currency", "plan.stalls.2.fee"),
        ("plan.stalls.x.name", "plan.stalls"),
        ("plan.motto", "plan.motto.fr"),
        ("texts.en", "texts.en.title"),
    ],
)
def test_a_field_is_found_with_its_own_path(path: str, own: str) -> None:
    found = find(FAIR, path)
    assert found is not None
    assert found.path == own


def test_a_path_of_no_form_has_no_field() -> None:
    assert find(FAIR, "plans") is None


def test_a_sentence_names_field_and_remedy_in_both_languages() -> None:
    assert said("plan.door.children", "out_of_range", "fr", min=3, max=1000) == (
        "Enfants\u00a0: indiquez une valeur de 3 à 1\u202f000."
    )
    assert said("plan.door.children", "out_of_range", min=3, max=1000) == (
        "Children: enter a value from 3 to 1,000."
    )


def test_a_duration_is_said_in_words() -> None:
    assert said("plan.within", "too_small", "fr", min=3600) == (
        "Délai\u00a0: c’est trop petit. Indiquez 1\u00a0heure ou plus."
    )


def test_a_field_says_better_what_it_knows_better() -> None:
    assert said("slug", "slug") == "The address is in small letters."
    assert said("texts.fr.title", "required", "fr") == (
        "Titre en français\u00a0: rien n’est indiqué. Complétez."
    )


def test_a_code_of_nobody_has_no_sentence() -> None:
    assert said("slug", "moonshine") is None


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("code", GENERAL)
def test_a_sentence_stands_without_its_parameters_too(code: str, language: str) -> None:
    told = said("plan.door.children", code, language)
    assert told is not None
    assert "%(" not in told
