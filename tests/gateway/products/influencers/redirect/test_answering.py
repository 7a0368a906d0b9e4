"""A visitor follows a link: where they go, and what is written of it."""

from datetime import timedelta

import pytest

from services.gateway.products.influencers.domain.link import LinkState
from tests.gateway.conftest import NOW, ORIGIN
from tests.gateway.products.influencers.redirect.conftest import PHONE, link


def test_a_visitor_is_led_on_and_nothing_is_stored_in_the_browser(door):
    door.note(link())
    answer = door.visit("/l/lea")
    assert (answer.status_code, answer.headers["Location"]) == (302, "https://shop.example/a")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "Set-Cookie" not in answer.headers


def test_a_click_is_written_before_the_answer_without_a_name_or_an_address(door):
    door.note(link(program_id="p-1", partner_id="a-1"))
    door.visit(
        "/l/lea?t=qr",
        headers={"Referer": "https://social.example/lea/post?id=9"},
        environ_base={"REMOTE_ADDR": "203.0.113.77"},
    )
    (click,) = door.clicks
    assert len(click.pop("click_id")) == 26
    assert len(click.pop("mark")) == 32
    assert click == {
        "workspace_id": "maison-lumen",
        "link_id": "l-lea",
        "key": "lea",
        "program_id": "p-1",
        "partner_id": "a-1",
        "at": "2026-03-26T11:00:00.000Z",
        "trigger": "qr",
        "agent": PHONE,
        "network": "203.0.113.0/24",
        "method_seen": "GET",
        "referrer": "social.example",
    }


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("no address", ""),
    ],
)
def test_an_address_is_cut(door, address, network):
    door.note(link())
    door.visit("/l/lea", environ_base={"REMOTE_ADDR": address})
    assert [each["network"] for each in door.clicks] == [network]


def test_a_mark_tells_visitors_of_a_day_apart_and_nothing_on_the_next(door):
    door.note(link(), link("tom"))
    here, there = {"REMOTE_ADDR": "203.0.113.77"}, {"REMOTE_ADDR": "203.0.113.78"}
    for path, where in (("lea", here), ("lea", here), ("lea", there), ("tom", here)):
        door.visit(f"/l/{path}", environ_base=where)
    door.again().visit("/l/lea", environ_base=here)
    door.parts.clock.advance(days=1)
    door.visit("/l/lea", environ_base=here)
    first, second, other, of_tom, elsewhere, tomorrow = (
        each["mark"] for each in sorted(door.clicks, key=lambda each: each["click_id"])
    )
    assert first == second == elsewhere
    assert len({first, other, of_tom, tomorrow}) == 4
    salts = sorted(path.name for path in (door.parts.data_dir / "redirect").glob("salt-*"))
    assert salts == ["salt-2026-03-27"]


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("HEAD", {}),
        ("GET", {"Sec-Purpose": "prefetch"}),
        ("GET", {"Sec-Purpose": "prefetch;prerender"}),
        ("GET", {"Purpose": "prefetch"}),
        ("GET", {"X-Moz": "prefetch"}),
    ],
)
def test_whoever_only_looks_is_told_the_same_and_leaves_no_click(door, method, headers):
    door.note(link())
    answers = [door.visit("/l/lea", method, headers=headers) for _ in range(3)]
    told = {(answer.status_code, answer.headers["Location"]) for answer in answers}
    assert told == {(302, "https://shop.example/a")}
    assert door.clicks == []


@pytest.mark.parametrize(
    "path", ["/l/Été", "/l/ÉTÉ", "/l/E\u0301t\u00e9", "/l/%C3%89T%C3%89", "/l/été/"]
)
def test_a_key_is_found_whatever_its_capitals_and_its_form(door, path):
    door.note(link("été"))
    assert door.visit(path).headers["Location"] == "https://shop.example/a"


def test_the_visitors_query_goes_on_only_where_the_link_says_so(door):
    target = "https://x.example/?utm_source=a&ref=1"
    door.note(link("open", target, pass_query=True), link("shut", target))
    asked = "utm_source=b&gclid=9&t=qr&via=somebody"
    assert door.visit(f"/l/open?{asked}").headers["Location"] == f"{target}&gclid=9"
    assert door.visit(f"/l/shut?{asked}").headers["Location"] == target


