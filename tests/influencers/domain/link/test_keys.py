"""Keys: found whatever their capitals, refused where paper cannot tell two of them apart."""

import pytest

from services.influencers.domain.link.errors import BadLink
from services.influencers.domain.link.keys import RESERVED, checked_key, link_id, random_key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Zoe-2026", "zoe-2026"),
        (" ZOE ", "zoe"),
        ("caf\u0065\u0301", "caf\u00e9"),
        ("\uff3a\uff4f\uff45", "zoe"),
        ("a" * 40, "a" * 40),
    ],
)
def test_a_key_is_kept_in_one_form(typed, key):
    assert checked_key(typed) == key


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ab", "key_length"),
        ("a" * 41, "key_length"),
        ("zoe_ete", "key_letters"),
        ("zoe/ete", "key_letters"),
        ("zoe ete", "key_letters"),
        ("z\u043ee", "key_letters"),
        ("\u0131ci", "key_letters"),
        ("---", "key_letters"),
        ("a\u200bbc", "key_letters"),
        ("abc\r\nx", "key_letters"),
        ("Admin", "key_reserved"),
        ("l0gin", "key_reserved"),
        *((word, "key_reserved") for word in sorted(RESERVED) if len(word) >= 3),
    ],
)
def test_what_is_no_key_is_refused_with_its_reason(typed, code):
    with pytest.raises(BadLink) as refused:
        checked_key(typed)
    assert [(each.field, each.code) for each in refused.value.fields] == [("key", code)]


@pytest.mark.parametrize(
    ("one", "other"), [("cafe", "caf\u00e9"), ("zoo", "z0o"), ("lola", "1ola"), ("Zoe", "zoe")]
)
def test_keys_that_look_alike_are_one(one, other):
    assert link_id(checked_key(one)) == link_id(checked_key(other))


def test_keys_that_look_different_are_two():
    assert len({link_id(key) for key in ("mail", "mall", "ma-il", "mai1s")}) == 4


def test_a_random_key_is_one_that_may_be_chosen():
    keys = [random_key("w", str(number)) for number in range(500)]
    assert [checked_key(key) for key in keys] == keys
    assert len({link_id(key) for key in keys}) == 500
