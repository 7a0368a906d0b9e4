"""Texts as people have them; nothing that makes them read as others."""

import pytest
from marshmallow import ValidationError

from shared.webapp.fields import Printable

CHECK = Printable(1, 100)


@pytest.mark.parametrize(
    "text",
    [
        "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
        "Zoé \U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\u2764\ufe0f\u200d\U0001f525",
        "\u0d28\u0d4d\u200d\u0d2e",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "O\u2019Neil \u00ab\u00a0Zoé\u00a0\u00bb",
        "Nguy\u1ec5n Th\u1ecb",
        "\u0645\u062d\u0645\u062f",
    ],
)
def test_a_name_is_taken_as_people_have_it(text: str) -> None:
    assert CHECK(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Anna\u202egro.live",
        "Anna\u200f",
        "\u2066Anna\u2069",
        "A\u200bnna",
        "\u200dAnna",
        "Anna\u200d",
        "An \u200c na",
        "A\u200d\u200dnna",
        "A\ufeffnna",
        "Anna\x00",
        "Anna\U000e0067",
    ],
)
def test_what_hides_or_turns_a_text_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="unprintable"):
        CHECK(text)
