"""Where a link may lead."""

import pytest

from services.influencers.domain.link.destinations import (
    checked_destination,
    checked_host,
    own_key,
)
from services.influencers.domain.link.errors import BadLink

HOME = "https://kermesse.example"
HOSTS = ("lumen.example", "xn--caf-dma.example")


def refused(address: str) -> str:
    with pytest.raises(BadLink) as error:
        checked_destination(address, HOSTS, HOME, "destination")
    [fault] = error.value.fields
    assert fault.field == "destination"
    return fault.code


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://lumen.example", "https://lumen.example/"),
        (" https://LUMEN.example/A?b=C#d ", "https://lumen.example/A?b=C#d"),
        ("http://lumen.example:8080/a", "http://lumen.example:8080/a"),
        ("https://caf\u00e9.example/\u00e9t\u00e9", "https://xn--caf-dma.example/\u00e9t\u00e9"),
        ("https://kermesse.example/fr/w/lumen/", "https://kermesse.example/fr/w/lumen/"),
        ("https://Kermesse.example:443/l/zoe", "https://kermesse.example/l/zoe"),
        ("https://kermesse.example./l/zoe", "https://kermesse.example/l/zoe"),
    ],
)
def test_what_is_allowed_is_kept_with_its_host_in_ascii(typed, kept):
    assert checked_destination(typed, HOSTS, HOME, "destination") == kept


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("javascript:alert(1)", "link_scheme"),
        ("data:text/html,x", "link_scheme"),
        ("ftp://lumen.example/", "link_scheme"),
        ("//lumen.example/", "link_scheme"),
        ("lumen.example", "link_scheme"),
        ("https:lumen.example", "link_unreadable"),
        ("https:///lumen.example", "link_unreadable"),
        ("https://lumen.example:99999/", "link_unreadable"),
        ("https:\\\\lumen.example", "link_characters"),
        ("https://ada:pw@lumen.example/", "link_credentials"),
        ("https://lumen.example@evil.example/", "link_credentials"),
        ("https://lumen.example/\r\nSet-Cookie: a=b", "link_characters"),
        ("https://lumen.example/a b", "link_characters"),
        ("https://127.0.0.1/", "host_inside"),
        ("https://2130706433/", "host_inside"),
        ("https://0x7f.1/", "host_inside"),
        ("https://10.0.0.1/", "host_inside"),
        ("https://[::1]/", "host_unknown"),
        ("https://localhost/", "host_inside"),
        ("https://printer.local/", "host_inside"),
        ("https://intranet/", "host_inside"),
        ("https://kermesse.example:8443/l/zoe", "link_own_port"),
        ("https://evil.example/", "link_host"),
        ("https://shop.lumen.example/", "link_host"),
        ("https://lumen.example.evil.example/", "link_host"),
        ("https://lum\u0435n.example/", "host_lookalike"),
        ("https://lumen\uff0eexample/", "host_lookalike"),
        ("https://lumen.example/" + "a" * 2000, "too_long"),
    ],
)
def test_what_is_not_allowed_is_refused_with_its_reason(address, code):
    assert refused(address) == code


def test_a_name_that_looks_like_another_is_shown_in_punycode():
    with pytest.raises(BadLink) as error:
        checked_host("lum\u0435n.example", "hosts")
    assert error.value.fields[0].params == {"host": "xn--lumn-x4d.example"}


@pytest.mark.parametrize(
    "host", ["xn--lumn-x4d.example", "-a.example", "a..example", "a_b.example"]
)
def test_what_is_no_honest_host_is_not_named(host):
    with pytest.raises(BadLink):
        checked_host(host, "hosts")


@pytest.mark.parametrize(
    "path", ["/l/zoe", "/L/../l/zoe", "//l//zoe/", "/%6c/zo%65", "/l/ZOE", "/%256c/zoe", "/l/zoe#a"]
)
def test_our_own_link_is_known_however_it_is_written(path):
    assert own_key(f"http://Kermesse.example{path}", HOME) == "zoe"


def test_our_own_link_is_known_by_the_port_of_its_scheme_too():
    for address in ("https://kermesse.example:443/l/zoe", "http://kermesse.example.:80/l/zoe"):
        assert own_key(address, HOME) == "zoe"


@pytest.mark.parametrize(
    "address", ["", "https://kermesse.example/fr/l/zoe", "https://lumen.example/l/zoe"]
)
def test_another_page_is_no_link(address):
    assert own_key(address, HOME) is None
