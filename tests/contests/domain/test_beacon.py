"""Rounds of the pinned chains."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contests.domain.beacon import QUICKNET, TEST, BeforeGenesis, UnknownChain, chain_of

chains = st.sampled_from([QUICKNET, TEST])
instants = st.integers(TEST.genesis * 1000, 4_000_000_000_000).map(
    lambda since: datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=since)
)


@given(chains, instants)
def test_the_round_of_an_instant_is_the_first_one_not_before_it(chain, instant):
    number = chain.round_at(instant)
    assert chain.time_of(number) >= instant
    assert number == 1 or chain.time_of(number - 1) < instant


@pytest.mark.parametrize(
    ("offset", "number"), [(0, 1), (1, 2), (2999, 2), (3000, 2), (3001, 3), (366_000, 123)]
)
def test_rounds_of_quicknet_by_milliseconds_since_its_genesis(offset, number):
    genesis = datetime.fromtimestamp(1692803367, UTC)
    assert QUICKNET.round_at(genesis + timedelta(milliseconds=offset)) == number


def test_a_chain_has_no_round_before_its_genesis():
    with pytest.raises(BeforeGenesis):
        TEST.round_at(TEST.time_of(1) - timedelta(milliseconds=1))


def test_only_pinned_chains_are_known():
    assert chain_of(QUICKNET.hash) is QUICKNET
    with pytest.raises(UnknownChain):
        chain_of("00" * 32)
