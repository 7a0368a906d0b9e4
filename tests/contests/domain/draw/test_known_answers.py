"""Answers that were known before this code was written."""

import pytest

from services.contests.domain.beacon import QUICKNET, TEST
from services.contests.domain.draw import (
    MerkleTree,
    Ranking,
    Terms,
    canonical,
    canonical_hash,
    commitment_of,
    prk_of,
    randomness_of,
    read_batches,
    seal_of,
    summarise,
)
from tests.contests.certificates import ROUND_123

HOUSE = ["e-0001|1", "e-0002|1", "e-0003|3", "e-0004|1", "e-0005|2"]
HOUSE_COMMITMENT = (
    b'{"alternates":1,"beacon":{"chain":'
    b'"52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971","round":123},'
    b'"contest":"house-draw","entries":5,"excluded":{"minor":1},"max_weight":3,'
    b'"prizes":[{"count":2,"name":"book"}],'
    b'"receipts":"0000000000000000000000000000000000000000000000000000000000000000",'
    b'"root":"9283c4957575406fd74c392e9b350ce88c03ac3594fbef70f54ab85e5fb3ac85",'
    b'"rules":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",'
    b'"version":1,"weight":8}'
)
CT_LEAVES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]


@pytest.fixture
def house():
    terms = Terms((("book", 2),), 1, 3, QUICKNET.hash, 123, "0" * 64)
    return commitment_of("house-draw", canonical_hash({}), terms, summarise(HOUSE, 3), {"minor": 1})


def test_the_house_draw_has_its_commitment_byte_for_byte(house):
    assert canonical(house) == HOUSE_COMMITMENT


def test_the_house_draw_has_its_seal(house):
    assert seal_of(house) == "6482291711db6531100e144effc7281e4d5f01599bcabec3574f8f0fa32bc8de"


def test_the_house_draw_has_its_pseudorandom_key(house):
    prk = prk_of(ROUND_123, seal_of(house))
    assert prk.hex() == "299ffe0f77ee362059dbbb84907223176c57d22e31b10c04c9c4d4ec43128311"


def test_the_house_draw_has_its_order(house):
    ranking = Ranking(prk_of(ROUND_123, seal_of(house)), 5)
    for batch in read_batches(HOUSE, 3):
        ranking.add(batch)
    assert ranking.first() == ["e-0002", "e-0005", "e-0003", "e-0001", "e-0004"]


def test_round_123_of_quicknet_has_its_randomness():
    expected = "fb8f7bc29bf24db51871ec8c79f3a1e4bd0557bc0dfcee9ed1d924e69d1c60dc"
    assert randomness_of(ROUND_123).hex() == expected


@pytest.mark.parametrize(
    ("leaves", "root"),
    [
        (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ],
)
def test_trees_have_the_hashes_of_certificate_transparency(leaves, root):
    tree = MerkleTree()
    tree.extend(bytes.fromhex(leaf) for leaf in CT_LEAVES[:leaves])
    assert tree.root().hex() == root


def test_the_test_chain_is_named_by_the_hash_of_what_it_is():
    info = {
        "genesis_time": TEST.genesis,
        "period": TEST.period,
        "public_key": TEST.public_key,
        "scheme": "bls-unchained-g1-rfc9380",
    }
    assert canonical_hash(info) == TEST.hash
