"""A host from inside is an address, or a name that nobody on the internet can own."""

import pytest

from shared.hosts import is_inside


@pytest.mark.parametrize(
    "host",
    [
        "",
        "127.0.0.1",
        "127.0.0.1:9001",
        "[::1]:9001",
        "10.1.2.3:8080",
        "8.8.8.8",
        "localhost:8025",
        "LOCALHOST",
        "contests-web:8001",
        "contests-web.prod.svc",
        "contests-web.prod.svc.cluster.local:8001",
        "app1.internal.",
        "app1.example.org:9001",
        "APP1.example.org",
    ],
)
def test_the_inside_may_ask(host: str) -> None:
    assert is_inside(host, ("app1.example.org",))


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:9001",
        "app1.example.org.evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "local.evil.example",
        "[::1",
        ".local",
    ],
)
def test_names_of_others_may_not(host: str) -> None:
    assert not is_inside(host, ("app1.example.org",))
