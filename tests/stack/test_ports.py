"""Ports are free, or named."""

import socket
from collections.abc import Iterator

import pytest

from stack.errors import WrongSetting
from stack.ports import CHOICES, HOST, choose_free, is_free, require_free


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as server:
        server.bind((HOST, 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_port_where_someone_listens_is_named_with_the_setting_that_moves_it(taken: int) -> None:
    with pytest.raises(WrongSetting, match=rf"Port {taken} is in use.*KERMESSE_UP_PORT=<port>"):
        require_free(taken, "KERMESSE_UP_PORT")


def test_a_free_port_is_returned(taken: int) -> None:
    (port,) = choose_free(1)
    assert require_free(port, "KERMESSE_UP_PORT") == port
    assert not is_free(taken)


def test_chosen_ports_differ_and_are_none_of_those_taken() -> None:
    first = choose_free(5)
    more = choose_free(200, taken=first)
    assert len({*first, *more}) == 205
    assert all(port in CHOICES for port in more)
