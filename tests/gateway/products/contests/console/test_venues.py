"""The page by which a team opens a contest to a hall."""

from bs4 import BeautifulSoup

from shared.events import instant_of, instant_text

PAGE = "/en/contests/c-1"
FORM = {"network": "203.0.113.7", "until": "2026-03-26T20:30", "per_hour": "200",
        "zone": "Europe/Paris", "action": "open"}  # fmt: skip


def _asked(gateway, path):
    return [each.body for each in gateway.services.asked if each.path == path]


def test_the_network_that_one_is_on_is_proposed(gateway):
    gateway.services.add("c-1", state="open")
    page = BeautifulSoup(gateway.signed_in().get(f"{PAGE}/venue").text, "html.parser")
    assert page.find(id="network")["value"] == "127.0.0.1"
    assert "You are now on 127.0.0.1" in page.find(id="network-hint").get_text()


def test_a_venue_is_opened_until_an_hour_of_the_contests_zone(gateway):
    gateway.services.add("c-1", state="open")
    answer = gateway.signed_in().post(f"{PAGE}/venue", FORM)
    assert (answer.status_code, answer.location) == (303, f"{PAGE}#venues")
    [body] = _asked(gateway, "/contests/c-1/venues")
    assert body["until"] == instant_text(instant_of("2026-03-26T19:30:00.000Z"))
    assert (body["network"], body["per_hour"]) == ("203.0.113.7", 200)


def test_what_is_no_number_is_told_and_nothing_is_lost(gateway):
    gateway.services.add("c-1", state="open")
    answer = gateway.signed_in().post(f"{PAGE}/venue", {**FORM, "per_hour": "1e3"})
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert "whole number" in page.select_one(".summary").get_text()
    assert page.find(id="per_hour")["value"] == "1e3"
    assert page.find(id="network")["value"] == "203.0.113.7"
    assert not _asked(gateway, "/contests/c-1/venues")


def test_a_venue_is_closed_by_its_button(gateway):
    open_now = [{"network": "", "until": "2026-03-26T19:30:00.000Z", "per_hour": 100}]
    gateway.services.add("c-1", state="open", venues=open_now)
    browser = gateway.signed_in()
    assert "every network" in browser.get(f"{PAGE}/venue").text
    browser.post(f"{PAGE}/venue", {"closing": "", "action": "close"})
    assert _asked(gateway, "/contests/c-1/venues/close") == [{"network": ""}]