def test_no_line_end_of_a_visitor_reaches_a_header(door):
    door.note(link(pass_query=True))
    place = door.visit("/l/lea?a=1%0d%0aSet-Cookie:x").headers["Location"]
    assert place == "https://shop.example/a?a=1%0d%0aSet-Cookie:x"


def test_pages_of_ours_are_told_the_key_and_others_where_the_link_says_so(door):
    door.note(
        link("ours", f"{ORIGIN}/fr/w/maison-lumen/c/lampe#form"),
        link("quiet", f"{ORIGIN}/fr/w/maison-lumen/c/lampe", carries_key=False),
        link("shop", "https://shop.example/a?b=1", carries_key=True),
        link("alike", f"{ORIGIN}.example/"),
    )
    places = {
        key: door.visit(f"/l/{key}").headers["Location"]
        for key in ("ours", "quiet", "shop", "alike")
    }
    assert places == {
        "ours": f"{ORIGIN}/fr/w/maison-lumen/c/lampe?via=ours#form",
        "quiet": f"{ORIGIN}/fr/w/maison-lumen/c/lampe",
        "shop": "https://shop.example/a?b=1&via=shop",
        "alike": f"{ORIGIN}.example/",
    }


def test_a_link_that_leads_nowhere_any_more_goes_to_its_fallback_and_counts_nobody(door):
    door.note(
        link("off", state=LinkState.DISABLED, fallback="https://shop.example/sorry"),
        link("full", state=LinkState.CAPPED),
        link("late", expires_at=NOW + timedelta(hours=1)),
    )
    assert door.visit("/l/off").headers["Location"] == "https://shop.example/sorry"
    assert door.visit("/l/full").headers["Location"] == f"{ORIGIN}/fr/w/maison-lumen/"
    english = {"Accept-Language": "de, en;q=0.5"}
    assert (
        door.visit("/l/full", headers=english).headers["Location"] == f"{ORIGIN}/en/w/maison-lumen/"
    )
    assert door.visit("/l/late").headers["Location"] == "https://shop.example/a"
    door.parts.clock.advance(hours=1)
    assert door.visit("/l/late").headers["Location"] == f"{ORIGIN}/fr/w/maison-lumen/"
    assert [each["key"] for each in door.clicks] == ["late"]


def test_a_fallback_stands_in_the_header_as_its_bytes(door):
    door.note(link("off", state=LinkState.DISABLED, fallback="https://shop.example/été?q=é"))
    location = door.visit("/l/off").headers["Location"]
    assert location == "https://shop.example/%C3%A9t%C3%A9?q=%C3%A9"


@pytest.mark.parametrize("host", ["other.example", "127.0.0.1.other.example:8000", "127.0.0.1."])
def test_by_another_name_of_the_machine_no_link_leads_on(door, host):
    door.note(link(destination=f"http://{host}/l/lea"))
    assert door.visit("/l/lea", base_url=f"http://{host}").text == "nowhere"
    assert door.clicks == []


def test_the_name_alone_makes_a_link_ours_whatever_the_port(door):
    door.note(link())
    assert door.visit("/l/lea", base_url="http://127.0.0.1:9999").status_code == 302


def test_of_a_long_agent_the_beginning_is_kept(door):
    door.note(link())
    for agent in ("a" * 9000, "a" * 8000, "é" * 9000):
        door.visit("/l/lea", headers={"User-Agent": agent.encode().decode("latin-1")})
    kept = [each["agent"] for each in door.clicks]
    assert kept == ["a" * 512, "a" * 512, "é" * 512]


def test_what_is_no_link_is_left_to_the_pages(door):
    door.note(link())
    for method, path in (("POST", "/l/lea"), ("GET", "/l/nobody"), ("GET", f"/l/{'x' * 5000}")):
        assert door.visit(path, method).text == "nowhere"
    assert door.clicks == []


def test_a_click_that_finds_no_room_costs_no_visitor_the_way(door):
    door.note(link())
    (door.parts.data_dir / "redirect").write_text("a file where the folder would be")
    assert door.visit("/l/lea").headers["Location"] == "https://shop.example/a"
    outcomes = door.parts.registry.get_sample_value
    assert outcomes("kermesse_redirects_total", {"outcome": "unrecorded"}) == 1
    assert outcomes("kermesse_redirects_total", {"outcome": "followed"}) == 0
