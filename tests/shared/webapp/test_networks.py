"""Limits count households, not the numbers that their machines give themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.webapp.networks import network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("192.0.2.1:51234", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("[::ffff:192.0.2.1]:443", "192.0.2.1"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::64", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::1]:51234", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::1]", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2:0:0:0:1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::1", "::/64"),
        ("", ""),
        ("unknown", "unknown"),
        ("x" * 900, "x" * 64),
    ],
)
def test_an_address_counts_as_its_network(address: str, network: str) -> None:
    assert network_of(address) == network


@given(st.ip_addresses(v=6, network="2001:db8:1:2::/64"), st.integers(1, 65535))
def test_every_number_of_a_household_is_one(address: object, port: int) -> None:
    assert network_of(str(address)) == network_of(f"[{address}]:{port}") == "2001:db8:1:2::/64"


@given(st.ip_addresses(v=4), st.ip_addresses(v=4))
def test_two_addresses_of_ipv4_are_two(one: object, other: object) -> None:
    assert (network_of(str(one)) == network_of(str(other))) == (one == other)


@given(st.text(max_size=100))
def test_whatever_a_proxy_writes_is_counted(text: str) -> None:
    assert len(network_of(text)) <= 64
