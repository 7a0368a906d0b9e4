"""UTM parameters in an address: nothing doubled, the fragment last."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.influencers.domain.link.utm import NAMES, merged


@pytest.mark.parametrize(
    ("address", "utm", "place"),
    [
        ("https://x.example/", {}, "https://x.example/"),
        ("https://x.example/?", {"utm_term": ""}, "https://x.example/?"),
        ("https://x.example/a", {"utm_source": "zoé"}, "https://x.example/a?utm_source=zo%C3%A9"),
        (
            "https://x.example/?utm_source=a&ref=1#part",
            {"utm_source": "b", "utm_medium": "c d"},
            "https://x.example/?ref=1&utm_source=b&utm_medium=c%20d#part",
        ),
        (
            "https://x.example/?%75tm_source=a&utm_term=t",
            {"utm_source": "b"},
            "https://x.example/?utm_term=t&utm_source=b",
        ),
    ],
)
def test_a_filled_field_takes_the_place_of_what_was_there(address, utm, place):
    assert merged(address, utm) == place


PLAIN = st.text("abz019-_.~%=/:é", max_size=12)
PAIRS = st.lists(st.tuples(st.sampled_from([*NAMES, "ref", "a", ""]), PLAIN), max_size=6)
UTM = st.dictionaries(st.sampled_from(NAMES), st.text(max_size=20))


@given(PAIRS, UTM, st.sampled_from(["", "#end", "#a=b&utm_source=c", "#?utm_term=1"]))
def test_whatever_was_there_each_field_is_there_once_and_the_fragment_last(pairs, utm, fragment):
    query = "&".join(f"{name}={value}" for name, value in pairs)
    address = f"https://x.example/p?{query}{fragment}"
    place = merged(address, utm)
    known = parse_qsl(urlsplit(place).query, keep_blank_values=True)
    for name, value in utm.items():
        if value:
            assert [each for key, each in known if key == name] == [value]
    others = [pair for pair in pairs if not utm.get(pair[0])]
    assert [key for key, _ in known if not utm.get(key)] == [
        name for name, value in others if f"{name}={value}"
    ]
    assert place.endswith(fragment) and place.partition("#")[1:] == ("#"[: len(fragment)],
                                                                     fragment[1:])  # fmt: skip
    assert merged(place, utm) == place
