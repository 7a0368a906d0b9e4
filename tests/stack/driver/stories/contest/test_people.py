"""Some of the people come by links, and never so many that nobody else is left."""

import pytest

from stack.driver.stories.contest.people import MOST_BY_LINK, SOURCES, Manner, led_by, make_people

LINKS = {source: f"https://example.org/l/{source}" for source in SOURCES}


@pytest.mark.parametrize(("count", "each"), [(30, 5), (60, 10), (300, MOST_BY_LINK)])
def test_as_many_come_by_each_link(count: int, each: int) -> None:
    led = list(led_by(make_people(count), LINKS).values())
    assert {link: led.count(link) for link in LINKS.values()} == dict.fromkeys(LINKS.values(), each)


def test_who_comes_by_a_link_reads_the_page_that_it_leads_to_and_is_taken() -> None:
    people = make_people(60)
    led = led_by(people, LINKS)
    them = [one for one in people if one.email in led]
    assert {(one.language, one.manner) for one in them} == {("fr", Manner.PLAIN)}
    assert all(led[one.email] == LINKS[one.source] for one in them)


def test_without_links_nobody_comes_by_one() -> None:
    assert led_by(make_people(30), {}) == {}
