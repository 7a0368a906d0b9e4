"""A colour is kept when text in it can be read on white."""

import pytest

from services.gateway.accounts.domain.colour import checked_accent, contrast
from shared.errors import FieldError, Invalid


def test_the_contrast_of_two_colours_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#c2331a") == pytest.approx(contrast("#c2331a", "#ffffff"))
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_a_dark_colour_is_kept_in_one_form() -> None:
    assert checked_accent(" #C2331A ") == "#c2331a"


@pytest.mark.parametrize(
    ("text", "code", "params"),
    [
        ("red", "colour_unknown", {}),
        ("", "colour_unknown", {}),
        ("#c2331", "colour_unknown", {}),
        ("#c2331a\n#000000", "colour_unknown", {}),
        ("#777777", "colour_too_light", {"ratio": 4.4, "least": 4.5}),
        ("#ffffff", "colour_too_light", {"ratio": 1.0, "least": 4.5}),
    ],
)
def test_another_one_is_refused_with_the_reason(text: str, code: str, params: object) -> None:
    with pytest.raises(Invalid) as refused:
        checked_accent(text)
    assert list(refused.value.fields) == [FieldError("accent", code, params)]
