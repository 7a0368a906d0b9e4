"""What becomes of the visitor's own query and of the fragment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.products.influencers.domain.query import (
    LONGEST,
    of_visitor,
    trigger_of,
    with_query,
)


@pytest.mark.parametrize(
    ("destination", "visit", "place"),
    [
        (
            "https://x.example/?utm_source=a&ref=1",
            "utm_source=b&gclid=9",
            "https://x.example/?utm_source=a&ref=1&gclid=9",
        ),
        ("https://x.example/a?b=1#part", "c=2", "https://x.example/a?b=1&c=2#part"),
        ("https://x.example/a#part", "c=2", "https://x.example/a?c=2#part"),
        ("https://x.example/a", "", "https://x.example/a"),
        ("https://x.example/a?", "", "https://x.example/a"),
        ("https://x.example/?b=1", "%62=2", "https://x.example/?b=1"),
        ("https://x.example/", "c=1&c=1&c=2", "https://x.example/?c=1&c=2"),
        ("https://x.example/", "via=me&t=qr&%74=code", "https://x.example/"),
        ("https://x.example/", "&&a", "https://x.example/?a"),
        ("https://x.example/", 'a="<b>', "https://x.example/?a=%22%3Cb%3E"),
        ("https://x.example/", "a=\u00c3\u00a9", "https://x.example/?a=%C3%A9"),
    ],
)
def test_the_rule(destination, visit, place):
    assert with_query(destination, of_visitor(visit)) == place


def test_a_query_that_nobody_was_given_is_left_out():
    assert of_visitor("a=" + "x" * (LONGEST - 2)) != ""
    assert of_visitor("a=" + "x" * LONGEST) == ""


@pytest.mark.parametrize(
    ("query", "trigger"),
    [("", "link"), ("t=qr", "qr"), ("a=1&t=code", "code"), ("t=sms", "link"), ("t", "link")],
)
def test_what_led_here_is_told_by_the_address(query, trigger):
    assert trigger_of(query) == trigger


LATIN = st.text(st.characters(max_codepoint=255), max_size=60)


@given(LATIN, LATIN)
def test_whatever_is_asked_the_destination_stays_first_and_the_header_is_one_line(own, asked):
    own = of_visitor(own)
    destination = f"https://x.example/a{'?' if own else ''}{own}#end"
    place = with_query(destination, of_visitor(asked))
    assert place.isascii() and place.isprintable() and " " not in place
    assert place.startswith(destination.removesuffix("#end"))
    assert place.endswith("#end") and place.count("#") == 1
    assert with_query(place, of_visitor(asked)) == place
